/* Opening a database, and its transactions.
 *
 * All connections open at once and take turns; a transaction keeps one to itself. Each activation of a function with a transaction
 * has a number, so that an error which leaves it rolls back its own transaction and no other.
 */
#include "database.h"

#include "database_now.h"
#include "ending.h"
#include "lock.h"
#include "message.h"
#include "os.h"

enum { BUSY_MS = 5000 /* how long a statement waits for another connection */ };

struct fuse_rt_database {
  fuse_rt_array header;       /* of an array object with one element */
  fuse_rt_array *connections; /* of fuse_rt_connection */
  int64_t next;
  fuse_rt_connection *pinned; /* by the running transaction */
  int64_t pinned_by;          /* the activation that began it */
};

static _Thread_local int64_t activations;

static fuse_rt_connection *connection_at(const fuse_rt_database *database, int64_t i) {
  return (fuse_rt_connection *)FUSE_RT_ELEMENTS(database->connections) + i;
}

/* ---- settings ---- */

static fuse_rt_error *invalid_pool_size(const char *source) {
  return fuse_rt_message_error(
      3, (fuse_rt_text[]){fuse_rt_text_of("invalid "), fuse_rt_text_of(source), fuse_rt_text_of(": expected integer >= 1")});
}

/* Digits, perhaps with a plus sign; 0 for anything else. */
static int64_t number_of(const fuse_rt_str *s) {
  fuse_rt_text text = fuse_rt_text_trim(fuse_rt_text_of_str(s));
  if (text.length > 0 && *text.data == '+')
    text = (fuse_rt_text){text.data + 1, text.length - 1};
  int64_t value;
  return fuse_rt_text_read_digits(text, &value) ? value : 0;
}

static fuse_rt_error *read_pool_size(const fuse_rt_any *configured, int64_t *out) {
  const char *source = "FUSE_DB_POOL_SIZE";
  fuse_rt_str *variable = fuse_rt_os_env_get(fuse_rt_text_of(source));
  if (variable != NULL) {
    *out = number_of(variable);
    fuse_rt_str_release(variable);
  } else {
    source = "App.dbPoolSize";
    *out = configured->kind == FUSE_RT_INT   ? configured->integer
           : configured->kind == FUSE_RT_STR ? number_of(configured->object)
                                             : 0;
  }
  return *out < 1 ? invalid_pool_size(source) : NULL;
}

static bool starts_with(fuse_rt_text text, const char *prefix) {
  fuse_rt_text start = fuse_rt_text_of(prefix);
  return text.length >= start.length && memcmp(text.data, start.data, start.length) == 0;
}

/* The path in an address, as a new string that ends with a NUL, which is part of it. */
static fuse_rt_error *path_of(fuse_rt_text url, fuse_rt_str **out) {
  static const char *const prefixes[] = {"sqlite://", "sqlite:"};
  url = fuse_rt_text_trim(url);
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    if (!starts_with(url, prefixes[i]))
      continue;
    size_t skipped = strlen(prefixes[i]);
    if (url.length == skipped)
      return fuse_rt_message_constant("sqlite url missing path");
    *out = fuse_rt_message_str(2, (fuse_rt_text[]){{url.data + skipped, url.length - skipped}, {"", 1}});
    return NULL;
  }
  return fuse_rt_message_constant("unsupported db url (expected sqlite://...)");
}

static fuse_rt_error *read_path(const fuse_rt_any *configured, fuse_rt_str **out) {
  fuse_rt_str *variable = fuse_rt_os_env_get(fuse_rt_text_of("FUSE_DB_URL"));
  if (variable == NULL) {
    if (configured->kind != FUSE_RT_STR)
      return fuse_rt_message_constant("db url not configured (set FUSE_DB_URL or App.dbUrl)");
    return path_of(fuse_rt_text_of_str(configured->object), out);
  }
  fuse_rt_error *error = path_of(fuse_rt_text_of_str(variable), out);
  fuse_rt_str_release(variable);
  return error;
}

/* ---- connections ---- */

static void close_database(fuse_rt_database *database) {
  for (int64_t i = 0; i < database->connections->length; i++) {
    fuse_rt_connection *connection = connection_at(database, i);
    for (int slot = 0; slot < FUSE_RT_DATABASE_STATEMENTS; slot++)
      sqlite3_finalize(connection->statements[slot]);
    sqlite3_close_v2(connection->handle);
  }
  fuse_rt_array_free(database->connections);
  fuse_rt_array_free(&database->header);
}

static fuse_rt_error *open_failed(const char *reason) {
  return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of("db open failed: "), fuse_rt_text_of(reason)});
}

static fuse_rt_error *open_one(fuse_rt_database *database, const char *path) {
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | (strncmp(path, "file:", 5) == 0 ? SQLITE_OPEN_URI : 0);
  fuse_rt_connection *connection = connection_at(database, database->connections->length++);
  *connection = (fuse_rt_connection){0};
  if (sqlite3_open_v2(path, &connection->handle, flags, NULL) != SQLITE_OK)
    return open_failed(sqlite3_errmsg(connection->handle));
  sqlite3_busy_timeout(connection->handle, BUSY_MS);
  return NULL;
}

static fuse_rt_error *open_all(const char *path, int64_t count) {
  fuse_rt_database *database = (fuse_rt_database *)fuse_rt_array_alloc(1, sizeof *database - sizeof database->header);
  database->connections = fuse_rt_array_alloc(0, sizeof(fuse_rt_connection));
  database->next = 0;
  database->pinned = NULL;
  fuse_rt_error *error = NULL;
  for (int64_t i = 0; i < count && error == NULL; i++) {
    if (database->connections->length == database->connections->capacity)
      database->connections = fuse_rt_array_reserve(database->connections, 1, sizeof(fuse_rt_connection));
    error = open_one(database, path);
  }
  if (error != NULL)
    close_database(database);
  else
    fuse_rt_database_now = database;
  return error;
}

static bool closes_at_end;

/* What the program itself uses is closed at its end, what a task uses at the end of the task. */
static void close_at_end(void) {
  if (fuse_rt_database_now != NULL)
    close_database(fuse_rt_database_now);
  fuse_rt_database_now = NULL;
  closes_at_end = false;
}

static void prepare_closing(void) {
  fuse_rt_lock(FUSE_RT_LOCK_STATE);
  if (fuse_rt_database_close == NULL)
    fuse_rt_database_close = close_database;
  if (!closes_at_end)
    fuse_rt_at_end(close_at_end);
  closes_at_end = true;
  fuse_rt_unlock(FUSE_RT_LOCK_STATE);
}

fuse_rt_error *fuse_rt_database_open(const fuse_rt_any *url, const fuse_rt_any *pool_size) {
  if (fuse_rt_database_now != NULL)
    return NULL;
  prepare_closing();
  int64_t count;
  fuse_rt_error *error = read_pool_size(pool_size, &count);
  fuse_rt_str *path;
  if (error == NULL)
    error = read_path(url, &path);
  if (error != NULL)
    return error;
  const char *text = FUSE_RT_ELEMENTS(path);
  /* SQLite would open what stands before a NUL. */
  error = strlen(text) + 1 == (size_t)path->length ? open_all(text, count) : open_failed("unable to open database file");
  fuse_rt_str_release(path);
  return error;
}

fuse_rt_connection *fuse_rt_database_take(void) {
  fuse_rt_database *database = fuse_rt_database_now;
  if (database->pinned != NULL)
    return database->pinned;
  fuse_rt_connection *connection = connection_at(database, database->next);
  database->next = (database->next + 1) % database->connections->length;
  return connection;
}

/* ---- transactions ---- */

static int run(sqlite3 *handle, const char *sql) {
  sqlite3_stmt *statement;
  int status = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
  if (status != SQLITE_OK)
    return status;
  sqlite3_step(statement);
  return sqlite3_finalize(statement);
}

static fuse_rt_error *failed(sqlite3 *handle) {
  return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of("db exec failed: "), fuse_rt_text_of(sqlite3_errmsg(handle))});
}

static void roll_back(fuse_rt_database *database) {
  /* SQLite rolls back by itself after some errors. */
  if (!sqlite3_get_autocommit(database->pinned->handle))
    run(database->pinned->handle, "ROLLBACK");
  database->pinned = NULL;
}

/* The database where the activation has a transaction, else NULL. */
static fuse_rt_database *database_of(int64_t activation) {
  fuse_rt_database *database = fuse_rt_database_now;
  return database != NULL && database->pinned != NULL && database->pinned_by == activation ? database : NULL;
}

int64_t fuse_rt_db_activation(void) { return ++activations; }

fuse_rt_error *fuse_rt_db_begin(int64_t activation, const fuse_rt_any *url, const fuse_rt_any *pool_size) {
  fuse_rt_error *error = fuse_rt_database_open(url, pool_size);
  if (error != NULL)
    return error;
  fuse_rt_database *database = fuse_rt_database_now;
  if (database->pinned != NULL)
    return fuse_rt_message_constant("db transaction already active");
  fuse_rt_connection *connection = fuse_rt_database_take();
  if (run(connection->handle, "BEGIN") != SQLITE_OK)
    return failed(connection->handle);
  database->pinned = connection;
  database->pinned_by = activation;
  return NULL;
}

fuse_rt_error *fuse_rt_db_commit(int64_t activation) {
  fuse_rt_database *database = database_of(activation);
  if (database == NULL)
    return NULL;
  fuse_rt_error *error = NULL;
  if (run(database->pinned->handle, "COMMIT") != SQLITE_OK) {
    error = failed(database->pinned->handle);
    roll_back(database);
  }
  database->pinned = NULL;
  return error;
}

void fuse_rt_db_rollback(int64_t activation) {
  fuse_rt_database *database = database_of(activation);
  if (database != NULL)
    roll_back(database);
}
