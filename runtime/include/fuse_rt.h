/* The C ABI between compiled FUSE code and its runtime.
 *
 * Everything compiled code may call is declared here, and nothing else is exported. Values:
 *
 *   Int     int64_t          Float   double          Bool   bool (0 or 1)
 *   String, List<T>          pointer to a fuse_rt_array; strings hold UTF-8 bytes, not NUL-terminated
 *   Map<String, T>           pointer to a fuse_rt_map        any     fuse_rt_any, in memory
 *   error                    pointer to a fuse_rt_error; NULL means no error
 *
 * Counting (`count` of the header): > 0 owned by one thread; 0 immortal, never written (constants live in read-only memory);
 * < 0 shared between threads, counted atomically, the negation is the count.
 *
 * Ownership: a parameter is borrowed unless its comment says "consumes"; a returned object is owned by the caller.
 * Sizes are in bytes, lengths in elements.
 */
#ifndef FUSE_RT_H
#define FUSE_RT_H

#include <stdbool.h>
#include <stdint.h>

/* Nothing but what this file declares is visible outside the library. */
#if !defined(_WIN32)
#pragma GCC visibility push(default)
#endif

typedef struct fuse_rt_array {
  int64_t count;
  int64_t length;   /* elements; bytes for a string */
  int64_t capacity; /* elements that fit; bytes for a string; 0 for constants */
  /* The elements follow at offset 24. */
} fuse_rt_array;

typedef fuse_rt_array fuse_rt_str;
typedef fuse_rt_array fuse_rt_list;
typedef fuse_rt_array fuse_rt_bytes;
typedef fuse_rt_array fuse_rt_html;
typedef struct fuse_rt_error fuse_rt_error;
typedef struct fuse_rt_database fuse_rt_database;

/* Options of scalars; the value is 0 when it is absent. */
typedef struct fuse_rt_optional_int {
  bool present;
  int64_t value;
} fuse_rt_optional_int;

typedef struct fuse_rt_optional_float {
  bool present;
  double value;
} fuse_rt_optional_float;

#define FUSE_RT_ELEMENTS(array) ((void *)((fuse_rt_array *)(array) + 1))

#include "fuse_rt_any.h"
#include "fuse_rt_json.h"
#include "fuse_rt_map.h"

/* ---- objects (object.c) ---- */

/* A new array object, count 1, length = capacity = `length`, elements uninitialized. Never returns NULL: exhausted memory
 * ends the process with a fatal envelope. */
fuse_rt_array *fuse_rt_array_alloc(int64_t length, int64_t element_size);
/* Frees the object itself; whatever it holds was released before. */
void fuse_rt_array_free(fuse_rt_array *array);
/* Frees an object that died and in which objects can be nested without end: `drop` releases what it holds. Objects that die
 * meanwhile wait for their turn, so that the stack does not grow with the nesting. */
void fuse_rt_array_bury(fuse_rt_array *array, void (*drop)(fuse_rt_array *array));
/* Counting for shared objects (count < 0); compiled code handles the other cases inline.
 * release returns true when the object died and must be freed. */
void fuse_rt_retain_shared(fuse_rt_array *array);
bool fuse_rt_release_shared(fuse_rt_array *array);

/* ---- strings (string.c, convert.c) ---- */

/* Concatenation of `n` strings. */
fuse_rt_str *fuse_rt_str_concat(int64_t n, const fuse_rt_str *const *parts);
/* The text of `left` followed by `n` strings; consumes `left`. A unique left string is grown in place (amortized constant time a
 * byte); it must not be one of the parts as well. */
fuse_rt_str *fuse_rt_str_append(fuse_rt_str *left, int64_t n, const fuse_rt_str *const *parts);
/* The strings of a list with `separator` between them. */
fuse_rt_str *fuse_rt_str_join(const fuse_rt_list *parts, const fuse_rt_str *separator);
/* Exactly one '@' with something on both sides, and a '.' after it. */
bool fuse_rt_str_is_email(const fuse_rt_str *s);
/* Empty or "null" in any case, after trimming. */
bool fuse_rt_str_is_null(const fuse_rt_str *s);
bool fuse_rt_str_eq(const fuse_rt_str *a, const fuse_rt_str *b);
/* Number of Unicode scalar values. */
int64_t fuse_rt_str_scalars(const fuse_rt_str *s);
/* Without leading and trailing Unicode white space. */
fuse_rt_str *fuse_rt_str_trim(const fuse_rt_str *s);
fuse_rt_str *fuse_rt_str_from_int(int64_t value);
/* Shortest decimal that reads back as the same double, no exponent, no forced ".0": 1, 2.5, -0, NaN, inf, -inf. */
fuse_rt_str *fuse_rt_str_from_float(double value);
/* Text conversion of environment, config and flags: trimmed first; false when malformed. */
bool fuse_rt_str_parse_int(const fuse_rt_str *s, int64_t *out);
bool fuse_rt_str_parse_float(const fuse_rt_str *s, double *out);
bool fuse_rt_str_parse_bool(const fuse_rt_str *s, bool *out);

/* ---- lists (list.c) ---- */

/* Concatenation; consumes both. `element_size` in bytes; `retain` is called for each element copied from a list that stays
 * alive elsewhere, or NULL when elements are not counted. `release` drops each element of a list that dies here, or NULL.
 * A unique left list is grown in place (amortized constant time an element). */
fuse_rt_list *fuse_rt_list_concat(fuse_rt_list *a, fuse_rt_list *b, int64_t element_size, void (*retain)(void *element),
                                  void (*release)(void *element));
/* A new list of `n` constant strings, which lie one behind the other, each at a multiple of 8 bytes. */
fuse_rt_list *fuse_rt_list_of_texts(const fuse_rt_str *first, int64_t n);
/* The least length of the lists that are the elements `from` to before `to`; INT64_MAX when there are none. */
int64_t fuse_rt_list_shortest(const fuse_rt_list *lists, int64_t from, int64_t to);
/* Room for `more` elements behind those of a unique list; it may move. Its capacity at least doubles. */
fuse_rt_list *fuse_rt_list_reserve(fuse_rt_list *list, int64_t more, int64_t element_size);
/* A copy of `list` with count 1 and room for `more` elements behind its own; `retain` is called for each copied element. */
fuse_rt_list *fuse_rt_list_copy_with_room(const fuse_rt_list *list, int64_t more, int64_t element_size,
                                          void (*retain)(void *element));
/* A copy of `list` with count 1; `retain` is called for each copied element. */
fuse_rt_list *fuse_rt_list_copy(const fuse_rt_list *list, int64_t element_size, void (*retain)(void *element));
/* lo, lo+1, …, hi inclusive. The caller has checked lo <= hi. */
fuse_rt_list *fuse_rt_list_range_int(int64_t lo, int64_t hi);
/* lo, lo+1.0, … while <= hi + 1e-9. The caller has checked the bounds. */
fuse_rt_list *fuse_rt_list_range_float(double lo, double hi);

/* ---- numbers (number.c) ---- */

/* Exact comparison of an Int with a Float: -1, 0, 1; 2 when the Float is NaN. */
int32_t fuse_rt_compare_int_float(int64_t a, double b);
/* Without its fraction; the nearest Int, and 0 for NaN. */
int64_t fuse_rt_float_truncate(double value);

/* ---- console and environment (console.c, environment.c) ---- */

/* Writes the text and a newline to standard output (buffered; flushed at exit, before input and before anything on stderr). */
void fuse_rt_print(const fuse_rt_str *s);
/* The variable's value, or NULL when unset or not UTF-8. */
fuse_rt_str *fuse_rt_env(const fuse_rt_str *name);

/* ---- configuration (config.c) ---- */

/* Environment variable `variable`, else key `field` of section `section` of the config file, else NULL.
 * *error becomes NULL, or the runtime error for a config file that cannot be read. Arguments are NUL-terminated constants. */
fuse_rt_str *fuse_rt_config_lookup(const char *variable, const char *section, const char *field, fuse_rt_error **error);
/* Prints the typo hints of one block: `n` field names with their variables. */
void fuse_rt_config_hint(const char *section, int64_t n, const char *const *fields, const char *const *variables);

/* ---- errors (error.c) ---- */

/* A runtime error; consumes `text`. */
fuse_rt_error *fuse_rt_error_text(fuse_rt_str *text);
/* A panic with a static NUL-terminated text. */
fuse_rt_error *fuse_rt_error_panic(const char *text);
/* A validation failure with one field; consumes all three. */
fuse_rt_error *fuse_rt_error_validation(fuse_rt_str *path, fuse_rt_str *code, fuse_rt_str *message);
/* An error value, as `?!` raises it (error_value.c); consumes the value. */
fuse_rt_error *fuse_rt_error_value(const fuse_rt_any *value);
/* What a function with a Result type catches: true for an error value and for a validation failure, whose value `*out` becomes (the
 * error is freed); false for all others and for NULL. */
bool fuse_rt_error_catch(fuse_rt_error *error, fuse_rt_any *out);
/* Puts text before the path of a validation failure; other errors stay as they are. Returns the error. */
fuse_rt_error *fuse_rt_error_prefix(fuse_rt_error *error, const fuse_rt_str *prefix);
/* NULL is no error. */
void fuse_rt_error_free(fuse_rt_error *error);
/* The text that an uncaught error shows: the runtime error's or panic's own, the JSON envelope of a validation failure. */
fuse_rt_str *fuse_rt_error_render(const fuse_rt_error *error);
bool fuse_rt_error_is_panic(const fuse_rt_error *error);
/* The error itself, after it passed a place: where it was raised, or the call that it came out of. The texts are NUL-terminated
 * constants. (trace.c) */
fuse_rt_error *fuse_rt_error_trace(fuse_rt_error *error, const char *function, const char *file, int64_t line, int64_t column);

#include "fuse_rt_builtins.h"

/* ---- program start (start.c) ---- */

typedef struct fuse_rt_program {
  /* Runs configs and app; returns NULL or the uncaught error. */
  fuse_rt_error *(*entry)(void);
  /* "mode=aot profile=… …" for executables; NULL for `run` in process, whose failures print `run error: <text>`. */
  const char *build_line;
  /* Loads configs, binds the arguments to `fn main` and runs it, in place of `entry` when there are arguments; NULL without one.
   * Its errors are reported as JSON, with status 2. */
  fuse_rt_error *(*main)(void);
  const fuse_rt_cli_functions *cli; /* &fuse_rt_cli, or NULL without `main` */
} fuse_rt_program;

/* Runs a program to its end: build info and start-up trace on request, entry, error report, flush. Returns the exit status:
 * 0, 1 (uncaught error), 101 (panic). Compiled executables return it from main; the JIT hands it to its caller. */
/* A run in process gives the text of an uncaught error to `report` instead of printing it; NULL prints again. The text is not
 * NUL-terminated and lives during the call. */
void fuse_rt_report_with(void (*report)(const char *text, int64_t length));

int fuse_rt_main(int argc, char **argv, const fuse_rt_program *program);

/* ---- use as a library (library.c) ---- */

/* Calls one function of a loaded program. Stack exhaustion and faults end the process as in `fuse_rt_main`; what the function
 * printed is written when it returns. One call at a time in a process. `*database` is what the program has open between its calls,
 * NULL until it uses a database. */
void fuse_rt_library_call(void (*function)(const void *arguments, void *results), const void *arguments, void *results,
                          fuse_rt_database **database);
/* Closes what a program has open. */
void fuse_rt_library_close(fuse_rt_database **database);

/* ---- leak-checked variant, compiled with FUSE_RT_CHECK=1 (check.c) ---- */

#if FUSE_RT_CHECK
/* Objects (arrays and errors) alive now, and made since the start of the process. This variant poisons freed memory, ends the
 * process with a fatal envelope on misuse, and prints `fuse-rt: live objects: <n>` on stderr at the end of the program. */
int64_t fuse_rt_live_objects(void);
int64_t fuse_rt_allocations(void);
#endif

#if !defined(_WIN32)
#pragma GCC visibility pop
#endif

#endif
