/* The statements of queries: their text and their parameters. */
#include "builder.h"
#include "query.h"

typedef struct writer {
  fuse_rt_str *sql;
  fuse_rt_list *params;
} writer;

static void put(writer *w, const char *text) { fuse_rt_builder_put_constant(&w->sql, text); }

static void put_str(writer *w, const fuse_rt_any *value) { fuse_rt_builder_put_str(&w->sql, value->object); }

static void add_param(writer *w, const fuse_rt_any *value) {
  if (w->params->length == w->params->capacity)
    w->params = fuse_rt_array_reserve(w->params, 1, sizeof *value);
  ((fuse_rt_any *)FUSE_RT_ELEMENTS(w->params))[w->params->length++] = fuse_rt_any_copy(value);
}

static int64_t length_of(const fuse_rt_any *list) { return list->kind == FUSE_RT_NULL ? 0 : fuse_rt_any_length(list); }

/* `?, ?, ?` */
static void put_marks(writer *w, int64_t n) {
  for (int64_t i = 0; i < n; i++)
    put(w, i > 0 ? ", ?" : "?");
}

static void put_wheres(writer *w, const fuse_rt_any *wheres) {
  for (int64_t i = 0; i < length_of(wheres); i += 3) {
    const fuse_rt_any *condition = &fuse_rt_any_elements(wheres)[i];
    const fuse_rt_any *value = &condition[2];
    put(w, i == 0 ? " where " : " and ");
    put_str(w, &condition[0]);
    put(w, " ");
    put_str(w, &condition[1]);
    if (value->kind != FUSE_RT_LIST) {
      put(w, " ?");
      add_param(w, value);
      continue;
    }
    put(w, " (");
    put_marks(w, fuse_rt_any_length(value));
    put(w, ")");
    for (int64_t j = 0; j < fuse_rt_any_length(value); j++)
      add_param(w, &fuse_rt_any_elements(value)[j]);
  }
}

/* The names of what is written, each followed by `behind`; their values become parameters. */
static void put_sets(writer *w, const fuse_rt_any *sets, const char *behind) {
  for (int64_t i = 0; i < length_of(sets); i += 2) {
    if (i > 0)
      put(w, ", ");
    put_str(w, &fuse_rt_any_elements(sets)[i]);
    put(w, behind);
    add_param(w, &fuse_rt_any_elements(sets)[i + 1]);
  }
}

static void put_insert(writer *w, const fuse_rt_any *query, const char *verb) {
  const fuse_rt_any *sets = fuse_rt_query_part_of(query, FUSE_RT_QUERY_SETS);
  put(w, verb);
  put_str(w, fuse_rt_query_part_of(query, FUSE_RT_QUERY_TABLE));
  put(w, " (");
  put_sets(w, sets, "");
  put(w, ") values (");
  put_marks(w, length_of(sets) / 2);
  put(w, ")");
}

static void put_columns(writer *w, const fuse_rt_any *columns) {
  if (columns->kind == FUSE_RT_NULL)
    put(w, "*");
  for (int64_t i = 0; i < length_of(columns); i++) {
    if (i > 0)
      put(w, ", ");
    put_str(w, &fuse_rt_any_elements(columns)[i]);
  }
}

static void put_select(writer *w, const fuse_rt_any *query, bool only_one) {
  put(w, "select ");
  put_columns(w, fuse_rt_query_part_of(query, FUSE_RT_QUERY_COLUMNS));
  put(w, " from ");
  put_str(w, fuse_rt_query_part_of(query, FUSE_RT_QUERY_TABLE));
  put_wheres(w, fuse_rt_query_part_of(query, FUSE_RT_QUERY_WHERES));
  const fuse_rt_any *order = fuse_rt_query_part_of(query, FUSE_RT_QUERY_ORDER);
  if (order->kind != FUSE_RT_NULL) {
    put(w, " order by ");
    put_str(w, order);
  }
  const fuse_rt_any *limit = fuse_rt_query_part_of(query, FUSE_RT_QUERY_LIMIT);
  fuse_rt_any one = fuse_rt_any_of_int(1);
  if (limit->kind == FUSE_RT_NULL && only_one)
    limit = &one;
  if (limit->kind != FUSE_RT_NULL) {
    put(w, " limit ?");
    add_param(w, limit);
  }
}

static void put_statement(writer *w, const fuse_rt_any *query, bool only_one) {
  const fuse_rt_any *table = fuse_rt_query_part_of(query, FUSE_RT_QUERY_TABLE);
  switch (fuse_rt_query_kind_of(query)) {
  case FUSE_RT_SELECT:
    put_select(w, query, only_one);
    return;
  case FUSE_RT_INSERT:
    put_insert(w, query, "insert into ");
    return;
  case FUSE_RT_UPSERT:
    put_insert(w, query, "insert or replace into ");
    return;
  case FUSE_RT_UPDATE:
    put(w, "update ");
    put_str(w, table);
    put(w, " set ");
    put_sets(w, fuse_rt_query_part_of(query, FUSE_RT_QUERY_SETS), " = ?");
    break;
  case FUSE_RT_DELETE:
    put(w, "delete from ");
    put_str(w, table);
    break;
  case FUSE_RT_COUNT:
    put(w, "select count(*) as c from ");
    put_str(w, table);
    break;
  }
  put_wheres(w, fuse_rt_query_part_of(query, FUSE_RT_QUERY_WHERES));
}

void fuse_rt_query_statement(const fuse_rt_any *query, bool only_one, fuse_rt_str **sql, fuse_rt_list **params) {
  writer w = {fuse_rt_builder_new(), fuse_rt_array_alloc(0, sizeof(fuse_rt_any))};
  put_statement(&w, query, only_one);
  *sql = w.sql;
  *params = w.params;
}

fuse_rt_error *fuse_rt_query_sql(const fuse_rt_any *query, fuse_rt_str **out) {
  fuse_rt_error *error = fuse_rt_query_expect(query, "sql");
  if (error != NULL)
    return error;
  fuse_rt_any params = {.kind = FUSE_RT_LIST};
  fuse_rt_list *list;
  fuse_rt_query_statement(query, false, out, &list);
  params.object = list;
  fuse_rt_any_release(&params);
  return NULL;
}

fuse_rt_error *fuse_rt_query_params(const fuse_rt_any *query, fuse_rt_list **out) {
  fuse_rt_error *error = fuse_rt_query_expect(query, "params");
  if (error != NULL)
    return error;
  fuse_rt_str *sql;
  fuse_rt_query_statement(query, false, &sql, out);
  fuse_rt_str_release(sql);
  return NULL;
}
