/* The connections of a program, or of one of its tasks, to the database. Only the thread that runs it uses them. */
#ifndef FUSE_RT_DATABASE_H
#define FUSE_RT_DATABASE_H

#include "object.h"
#include "sqlite_api.h"

enum { FUSE_RT_DATABASE_STATEMENTS = 16 /* a power of two */ };

typedef struct fuse_rt_connection {
  sqlite3 *handle;
  /* Statements that are ready to run again, by the hash of their text; NULL where there is none. */
  sqlite3_stmt *statements[FUSE_RT_DATABASE_STATEMENTS];
} fuse_rt_connection;

/* Opens all connections of the calling thread unless that was done. `url` and `pool_size` are what the config has, null and 1 where
 * it has none: the environment goes before it. */
fuse_rt_error *fuse_rt_database_open(const fuse_rt_any *url, const fuse_rt_any *pool_size);
/* The connection for the next statement: that of the running transaction, else they take turns. */
fuse_rt_connection *fuse_rt_database_take(void);

/* Runs one statement that returns no rows. `params` is a list of any. (database_statement.c) */
fuse_rt_error *fuse_rt_database_execute(const fuse_rt_str *sql, const fuse_rt_list *params);
/* The rows of one statement: a list of any, each a map. */
fuse_rt_error *fuse_rt_database_rows(const fuse_rt_str *sql, const fuse_rt_list *params, fuse_rt_list **out);
/* A value out of its result; false for one that is no parameter. (database_params.c) */
bool fuse_rt_database_is_param(const fuse_rt_any *value);
const fuse_rt_any *fuse_rt_database_plain(const fuse_rt_any *value);
/* The error of a value that is none. */
fuse_rt_error *fuse_rt_database_unsupported(const fuse_rt_any *value);
/* Puts the short forms of parameters, as errors show them. */
void fuse_rt_database_put_params(fuse_rt_str **out, const fuse_rt_list *params);

#endif
