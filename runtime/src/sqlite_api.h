/* The part of SQLite's C interface that the runtime uses (https://sqlite.org/c3ref/intro.html).
 *
 * Declared here so that the runtime compiles without SQLite, which only programs that use a database are linked with. A test
 * compiles this file together with SQLite's own header.
 */
#ifndef FUSE_RT_SQLITE_API_H
#define FUSE_RT_SQLITE_API_H

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;

#ifndef SQLITE_OK
enum {
  SQLITE_OK = 0,
  SQLITE_ROW = 100,
  SQLITE_DONE = 101,
  SQLITE_INTEGER = 1,
  SQLITE_FLOAT = 2,
  SQLITE_TEXT = 3,
  SQLITE_BLOB = 4,
  SQLITE_NULL = 5,
  SQLITE_OPEN_READWRITE = 0x2,
  SQLITE_OPEN_CREATE = 0x4,
  SQLITE_OPEN_URI = 0x40
};
#endif

int sqlite3_open_v2(const char *path, sqlite3 **out, int flags, const char *vfs);
int sqlite3_close_v2(sqlite3 *connection);
int sqlite3_busy_timeout(sqlite3 *connection, int milliseconds);
int sqlite3_get_autocommit(sqlite3 *connection);
const char *sqlite3_errmsg(sqlite3 *connection);

int sqlite3_prepare_v2(sqlite3 *connection, const char *sql, int size, sqlite3_stmt **out, const char **rest);
int sqlite3_finalize(sqlite3_stmt *statement);
int sqlite3_reset(sqlite3_stmt *statement);
int sqlite3_clear_bindings(sqlite3_stmt *statement);
int sqlite3_step(sqlite3_stmt *statement);
const char *sqlite3_sql(sqlite3_stmt *statement);

int sqlite3_bind_parameter_count(sqlite3_stmt *statement);
int sqlite3_bind_null(sqlite3_stmt *statement, int number);
int sqlite3_bind_int64(sqlite3_stmt *statement, int number, long long value);
int sqlite3_bind_double(sqlite3_stmt *statement, int number, double value);
int sqlite3_bind_text(sqlite3_stmt *statement, int number, const char *text, int size, void (*release)(void *));
int sqlite3_bind_blob(sqlite3_stmt *statement, int number, const void *data, int size, void (*release)(void *));

int sqlite3_column_count(sqlite3_stmt *statement);
const char *sqlite3_column_name(sqlite3_stmt *statement, int column);
int sqlite3_column_type(sqlite3_stmt *statement, int column);
long long sqlite3_column_int64(sqlite3_stmt *statement, int column);
double sqlite3_column_double(sqlite3_stmt *statement, int column);
const unsigned char *sqlite3_column_text(sqlite3_stmt *statement, int column);
const void *sqlite3_column_blob(sqlite3_stmt *statement, int column);
int sqlite3_column_bytes(sqlite3_stmt *statement, int column);

#endif
