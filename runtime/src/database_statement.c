/* Running statements: preparing them, binding parameters, reading rows.
 *
 * Prepared statements are kept for the next time: a connection has a small table of them by the hash of their text.
 */
#include "any.h"
#include "builder.h"
#include "database.h"
#include "hash.h"
#include "heap.h"
#include "map.h"
#include "message.h"

#include <limits.h>

/* `db <action> failed: <reason>; sql: <sql>; params: [<params>]` */
static fuse_rt_error *failed(const char *action, const char *reason, const fuse_rt_str *sql, const fuse_rt_list *params) {
  fuse_rt_str *text = fuse_rt_builder_new();
  fuse_rt_builder_put_constant(&text, "db ");
  fuse_rt_builder_put_constant(&text, action);
  fuse_rt_builder_put_constant(&text, " failed: ");
  fuse_rt_builder_put_constant(&text, reason);
  fuse_rt_builder_put_constant(&text, "; sql: ");
  fuse_rt_builder_put_str(&text, sql);
  fuse_rt_builder_put_constant(&text, "; params: [");
  fuse_rt_database_put_params(&text, params);
  fuse_rt_builder_put_char(&text, ']');
  return fuse_rt_error_text(text);
}

/* The same with a reason that it releases. */
static fuse_rt_error *failed_because(const char *action, fuse_rt_str *reason, const fuse_rt_str *sql, const fuse_rt_list *params) {
  fuse_rt_message_append(&reason, (fuse_rt_text){"", 1});
  fuse_rt_error *error = failed(action, FUSE_RT_ELEMENTS(reason), sql, params);
  fuse_rt_str_release(reason);
  return error;
}

static fuse_rt_error *unsupported_param(const char *action, const fuse_rt_any *value, const fuse_rt_str *sql,
                                        const fuse_rt_list *params) {
  fuse_rt_error *reason = fuse_rt_database_unsupported(value);
  fuse_rt_str *text = fuse_rt_error_render(reason);
  fuse_rt_error_free(reason);
  return failed_because(action, text, sql, params);
}

/* ---- preparing ---- */

/* Whether anything but white space and comments is left behind a statement. */
static bool has_more(const char *rest) {
  for (;;) {
    rest += strspn(rest, " \t\n\f\r");
    if (strncmp(rest, "--", 2) == 0) {
      rest += strcspn(rest, "\n");
    } else if (strncmp(rest, "/*", 2) == 0) {
      const char *end = strstr(rest + 2, "*/");
      if (end == NULL)
        return false;
      rest = end + 2;
    } else {
      return *rest != '\0';
    }
  }
}

static bool is_statement_of(sqlite3_stmt *statement, const fuse_rt_str *sql) {
  const char *text = statement == NULL ? NULL : sqlite3_sql(statement);
  return text != NULL && strlen(text) == (size_t)sql->length && memcmp(text, FUSE_RT_ELEMENTS(sql), (size_t)sql->length) == 0;
}

/* The statement of a text, kept by the connection; NULL in `*out` for a text without any. Returns the reason of a failure, NULL
 * where there is none. */
static const char *prepare(fuse_rt_connection *connection, const fuse_rt_str *sql, sqlite3_stmt **out) {
  sqlite3_stmt **kept =
      &connection->statements[fuse_rt_hash(FUSE_RT_ELEMENTS(sql), (size_t)sql->length) & (FUSE_RT_DATABASE_STATEMENTS - 1)];
  if (!is_statement_of(*kept, sql)) {
    sqlite3_finalize(*kept);
    *kept = NULL;
    /* SQLite is quicker with a text that ends with a NUL, and tells what is left by it. */
    fuse_rt_str *text = fuse_rt_message_str(2, (fuse_rt_text[]){fuse_rt_text_of_str(sql), {"", 1}});
    const char *rest;
    int status = sqlite3_prepare_v2(connection->handle, FUSE_RT_ELEMENTS(text), (int)text->length, kept, &rest);
    bool is_more = status == SQLITE_OK && has_more(rest);
    fuse_rt_str_release(text);
    if (status != SQLITE_OK)
      return sqlite3_errmsg(connection->handle);
    if (is_more) {
      sqlite3_finalize(*kept);
      *kept = NULL;
      return "Multiple statements provided";
    }
  }
  *out = *kept;
  return NULL;
}

/* ---- parameters ---- */

static int bind_one(sqlite3_stmt *statement, int number, const fuse_rt_any *value) {
  value = fuse_rt_database_plain(value);
  const fuse_rt_array *object = value->object;
  switch (value->kind) {
  case FUSE_RT_NULL:
    return sqlite3_bind_null(statement, number);
  case FUSE_RT_FLOAT:
    return sqlite3_bind_double(statement, number, value->number);
  case FUSE_RT_STR:
  case FUSE_RT_BYTES:
    break;
  default:
    return sqlite3_bind_int64(statement, number, value->integer);
  }
  int size = object->length > INT_MAX ? INT_MAX : (int)object->length;
  /* No copies: what is bound outlives the run of the statement. */
  if (value->kind == FUSE_RT_STR)
    return sqlite3_bind_text(statement, number, FUSE_RT_ELEMENTS(object), size, NULL);
  return sqlite3_bind_blob(statement, number, FUSE_RT_ELEMENTS(object), size, NULL);
}

static fuse_rt_error *wrong_count(const char *action, int64_t wanted, const fuse_rt_str *sql, const fuse_rt_list *params) {
  fuse_rt_str *text = fuse_rt_builder_new();
  fuse_rt_builder_put_constant(&text, "Incorrect number of bindings supplied. The current statement uses ");
  fuse_rt_builder_put_int(&text, wanted);
  fuse_rt_builder_put_constant(&text, ", and there are ");
  fuse_rt_builder_put_int(&text, params->length);
  fuse_rt_builder_put_constant(&text, " supplied.");
  return failed_because(action, text, sql, params);
}

/* ---- running ---- */

/* Prepares a statement and binds its parameters; `*out` is NULL for a text without a statement. */
static fuse_rt_error *begin(const char *action, const fuse_rt_str *sql, const fuse_rt_list *params, sqlite3 **handle,
                            sqlite3_stmt **out) {
  const fuse_rt_any *values = FUSE_RT_ELEMENTS(params);
  for (int64_t i = 0; i < params->length; i++)
    if (!fuse_rt_database_is_param(&values[i]))
      return unsupported_param(action, &values[i], sql, params);
  if (memchr(FUSE_RT_ELEMENTS(sql), '\0', (size_t)sql->length) != NULL)
    return failed(action, "the query contains a null character", sql, params);
  if (sql->length >= INT_MAX)
    return failed(action, "query string is too large", sql, params);
  fuse_rt_connection *connection = fuse_rt_database_take();
  *handle = connection->handle;
  const char *reason = prepare(connection, sql, out);
  if (reason != NULL)
    return failed(action, reason, sql, params);
  int wanted = *out == NULL ? 0 : sqlite3_bind_parameter_count(*out);
  if (wanted != params->length)
    return wrong_count(action, wanted, sql, params);
  for (int i = 0; i < wanted; i++)
    if (bind_one(*out, i + 1, &values[i]) != SQLITE_OK)
      return failed(action, sqlite3_errmsg(*handle), sql, params);
  return NULL;
}

/* The statement is ready for its next run, and holds nothing of this one. */
static void end(sqlite3_stmt *statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
}

fuse_rt_error *fuse_rt_database_execute(const fuse_rt_str *sql, const fuse_rt_list *params) {
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  fuse_rt_error *error = begin("exec", sql, params, &handle, &statement);
  if (error == NULL && statement != NULL) {
    int status = sqlite3_step(statement);
    if (status != SQLITE_DONE && status != SQLITE_ROW)
      error = failed("exec", sqlite3_errmsg(handle), sql, params);
    else if (sqlite3_column_count(statement) > 0)
      error = failed("exec", "Execute returned results - did you mean to call query?", sql, params);
  }
  if (statement != NULL)
    end(statement);
  return error;
}

/* ---- rows ---- */

/* What SQLite gives for a value that is there; NULL only where it has no memory for it. */
static const char *present(const char *data) {
  if (data == NULL)
    fuse_rt_heap_exhausted();
  return data;
}

static fuse_rt_any column_value(sqlite3_stmt *statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
  case SQLITE_INTEGER:
    return fuse_rt_any_of_int(sqlite3_column_int64(statement, column));
  case SQLITE_FLOAT:
    return fuse_rt_any_of_float(sqlite3_column_double(statement, column));
  case SQLITE_TEXT: {
    const char *data = (const char *)sqlite3_column_text(statement, column);
    fuse_rt_text text = {present(data), (size_t)sqlite3_column_bytes(statement, column)};
    return fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_text_is_utf8(text) ? fuse_rt_text_to_str(text) : fuse_rt_text_repaired(text));
  }
  case SQLITE_BLOB: {
    const char *data = sqlite3_column_blob(statement, column);
    int size = sqlite3_column_bytes(statement, column);
    if (size > 0)
      data = present(data);
    return fuse_rt_any_of_object(FUSE_RT_BYTES, fuse_rt_text_to_str((fuse_rt_text){size == 0 ? "" : data, (size_t)size}));
  }
  default:
    return (fuse_rt_any){.kind = FUSE_RT_NULL};
  }
}

/* The labels of the columns, as a list of String, and whether some are equal. */
static fuse_rt_list *labels_of(sqlite3_stmt *statement, bool *repeats) {
  int count = sqlite3_column_count(statement);
  fuse_rt_list *labels = fuse_rt_array_alloc(count, sizeof(fuse_rt_str *));
  fuse_rt_str **texts = FUSE_RT_ELEMENTS(labels);
  *repeats = false;
  for (int i = 0; i < count; i++) {
    texts[i] = fuse_rt_text_to_str(fuse_rt_text_of(sqlite3_column_name(statement, i)));
    for (int earlier = 0; earlier < i && !*repeats; earlier++)
      *repeats = fuse_rt_str_eq(texts[i], texts[earlier]);
  }
  return labels;
}

static fuse_rt_any read_row(sqlite3_stmt *statement, const fuse_rt_list *labels, bool repeats) {
  fuse_rt_map *row = fuse_rt_map_new(labels->length, sizeof(fuse_rt_any));
  fuse_rt_str *const *texts = FUSE_RT_ELEMENTS(labels);
  for (int i = 0; i < (int)labels->length; i++) {
    fuse_rt_any value = column_value(statement, i);
    fuse_rt_array_retain(texts[i]);
    if (!repeats) {
      *(fuse_rt_any *)fuse_rt_map_append(row, texts[i]) = value;
      continue;
    }
    int64_t slot;
    bool added;
    row = fuse_rt_map_place(row, texts[i], &slot, &added);
    fuse_rt_any *place = fuse_rt_map_value_at(row, slot);
    if (!added)
      fuse_rt_any_release(place);
    *place = value;
  }
  return fuse_rt_any_of_object(FUSE_RT_MAP, row);
}

static int read_rows(sqlite3_stmt *statement, fuse_rt_list **rows) {
  fuse_rt_list *labels = NULL;
  bool repeats = false;
  int status;
  while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
    /* Not before the first step: it may have prepared the statement anew. */
    if (labels == NULL)
      labels = labels_of(statement, &repeats);
    fuse_rt_any row = read_row(statement, labels, repeats);
    if ((*rows)->length == (*rows)->capacity)
      *rows = fuse_rt_array_reserve(*rows, 1, sizeof row);
    ((fuse_rt_any *)FUSE_RT_ELEMENTS(*rows))[(*rows)->length++] = row;
  }
  if (labels != NULL) {
    for (int64_t i = 0; i < labels->length; i++)
      fuse_rt_str_release(((fuse_rt_str **)FUSE_RT_ELEMENTS(labels))[i]);
    fuse_rt_array_free(labels);
  }
  return status;
}

fuse_rt_error *fuse_rt_database_rows(const fuse_rt_str *sql, const fuse_rt_list *params, fuse_rt_list **out) {
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  fuse_rt_error *error = begin("query", sql, params, &handle, &statement);
  fuse_rt_any rows = {.kind = FUSE_RT_LIST};
  fuse_rt_list *read = NULL;
  if (error == NULL) {
    read = fuse_rt_array_alloc(0, sizeof(fuse_rt_any));
    if (statement != NULL && read_rows(statement, &read) != SQLITE_DONE)
      error = failed("query", sqlite3_errmsg(handle), sql, params);
  }
  if (statement != NULL)
    end(statement);
  if (error == NULL) {
    *out = read;
  } else if (read != NULL) {
    rows.object = read;
    fuse_rt_any_release(&rows);
  }
  return error;
}
