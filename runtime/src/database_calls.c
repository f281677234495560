/* `db.exec`, `db.query`, `db.one`, and the methods of queries that run statements. */
#include "any.h"
#include "database.h"
#include "message.h"
#include "query.h"

static void release_list(fuse_rt_list *list) {
  fuse_rt_any value = fuse_rt_any_of_object(FUSE_RT_LIST, list);
  fuse_rt_any_release(&value);
}

static fuse_rt_error *execute(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_str *sql,
                              const fuse_rt_list *params) {
  fuse_rt_error *error = fuse_rt_database_open(url, pool_size);
  return error != NULL ? error : fuse_rt_database_execute(sql, params);
}

static fuse_rt_error *rows_of(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_str *sql,
                              const fuse_rt_list *params, fuse_rt_list **out) {
  fuse_rt_error *error = fuse_rt_database_open(url, pool_size);
  return error != NULL ? error : fuse_rt_database_rows(sql, params, out);
}

/* The first of the rows, or null; releases the rows. */
static fuse_rt_any first_of(fuse_rt_list *rows) {
  fuse_rt_any row = {.kind = FUSE_RT_NULL};
  if (rows->length > 0)
    row = fuse_rt_any_copy(FUSE_RT_ELEMENTS(rows));
  release_list(rows);
  return row;
}

/* ---- SQL texts ---- */

/* The arguments of `name`, or what is wrong with them. */
static fuse_rt_error *check_statement(const char *name, const fuse_rt_any *sql, const fuse_rt_any *params) {
  const char *problem = sql->kind != FUSE_RT_STR       ? " expects a SQL string"
                        : params->kind != FUSE_RT_LIST ? " params must be a list"
                                                       : NULL;
  return problem == NULL ? NULL : fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of(name), fuse_rt_text_of(problem)});
}

fuse_rt_error *fuse_rt_db_exec(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *sql,
                               const fuse_rt_any *params) {
  fuse_rt_error *error = check_statement("db.exec", sql, params);
  return error != NULL ? error : execute(url, pool_size, sql->object, params->object);
}

fuse_rt_error *fuse_rt_db_query(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *sql,
                                const fuse_rt_any *params, fuse_rt_list **out) {
  fuse_rt_error *error = check_statement("db.query", sql, params);
  return error != NULL ? error : rows_of(url, pool_size, sql->object, params->object, out);
}

fuse_rt_error *fuse_rt_db_one(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *sql,
                              const fuse_rt_any *params, fuse_rt_any *out) {
  fuse_rt_list *rows;
  fuse_rt_error *error = check_statement("db.one", sql, params);
  if (error == NULL)
    error = rows_of(url, pool_size, sql->object, params->object, &rows);
  if (error == NULL)
    *out = first_of(rows);
  return error;
}

/* ---- queries ---- */

fuse_rt_error *fuse_rt_query_exec(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *query) {
  fuse_rt_error *error = fuse_rt_query_expect(query, "exec");
  if (error != NULL)
    return error;
  fuse_rt_str *sql;
  fuse_rt_list *params;
  fuse_rt_query_statement(query, false, &sql, &params);
  error = execute(url, pool_size, sql, params);
  fuse_rt_str_release(sql);
  release_list(params);
  return error;
}

static fuse_rt_error *query_rows(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *query, bool only_one,
                                 fuse_rt_list **out) {
  fuse_rt_str *sql;
  fuse_rt_list *params;
  fuse_rt_query_statement(query, only_one, &sql, &params);
  fuse_rt_error *error = rows_of(url, pool_size, sql, params, out);
  fuse_rt_str_release(sql);
  release_list(params);
  return error;
}

fuse_rt_error *fuse_rt_query_all(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *query,
                                 fuse_rt_list **out) {
  fuse_rt_error *error = fuse_rt_query_expect(query, "all");
  return error != NULL ? error : query_rows(url, pool_size, query, false, out);
}

fuse_rt_error *fuse_rt_query_one(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *query, fuse_rt_any *out) {
  fuse_rt_list *rows;
  fuse_rt_error *error = fuse_rt_query_expect(query, "one");
  if (error == NULL)
    error = query_rows(url, pool_size, query, true, &rows);
  if (error == NULL)
    *out = first_of(rows);
  return error;
}

fuse_rt_error *fuse_rt_query_count(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *query, int64_t *out) {
  fuse_rt_any counting;
  fuse_rt_error *error = fuse_rt_query_expect(query, "count");
  if (error == NULL)
    error = fuse_rt_query_count_of(query, &counting);
  if (error != NULL)
    return error;
  fuse_rt_list *rows;
  error = query_rows(url, pool_size, &counting, false, &rows);
  fuse_rt_any_release(&counting);
  if (error != NULL)
    return error;
  /* One row with one column. */
  fuse_rt_any row = first_of(rows);
  const fuse_rt_any *count = fuse_rt_map_value_at(row.object, 0);
  *out = count->integer;
  fuse_rt_any_release(&row);
  return NULL;
}
