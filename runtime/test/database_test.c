/* database*.c, query*.c: statements, settings, transactions, queries. Each case runs in a process of its own. */
#define _GNU_SOURCE
#include "any_values.h"
#include "harness.h"
#include "message.h"

#include <stdlib.h>

static const fuse_rt_any none = {.kind = FUSE_RT_NULL};
static const fuse_rt_any one = {.kind = FUSE_RT_INT, .integer = 1};

/* Prints the text of an error, or nothing, and frees it. */
static void show_error(fuse_rt_error *error) {
  if (error == NULL)
    return;
  fuse_rt_str *shown = fuse_rt_error_render(error);
  fuse_rt_print(shown);
  fuse_rt_str_release(shown);
  fuse_rt_error_free(error);
}

static void show(fuse_rt_any value) {
  fuse_rt_str *shown = fuse_rt_any_text(&value);
  fuse_rt_print(shown);
  fuse_rt_str_release(shown);
  fuse_rt_any_release(&value);
}

/* The functions below consume their parameters. */
static void exec(const char *sql, fuse_rt_any params) {
  fuse_rt_any statement = STR(sql);
  show_error(fuse_rt_db_exec(&none, &one, &statement, &params));
  fuse_rt_any_release(&statement);
  fuse_rt_any_release(&params);
}

static void query(const char *sql, fuse_rt_any params) {
  fuse_rt_any statement = STR(sql);
  fuse_rt_list *rows;
  fuse_rt_error *error = fuse_rt_db_query(&none, &one, &statement, &params, &rows);
  if (error == NULL)
    show(fuse_rt_any_of_object(FUSE_RT_LIST, rows));
  show_error(error);
  fuse_rt_any_release(&statement);
  fuse_rt_any_release(&params);
}

static test_outcome outcome_of(fuse_rt_error *(*entry)(void), const char *url, const char *pool_size) {
  setenv("FUSE_DB_URL", url, 1);
  if (pool_size != NULL)
    setenv("FUSE_DB_POOL_SIZE", pool_size, 1);
  test_outcome outcome = test_run_program(entry, NULL);
  unsetenv("FUSE_DB_URL");
  unsetenv("FUSE_DB_POOL_SIZE");
  return outcome;
}

/* ---- statements ---- */

static fuse_rt_error *statements(void) {
  exec("create table t (id integer primary key, a, b)", EMPTY_LIST);
  for (int64_t i = 1; i <= 3; i++)
    exec("insert into t (a, b) values (?, ?)", LIST(INT(i), STR("x")));
  query("select * from t where a >= ?", LIST(INT(2)));
  query("select * from t where a >= ?", LIST(INT(3)));
  query("select a, b as a, a as c from t where id = 1", EMPTY_LIST);
  query("select cast(x'61ffe282' as text) as s, x'' as e, null as n, 1.5 as f", EMPTY_LIST);
  query("-- only a comment", EMPTY_LIST);
  return NULL;
}

static void test_statements(void) {
  CHECK_OUTCOME(outcome_of(statements, "sqlite::memory:", NULL), 0,
                "[{id: 2, a: 2, b: x}, {id: 3, a: 3, b: x}]\n[{id: 3, a: 3, b: x}]\n[{a: x, c: 1}]\n"
                "[{s: a\xef\xbf\xbd\xef\xbf\xbd, e: , n: null, f: 1.5}]\n[]\n",
                "", 0);
}

/* More texts than a connection keeps statements, each of them twice. */
static fuse_rt_error *many_statements(void) {
  enum { TEXTS = 60 };
  int64_t sum = 0;
  for (int i = 0; i < 2 * TEXTS; i++) {
    fuse_rt_any sql = fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_str_from_int(i % TEXTS));
    fuse_rt_text parts[] = {fuse_rt_text_of("select "), fuse_rt_text_of_str(sql.object), fuse_rt_text_of(" as n")};
    fuse_rt_any statement = fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_message_str(3, parts));
    fuse_rt_any params = EMPTY_LIST;
    fuse_rt_any row;
    show_error(fuse_rt_db_one(&none, &one, &statement, &params, &row));
    sum += ((const fuse_rt_any *)fuse_rt_map_value_at(row.object, 0))->integer;
    fuse_rt_any_release(&row);
    fuse_rt_any_release(&params);
    fuse_rt_any_release(&statement);
    fuse_rt_any_release(&sql);
  }
  show(INT(sum));
  return NULL;
}

static void test_many_statements(void) { CHECK_OUTCOME(outcome_of(many_statements, "sqlite::memory:", NULL), 0, "3540\n", "", 0); }

static fuse_rt_error *failures(void) {
  exec("nonsense", EMPTY_LIST);
  exec("select 1", EMPTY_LIST);
  exec("create table a (x); create table b (x)", EMPTY_LIST);
  query("select ?", LIST(STR("\"\n\xc2\xad"), BOOL(true)));
  query("select ?", LIST(EMPTY_LIST));
  fuse_rt_any sql = fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_text_to_str((fuse_rt_text){"a\0b", 3}));
  fuse_rt_any params = EMPTY_LIST;
  fuse_rt_error *error = fuse_rt_db_exec(&none, &one, &sql, &params);
  CHECK(error != NULL);
  fuse_rt_error_free(error);
  fuse_rt_any_release(&params);
  fuse_rt_any_release(&sql);
  return NULL;
}

static void test_failures(void) {
  CHECK_OUTCOME(outcome_of(failures, "sqlite::memory:", NULL), 0,
                "db exec failed: near \"nonsense\": syntax error; sql: nonsense; params: []\n"
                "db exec failed: Execute returned results - did you mean to call query?; sql: select 1; params: []\n"
                "db exec failed: Multiple statements provided; sql: create table a (x); create table b (x); params: []\n"
                "db query failed: Incorrect number of bindings supplied. The current statement uses 1, and there are 2 supplied.; "
                "sql: select ?; params: [string(\"\\\"\\n\\u{ad}\"), bool(true)]\n"
                "db query failed: unsupported db param type []; sql: select ?; params: [[](<unsupported>)]\n",
                "", 0);
}

static void test_settings(void) {
  CHECK_OUTCOME(outcome_of(statements, "sqlite:", " +0 "), 0,
                "invalid FUSE_DB_POOL_SIZE: expected integer >= 1\ninvalid FUSE_DB_POOL_SIZE: expected integer >= 1\n"
                "invalid FUSE_DB_POOL_SIZE: expected integer >= 1\ninvalid FUSE_DB_POOL_SIZE: expected integer >= 1\n"
                "invalid FUSE_DB_POOL_SIZE: expected integer >= 1\ninvalid FUSE_DB_POOL_SIZE: expected integer >= 1\n"
                "invalid FUSE_DB_POOL_SIZE: expected integer >= 1\ninvalid FUSE_DB_POOL_SIZE: expected integer >= 1\n"
                "invalid FUSE_DB_POOL_SIZE: expected integer >= 1\n",
                "", 0);
  CHECK_OUTCOME(outcome_of(many_statements, "sqlite::memory:", " +3 "), 0, "3540\n", "", 0);
}

/* ---- transactions ---- */

static fuse_rt_error *transactions(void) {
  int64_t first = fuse_rt_db_activation();
  int64_t second = fuse_rt_db_activation();
  exec("create table t (a)", EMPTY_LIST);
  show_error(fuse_rt_db_begin(first, &none, &one));
  exec("insert into t values (1)", EMPTY_LIST);
  show_error(fuse_rt_db_begin(second, &none, &one));
  /* It has none. */
  fuse_rt_db_rollback(second);
  show_error(fuse_rt_db_commit(second));
  fuse_rt_db_rollback(first);
  query("select count(*) as n from t", EMPTY_LIST);
  show_error(fuse_rt_db_begin(second, &none, &one));
  exec("insert into t values (1)", EMPTY_LIST);
  show_error(fuse_rt_db_commit(second));
  fuse_rt_db_rollback(second);
  query("select count(*) as n from t", EMPTY_LIST);
  show_error(fuse_rt_db_begin(first, &none, &one));
  return NULL;
}

static void test_transactions(void) {
  CHECK_OUTCOME(outcome_of(transactions, "sqlite::memory:", NULL), 0, "db transaction already active\n[{n: 0}]\n[{n: 1}]\n", "", 0);
}

/* ---- queries ---- */

static fuse_rt_error *queries(void) {
  fuse_rt_any table = STR("t");
  fuse_rt_any column = STR("a");
  fuse_rt_any operator = STR(" IN ");
  fuse_rt_any values = LIST(INT(1), STR("b"));
  fuse_rt_any user = test_user(STR("n"), INT(7));
  fuse_rt_any from;
  fuse_rt_any where;
  fuse_rt_any update;
  fuse_rt_any insert;
  fuse_rt_any wrong;
  show_error(fuse_rt_db_from(&table, &from));
  show_error(fuse_rt_query_where(&from, &column, &operator, &values, &where));
  show_error(fuse_rt_query_update(&where, &column, &table, &update));
  show_error(fuse_rt_query_insert(&where, &user, &insert));
  show_error(fuse_rt_query_where(&insert, &column, &operator, &values, &wrong));
  show_error(fuse_rt_query_select(&from, &values, &wrong));
  show_error(fuse_rt_query_delete(&table, &wrong));
  for (int i = 0; i < 4; i++) {
    const fuse_rt_any *shown = (const fuse_rt_any *[]){&from, &where, &update, &insert}[i];
    fuse_rt_str *sql;
    fuse_rt_list *params;
    show_error(fuse_rt_query_sql(shown, &sql));
    show_error(fuse_rt_query_params(shown, &params));
    show(fuse_rt_any_of_object(FUSE_RT_STR, sql));
    show(fuse_rt_any_of_object(FUSE_RT_LIST, params));
  }
  fuse_rt_any *all[] = {&table, &column, &operator, &values, &user, &from, &where, &update, &insert};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    fuse_rt_any_release(all[i]);
  return NULL;
}

static void test_queries(void) {
  CHECK_OUTCOME(test_run_program(queries, NULL), 0,
                "where is not supported for insert/upsert queries\nquery.select expects a list of strings\n"
                "query.delete expects a Query value\nselect * from t\n[]\nselect * from t where a in (?, ?)\n[1, b]\n"
                "update t set a = ? where a in (?, ?)\n[t, 1, b]\ninsert into t (age, name) values (?, ?)\n[7, n]\n",
                "", 0);
}

static const test_case cases[] = {{"statements", test_statements},
                                  {"many statements", test_many_statements},
                                  {"failures", test_failures},
                                  {"settings", test_settings},
                                  {"transactions", test_transactions},
                                  {"queries", test_queries},
                                  {NULL, NULL}};

const test_suite database_suite = {"database", cases};
