/* The methods of queries that make other queries.
 *
 * Names of tables and columns are checked, so that they can stand in the text of the statement unquoted.
 */
#include "query.h"

#include "database.h"
#include "message.h"

static fuse_rt_error *require(bool holds, const char *message) { return holds ? NULL : fuse_rt_message_constant(message); }

/* ---- names ---- */

/* The length of the identifier that a text starts with, or 0. */
static size_t identifier(fuse_rt_text text) {
  size_t length = 0;
  for (; length < text.length; length++) {
    char c = text.data[length];
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!is_letter && (length == 0 || c < '0' || c > '9'))
      break;
  }
  return length;
}

/* `name` or `schema.name`. */
static bool is_name(fuse_rt_text text) {
  size_t length = identifier(text);
  if (length > 0 && length < text.length && text.data[length] == '.') {
    fuse_rt_text rest = {text.data + length + 1, text.length - length - 1};
    size_t second = identifier(rest);
    return second > 0 && second == rest.length;
  }
  return length > 0 && length == text.length;
}

static fuse_rt_error *check_column(const fuse_rt_str *name) {
  if (is_name(fuse_rt_text_of_str(name)))
    return NULL;
  return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of("invalid column name "), fuse_rt_text_of_str(name)});
}

static fuse_rt_error *check_param(const fuse_rt_any *value) {
  return fuse_rt_database_is_param(value) ? NULL : fuse_rt_database_unsupported(value);
}

/* ---- making queries ---- */

/* Another query with the same parts, to be changed. */
static fuse_rt_any copy_of(const fuse_rt_any *query) {
  fuse_rt_array *object = fuse_rt_array_alloc(FUSE_RT_QUERY_PARTS, sizeof(fuse_rt_any));
  fuse_rt_any copy = fuse_rt_any_of_object(FUSE_RT_QUERY, object);
  for (int part = 0; part < FUSE_RT_QUERY_PARTS; part++)
    fuse_rt_any_elements(&copy)[part] = fuse_rt_any_copy(&fuse_rt_any_elements(query)[part]);
  return copy;
}

/* Takes over the value. */
static void put(fuse_rt_any *query, fuse_rt_query_part part, fuse_rt_any value) {
  fuse_rt_any *place = &fuse_rt_any_elements(query)[part];
  fuse_rt_any_release(place);
  *place = value;
}

static const fuse_rt_any null = {.kind = FUSE_RT_NULL};

/* A query of another kind for the same table, with the same conditions and nothing else. */
static fuse_rt_any plain_copy(const fuse_rt_any *query, fuse_rt_query_kind kind) {
  fuse_rt_any copy = copy_of(query);
  put(&copy, FUSE_RT_QUERY_KIND, fuse_rt_any_of_int(kind));
  put(&copy, FUSE_RT_QUERY_COLUMNS, null);
  put(&copy, FUSE_RT_QUERY_SETS, null);
  put(&copy, FUSE_RT_QUERY_ORDER, null);
  put(&copy, FUSE_RT_QUERY_LIMIT, null);
  return copy;
}

/* Adds `n` values, which it takes over, to a list of the query, which the query alone holds afterwards. */
static void append(fuse_rt_any *query, fuse_rt_query_part part, int n, const fuse_rt_any *values) {
  fuse_rt_any *old = &fuse_rt_any_elements(query)[part];
  int64_t length = old->kind == FUSE_RT_NULL ? 0 : fuse_rt_any_length(old);
  fuse_rt_list *list = fuse_rt_array_alloc(length + n, sizeof(fuse_rt_any));
  fuse_rt_any *elements = FUSE_RT_ELEMENTS(list);
  for (int64_t i = 0; i < length; i++)
    elements[i] = fuse_rt_any_copy(&fuse_rt_any_elements(old)[i]);
  memcpy(elements + length, values, (size_t)n * sizeof *values);
  put(query, part, fuse_rt_any_of_object(FUSE_RT_LIST, list));
}

fuse_rt_error *fuse_rt_query_expect(const fuse_rt_any *value, const char *method) {
  if (value->kind == FUSE_RT_QUERY)
    return NULL;
  return fuse_rt_message_error(
      3, (fuse_rt_text[]){fuse_rt_text_of("query."), fuse_rt_text_of(method), fuse_rt_text_of(" expects a Query value")});
}

fuse_rt_error *fuse_rt_db_from(const fuse_rt_any *table, fuse_rt_any *out) {
  if (table->kind != FUSE_RT_STR)
    return fuse_rt_message_constant("db.from expects a table name string");
  if (!is_name(fuse_rt_text_of_str(table->object)))
    return fuse_rt_message_constant("invalid table name");
  fuse_rt_array *object = fuse_rt_array_alloc(FUSE_RT_QUERY_PARTS, sizeof(fuse_rt_any));
  fuse_rt_any *parts = FUSE_RT_ELEMENTS(object);
  for (int part = 0; part < FUSE_RT_QUERY_PARTS; part++)
    parts[part] = null;
  parts[FUSE_RT_QUERY_KIND] = fuse_rt_any_of_int(FUSE_RT_SELECT);
  parts[FUSE_RT_QUERY_TABLE] = fuse_rt_any_copy(table);
  *out = fuse_rt_any_of_object(FUSE_RT_QUERY, object);
  return NULL;
}

/* ---- reading ---- */

static fuse_rt_error *check_select(const fuse_rt_any *columns) {
  static const char shape[] = "query.select expects a list of strings";
  if (columns->kind != FUSE_RT_LIST)
    return fuse_rt_message_constant(shape);
  const fuse_rt_any *names = fuse_rt_any_elements(columns);
  for (int64_t i = 0; i < fuse_rt_any_length(columns); i++)
    if (names[i].kind != FUSE_RT_STR)
      return fuse_rt_message_constant(shape);
  return NULL;
}

fuse_rt_error *fuse_rt_query_select(const fuse_rt_any *query, const fuse_rt_any *columns, fuse_rt_any *out) {
  fuse_rt_error *error = fuse_rt_query_expect(query, "select");
  if (error == NULL)
    error = check_select(columns);
  if (error == NULL)
    error = require(fuse_rt_query_kind_of(query) == FUSE_RT_SELECT, "select is only supported on select queries");
  if (error == NULL)
    error = require(fuse_rt_any_length(columns) > 0, "select expects at least one column");
  for (int64_t i = 0; error == NULL && i < fuse_rt_any_length(columns); i++)
    error = check_column(fuse_rt_any_elements(columns)[i].object);
  if (error != NULL)
    return error;
  *out = copy_of(query);
  put(out, FUSE_RT_QUERY_COLUMNS, fuse_rt_any_copy(columns));
  return NULL;
}

static fuse_rt_error *expect_string(const fuse_rt_any *value, const char *message) {
  return require(value->kind == FUSE_RT_STR, message);
}

static bool is_write(const fuse_rt_any *query) {
  fuse_rt_query_kind kind = fuse_rt_query_kind_of(query);
  return kind == FUSE_RT_INSERT || kind == FUSE_RT_UPSERT;
}

/* The word of `words` that a text is in any case, white space around it ignored; NULL for none. */
static const char *one_of(const fuse_rt_str *s, size_t n, const char *const *words) {
  fuse_rt_text text = fuse_rt_text_trim(fuse_rt_text_of_str(s));
  for (size_t i = 0; i < n; i++)
    if (fuse_rt_text_equal_any_case(text, words[i]))
      return words[i];
  return NULL;
}

/* The values of a condition are parameters: one, or those of a list. */
static fuse_rt_error *check_condition(const char *operator, const fuse_rt_any *value) {
  if (strcmp(operator, "in") != 0)
    return check_param(value);
  if (value->kind != FUSE_RT_LIST)
    return fuse_rt_message_constant("in expects a list value");
  if (fuse_rt_any_length(value) == 0)
    return fuse_rt_message_constant("in expects a non-empty list");
  fuse_rt_error *error = NULL;
  for (int64_t i = 0; error == NULL && i < fuse_rt_any_length(value); i++)
    error = check_param(&fuse_rt_any_elements(value)[i]);
  return error;
}

fuse_rt_error *fuse_rt_query_where(const fuse_rt_any *query, const fuse_rt_any *column, const fuse_rt_any *operator,
                                   const fuse_rt_any *value, fuse_rt_any *out) {
  static const char *const operators[] = {"=", "!=", "<", "<=", ">", ">=", "like", "in"};
  fuse_rt_error *error = fuse_rt_query_expect(query, "where");
  if (error == NULL)
    error = expect_string(column, "query.where expects a column string");
  if (error == NULL)
    error = expect_string(operator, "query.where expects an operator string");
  if (error == NULL)
    error = require(!is_write(query), "where is not supported for insert/upsert queries");
  if (error == NULL)
    error = check_column(column->object);
  if (error != NULL)
    return error;
  const char *word = one_of(operator->object, sizeof operators / sizeof *operators, operators);
  if (word == NULL)
    return fuse_rt_message_constant("unsupported where operator");
  error = check_condition(word, value);
  if (error != NULL)
    return error;
  *out = copy_of(query);
  fuse_rt_any condition[] = {fuse_rt_any_copy(column),
                             fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_text_to_str(fuse_rt_text_of(word))),
                             fuse_rt_any_copy(value)};
  append(out, FUSE_RT_QUERY_WHERES, 3, condition);
  return NULL;
}

fuse_rt_error *fuse_rt_query_order_by(const fuse_rt_any *query, const fuse_rt_any *column, const fuse_rt_any *direction,
                                      fuse_rt_any *out) {
  static const char *const directions[] = {"asc", "desc"};
  fuse_rt_error *error = fuse_rt_query_expect(query, "order_by");
  if (error == NULL)
    error = expect_string(column, "query.order_by expects a column string");
  if (error == NULL)
    error = expect_string(direction, "query.order_by expects a direction string");
  if (error == NULL)
    error = require(fuse_rt_query_kind_of(query) == FUSE_RT_SELECT, "order_by is only supported on select queries");
  if (error == NULL)
    error = check_column(column->object);
  if (error != NULL)
    return error;
  const char *word = one_of(direction->object, sizeof directions / sizeof *directions, directions);
  if (word == NULL)
    return fuse_rt_message_constant("order_by expects asc or desc");
  *out = copy_of(query);
  fuse_rt_text order[] = {fuse_rt_text_of_str(column->object), {" ", 1}, fuse_rt_text_of(word)};
  put(out, FUSE_RT_QUERY_ORDER, fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_message_str(3, order)));
  return NULL;
}

fuse_rt_error *fuse_rt_query_limit(const fuse_rt_any *query, const fuse_rt_any *rows, fuse_rt_any *out) {
  fuse_rt_error *error = fuse_rt_query_expect(query, "limit");
  if (error == NULL)
    error = require(rows->kind == FUSE_RT_INT || rows->kind == FUSE_RT_FLOAT, "query.limit expects an Int");
  if (error == NULL)
    error = require(fuse_rt_query_kind_of(query) == FUSE_RT_SELECT, "limit is only supported on select queries");
  if (error != NULL)
    return error;
  int64_t count = rows->kind == FUSE_RT_INT ? rows->integer : fuse_rt_float_truncate(rows->number);
  if (count < 0)
    return fuse_rt_message_constant("limit must be >= 0");
  *out = copy_of(query);
  put(out, FUSE_RT_QUERY_LIMIT, fuse_rt_any_of_int(count));
  return NULL;
}

fuse_rt_error *fuse_rt_query_count_of(const fuse_rt_any *query, fuse_rt_any *out) {
  if (is_write(query))
    return fuse_rt_message_constant("count is not supported for insert/upsert queries");
  *out = plain_copy(query, FUSE_RT_COUNT);
  return NULL;
}

/* ---- writing ---- */

/* The numbers of a struct's fields in the order of their names. */
static void sort_fields(const fuse_rt_shape *shape, int64_t *order) {
  for (int64_t i = 0; i < shape->count; i++) {
    int64_t place = i;
    fuse_rt_text name = fuse_rt_text_of_str(shape->names[i]);
    for (; place > 0 && fuse_rt_text_compare(name, fuse_rt_text_of_str(shape->names[order[place - 1]])) < 0; place--)
      order[place] = order[place - 1];
    order[place] = i;
  }
}

/* The names and values of a struct by turns, sorted by name; or an error. */
static fuse_rt_error *sets_of(const fuse_rt_any *value, fuse_rt_any *out) {
  const fuse_rt_shape *shape = fuse_rt_any_shape(value);
  fuse_rt_array *numbers = fuse_rt_array_alloc(shape->count, sizeof(int64_t));
  int64_t *order = FUSE_RT_ELEMENTS(numbers);
  sort_fields(shape, order);
  fuse_rt_list *sets = fuse_rt_array_alloc(2 * shape->count, sizeof(fuse_rt_any));
  sets->length = 0;
  *out = fuse_rt_any_of_object(FUSE_RT_LIST, sets);
  fuse_rt_error *error = NULL;
  for (int64_t i = 0; error == NULL && i < shape->count; i++) {
    fuse_rt_any name = fuse_rt_any_of_object(FUSE_RT_STR, (void *)shape->names[order[i]]);
    const fuse_rt_any *field = &fuse_rt_any_elements(value)[1 + order[i]];
    error = check_column(name.object);
    if (error == NULL)
      error = check_param(field);
    fuse_rt_any_elements(out)[sets->length++] = fuse_rt_any_copy(&name);
    fuse_rt_any_elements(out)[sets->length++] = fuse_rt_any_copy(field);
  }
  fuse_rt_array_free(numbers);
  if (error != NULL)
    fuse_rt_any_release(out);
  return error;
}

static fuse_rt_error *expects(const char *method, const char *what) {
  return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of(method), fuse_rt_text_of(what)});
}

static fuse_rt_error *write_struct(const fuse_rt_any *query, const char *method, fuse_rt_query_kind kind, const fuse_rt_any *value,
                                   fuse_rt_any *out) {
  fuse_rt_error *error = fuse_rt_query_expect(query, method);
  if (error != NULL)
    return error;
  if (value->kind != FUSE_RT_STRUCT)
    return expects(method, " expects a struct value");
  if (fuse_rt_any_shape(value)->count == 0)
    return expects(method, " expects a struct with at least one field");
  fuse_rt_any sets;
  error = sets_of(value, &sets);
  if (error != NULL)
    return error;
  *out = plain_copy(query, kind);
  put(out, FUSE_RT_QUERY_SETS, sets);
  put(out, FUSE_RT_QUERY_WHERES, null);
  return NULL;
}

fuse_rt_error *fuse_rt_query_insert(const fuse_rt_any *query, const fuse_rt_any *value, fuse_rt_any *out) {
  return write_struct(query, "insert", FUSE_RT_INSERT, value, out);
}

fuse_rt_error *fuse_rt_query_upsert(const fuse_rt_any *query, const fuse_rt_any *value, fuse_rt_any *out) {
  return write_struct(query, "upsert", FUSE_RT_UPSERT, value, out);
}

fuse_rt_error *fuse_rt_query_update(const fuse_rt_any *query, const fuse_rt_any *column, const fuse_rt_any *value,
                                    fuse_rt_any *out) {
  fuse_rt_error *error = fuse_rt_query_expect(query, "update");
  if (error == NULL)
    error = expect_string(column, "query.update expects a column string");
  if (error == NULL)
    error = check_column(column->object);
  if (error == NULL)
    error = check_param(value);
  if (error == NULL)
    error = require(!is_write(query), "update is not supported after insert/upsert");
  if (error != NULL)
    return error;
  fuse_rt_any sets = null;
  if (fuse_rt_query_kind_of(query) == FUSE_RT_UPDATE)
    sets = fuse_rt_any_copy(fuse_rt_query_part_of(query, FUSE_RT_QUERY_SETS));
  *out = plain_copy(query, FUSE_RT_UPDATE);
  put(out, FUSE_RT_QUERY_SETS, sets);
  append(out, FUSE_RT_QUERY_SETS, 2, (fuse_rt_any[]){fuse_rt_any_copy(column), fuse_rt_any_copy(value)});
  return NULL;
}

fuse_rt_error *fuse_rt_query_delete(const fuse_rt_any *query, fuse_rt_any *out) {
  fuse_rt_error *error = fuse_rt_query_expect(query, "delete");
  if (error == NULL)
    error = require(!is_write(query), "delete is not supported after insert/upsert");
  if (error == NULL)
    *out = plain_copy(query, FUSE_RT_DELETE);
  return error;
}
