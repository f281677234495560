/* A small test harness: suites are tables of named functions, checks count failures and go on. */
#ifndef FUSE_RT_TEST_HARNESS_H
#define FUSE_RT_TEST_HARNESS_H

#include "fuse_rt.h"
#include "object.h"
#include "text.h"

typedef struct test_case {
  const char *name;
  void (*run)(void);
} test_case;

typedef struct test_suite {
  const char *name;
  const test_case *cases; /* ends with a NULL name */
} test_suite;

/* Reports a failed check with its place; `what` is printf-formatted. */
void test_fail(const char *file, int line, const char *what, ...) __attribute__((format(printf, 3, 4)));

#define CHECK(condition)                                                                                                           \
  do {                                                                                                                             \
    if (!(condition))                                                                                                              \
      test_fail(__FILE__, __LINE__, "%s", #condition);                                                                             \
  } while (0)

#define CHECK_INT(actual, expected) test_check_int(__FILE__, __LINE__, #actual, (int64_t)(actual), (int64_t)(expected))
#define CHECK_TEXT(actual, expected) test_check_text(__FILE__, __LINE__, #actual, (actual), (expected))
/* The string object's text; releases it. */
#define CHECK_STR(actual, expected) test_check_str(__FILE__, __LINE__, #actual, (actual), (expected))

void test_check_int(const char *file, int line, const char *what, int64_t actual, int64_t expected);
void test_check_text(const char *file, int line, const char *what, const char *actual, const char *expected);
void test_check_str(const char *file, int line, const char *what, fuse_rt_str *actual, const char *expected);

/* A new string object. */
fuse_rt_str *test_str(const char *text);

/* What a program left behind when it ran to its end in a process of its own. */
typedef struct test_outcome {
  int status; /* exit status, or 1000 + the signal that ended it */
  char *out;  /* standard output and standard error; `<pid>` stands for the
                 process number */
  char *err;
} test_outcome;

/* Runs a function in a child process, whose exit status is its result. */
test_outcome test_run(int (*body)(void));
/* Runs fuse_rt_main with the entry in a child process. */
test_outcome test_run_program(fuse_rt_error *(*entry)(void), const char *build_line);
void test_outcome_free(test_outcome *outcome);
/* Checks and frees an outcome. In the leak-checked variant `live` objects are expected to be reported; -1: no report. */
void test_check_outcome(const char *file, int line, test_outcome outcome, int status, const char *out, const char *err, int live);
#define CHECK_OUTCOME(outcome, status, out, err, live) test_check_outcome(__FILE__, __LINE__, outcome, status, out, err, live)

#endif
