/* The harness and the list of suites. Usage: fuse_rt_tests [SUITE]. */
#include "harness.h"

#include <stdarg.h>
#include <stdio.h>

/* Only where the tests are linked with SQLite. */
#if FUSE_RT_TEST_DATABASE
#define DATABASE_SUITE(X) X(database)
#else
#define DATABASE_SUITE(X)
#endif

/* The suites, one a line. */
#define SUITES(X)                                                                                                                  \
  X(heap)                                                                                                                          \
  X(object)                                                                                                                        \
  X(string)                                                                                                                        \
  X(convert)                                                                                                                       \
  X(float)                                                                                                                         \
  X(list)                                                                                                                          \
  X(number)                                                                                                                        \
  X(config)                                                                                                                        \
  X(start)                                                                                                                         \
  X(guard)                                                                                                                         \
  X(console)                                                                                                                       \
  X(builtins)                                                                                                                      \
  X(any)                                                                                                                           \
  X(any_operators)                                                                                                                 \
  X(any_access)                                                                                                                    \
  X(map)                                                                                                                           \
  X(error_value)                                                                                                                   \
  X(library)                                                                                                                       \
  X(trace)                                                                                                                         \
  X(task)                                                                                                                          \
  X(json)                                                                                                                          \
  X(json_index)                                                                                                                    \
  X(http)                                                                                                                          \
  DATABASE_SUITE(X)                                                                                                                \
  X(cli)

#define DECLARE(name) extern const test_suite name##_suite;
SUITES(DECLARE)
#if FUSE_RT_CHECK
DECLARE(check)
#endif

#define ADDRESS(name) &name##_suite,
static const test_suite *const suites[] = {
    SUITES(ADDRESS)
#if FUSE_RT_CHECK
        & check_suite,
#endif
};

static int failures;
static const char *current;

void test_fail(const char *file, int line, const char *what, ...) {
  va_list arguments;
  va_start(arguments, what);
  fprintf(stderr, "%s:%d: %s: ", file, line, current);
  vfprintf(stderr, what, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  failures++;
}

void test_check_int(const char *file, int line, const char *what, int64_t actual, int64_t expected) {
  if (actual != expected)
    test_fail(file, line, "%s is %lld, expected %lld", what, (long long)actual, (long long)expected);
}

void test_check_text(const char *file, int line, const char *what, const char *actual, const char *expected) {
  if (strcmp(actual, expected) != 0)
    test_fail(file, line, "%s is\n  %s\nexpected\n  %s", what, actual, expected);
}

void test_check_str(const char *file, int line, const char *what, fuse_rt_str *actual, const char *expected) {
  if (actual == NULL) {
    test_fail(file, line, "%s is NULL, expected `%s`", what, expected);
    return;
  }
  fuse_rt_text text = fuse_rt_text_of_str(actual);
  if (!fuse_rt_text_equal(text, fuse_rt_text_of(expected)))
    test_fail(file, line, "%s is `%.*s`, expected `%s`", what, (int)text.length, text.data, expected);
  fuse_rt_str_release(actual);
}

fuse_rt_str *test_str(const char *text) { return fuse_rt_text_to_str(fuse_rt_text_of(text)); }

int main(int argc, char **argv) {
  int run = 0;
  for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++) {
    if (argc > 1 && strcmp(argv[1], suites[i]->name) != 0)
      continue;
    for (const test_case *test = suites[i]->cases; test->name != NULL; test++, run++) {
      current = test->name;
#if FUSE_RT_CHECK
      int64_t live = fuse_rt_live_objects();
#endif
      test->run();
#if FUSE_RT_CHECK
      CHECK_INT(fuse_rt_live_objects() - live, 0);
#endif
    }
  }
  printf("%d tests, %d failures\n", run, failures);
  return failures != 0 || run == 0;
}
