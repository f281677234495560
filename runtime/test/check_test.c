/* check.c: the leak-checked variant counts exactly and catches misuse. */
#include "harness.h"

#if FUSE_RT_CHECK

#define FATAL(text)                                                                                                                \
  "fatal: class=panic pid=<pid> message=panic_kind=panic_static_str "                                                              \
  "fuse-rt: " text "\n"

static void test_counts(void) {
  int64_t live = fuse_rt_live_objects();
  int64_t born = fuse_rt_allocations();
  fuse_rt_str *s = test_str("x");
  fuse_rt_error *error = fuse_rt_error_text(s);
  CHECK_INT(fuse_rt_live_objects() - live, 2);
  fuse_rt_error_free(error);
  CHECK_INT(fuse_rt_live_objects() - live, 0);
  CHECK_INT(fuse_rt_allocations() - born, 2);
}

static fuse_rt_error *leak(void) {
  test_str("leaked");
  test_str("leaked too");
  return NULL;
}

static fuse_rt_error *free_twice(void) {
  fuse_rt_str *s = test_str("x");
  fuse_rt_array_free(s);
  fuse_rt_array_free(s);
  return NULL;
}

static fuse_rt_error *free_held(void) {
  fuse_rt_str *s = test_str("x");
  s->count = 2;
  fuse_rt_array_free(s);
  return NULL;
}

static fuse_rt_error *free_constant(void) {
  static struct {
    fuse_rt_array header;
    char text[8];
  } constant = {{0, 1, 0}, "x"};
  fuse_rt_array_free(&constant.header);
  return NULL;
}

static fuse_rt_error *retain_freed(void) {
  fuse_rt_str *s = test_str("x");
  fuse_rt_array_free(s);
  fuse_rt_retain_shared(s);
  return NULL;
}

static fuse_rt_error *release_freed(void) {
  fuse_rt_str *s = test_str("x");
  fuse_rt_array_free(s);
  fuse_rt_release_shared(s);
  return NULL;
}

static void test_reports(void) {
  CHECK_OUTCOME(test_run_program(leak, NULL), 0, "", "", 2);
  CHECK_OUTCOME(test_run_program(free_twice, NULL), 101, "", FATAL("object freed twice"), -1);
  CHECK_OUTCOME(test_run_program(free_held, NULL), 101, "", FATAL("object freed while it is held"), -1);
  CHECK_OUTCOME(test_run_program(free_constant, NULL), 101, "", FATAL("constant freed"), -1);
  CHECK_OUTCOME(test_run_program(retain_freed, NULL), 101, "", FATAL("use of a freed object"), -1);
  CHECK_OUTCOME(test_run_program(release_freed, NULL), 101, "", FATAL("use of a freed object"), -1);
}

static const test_case cases[] = {{"counts", test_counts}, {"reports", test_reports}, {NULL, NULL}};
const test_suite check_suite = {"check", cases};

#endif
