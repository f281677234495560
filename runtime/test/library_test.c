/* library.c: calls of single functions. */
#include "harness.h"
#include "os.h"

static void add(const void *arguments, void *results) {
  const int64_t *given = arguments;
  *(int64_t *)results = given[0] + given[1];
}

static fuse_rt_database *no_database;

static void test_call(void) {
  int64_t arguments[] = {3, 4}, result = 0;
  fuse_rt_library_call(add, arguments, &result, &no_database);
  CHECK(result == 7);
}

static void test_kinds_of_errors(void) {
  fuse_rt_error *panic = fuse_rt_error_panic("boom");
  fuse_rt_error *text = fuse_rt_error_text(test_str("boom"));
  CHECK(fuse_rt_error_is_panic(panic));
  CHECK(!fuse_rt_error_is_panic(text));
  fuse_rt_error_free(panic);
  fuse_rt_error_free(text);
}

static void print_line(const void *arguments, void *results) {
  (void)results;
  fuse_rt_print(*(fuse_rt_str *const *)arguments);
}

static int print_and_stop(void) {
  fuse_rt_str *line = test_str("written when the call returns");
  fuse_rt_library_call(print_line, &line, NULL, &no_database);
  fuse_rt_str_release(line);
  /* Without any flush at the end of the process. */
  fuse_rt_os_exit(3);
}

static void test_output(void) { CHECK_OUTCOME(test_run(print_and_stop), 3, "written when the call returns\n", "", -1); }

static const test_case cases[] = {
    {"call", test_call},
    {"kinds_of_errors", test_kinds_of_errors},
    {"output", test_output},
    {NULL, NULL},
};
const test_suite library_suite = {"library", cases};
