/* Errors inside the runtime.
 *
 * An error has one owner from raise to report; it is moved, never shared.
 */
#ifndef FUSE_RT_ERROR_H
#define FUSE_RT_ERROR_H

#include "object.h"

typedef enum fuse_rt_error_kind {
  FUSE_RT_ERROR_TEXT,
  FUSE_RT_ERROR_PANIC,
  FUSE_RT_ERROR_VALIDATION,
  FUSE_RT_ERROR_VALUE
} fuse_rt_error_kind;

struct fuse_rt_error {
  int64_t count; /* 1; where arrays have theirs, so that a null test and a look at the count mean the same for every reference */
  fuse_rt_error_kind kind;
  const char *panic;
  fuse_rt_str *text; /* of a runtime error; the message of a validation failure */
  fuse_rt_str *path;
  fuse_rt_str *code;
  fuse_rt_any value;           /* of an error value, else null */
  struct fuse_rt_trace *trace; /* trace.c; NULL where the error has passed no place yet */
};

/* A new error of the kind with nothing in it. */
fuse_rt_error *fuse_rt_error_new(fuse_rt_error_kind kind);
/* The text of a panic, or NULL when the error is not a panic. */
const char *fuse_rt_error_panic_text(const fuse_rt_error *error);
/* Marks what the error holds as shared between threads. */
void fuse_rt_error_share(fuse_rt_error *error);
/* A copy, which another thread can own when the error has been shared. */
fuse_rt_error *fuse_rt_error_copy(const fuse_rt_error *error);

/* The JSON of an error of the standard module; NULL for any other value. (error_value.c) */
fuse_rt_str *fuse_rt_error_value_json(const fuse_rt_any *value);

/* What error.c does with error values; set when the first one is made, so that programs without any link nothing for them. */
typedef struct fuse_rt_error_value_functions {
  void (*retain)(void *value);
  void (*release)(void *value);
  void (*share)(void *value);
  fuse_rt_str *(*render)(const fuse_rt_any *value);
} fuse_rt_error_value_functions;
extern const fuse_rt_error_value_functions *fuse_rt_error_value_support;

#endif
