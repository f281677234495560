/* trace.c: the places of an uncaught error. */
#define _GNU_SOURCE
#include "harness.h"

#include <stdlib.h>

#define BUILD_LINE "contract=aot-v1"
#define FATAL "fatal: class=runtime_fatal pid=<pid> message=boom " BUILD_LINE "\n"

static fuse_rt_error *fail(void) {
  fuse_rt_error *error = fuse_rt_error_trace(fuse_rt_error_text(test_str("boom")), "pick", "shop.fuse", 7, 10);
  return fuse_rt_error_trace(error, "app Shop", "src/main.fuse", 12, 3);
}

static fuse_rt_error *fail_without_a_place(void) { return fuse_rt_error_text(test_str("boom")); }

static fuse_rt_error *fail_deep_down(void) {
  fuse_rt_error *error = fuse_rt_error_panic("boom");
  for (int64_t line = 1; line <= 100; line++)
    error = fuse_rt_error_trace(error, "f", "d.fuse", line, 1);
  return error;
}

static void test_place(void) {
  CHECK_OUTCOME(test_run_program(fail, BUILD_LINE), 1, "", FATAL "  at shop.fuse:7:10\n", 0);
  CHECK_OUTCOME(test_run_program(fail_without_a_place, BUILD_LINE), 1, "", FATAL, 0);
  /* A run in process prints what the contract says. */
  CHECK_OUTCOME(test_run_program(fail, NULL), 1, "", "run error: boom\n", 0);
}

static void test_frames(void) {
  setenv("FUSE_BACKTRACE", "1", 1);
#define FRAMES "  at pick (shop.fuse:7:10)\n  at app Shop (src/main.fuse:12:3)\n"
  CHECK_OUTCOME(test_run_program(fail, BUILD_LINE), 1, "", FATAL FRAMES, 0);
  CHECK_OUTCOME(test_run_program(fail, NULL), 1, "", "run error: boom\n" FRAMES, 0);
  CHECK_OUTCOME(test_run_program(fail_without_a_place, NULL), 1, "", "run error: boom\n", 0);
  unsetenv("FUSE_BACKTRACE");
}

static void test_omission(void) {
  setenv("FUSE_BACKTRACE", "1", 1);
  test_outcome outcome = test_run_program(fail_deep_down, NULL);
  unsetenv("FUSE_BACKTRACE");
  CHECK_INT(outcome.status, 101);
  CHECK(strstr(outcome.err, "  at f (d.fuse:32:1)\n  ... 36 more\n  at f (d.fuse:69:1)\n") != NULL);
  CHECK(strstr(outcome.err, "  at f (d.fuse:99:1)\n  at f (d.fuse:100:1)\n") != NULL);
  test_outcome_free(&outcome);
}

static const test_case cases[] = {
    {"place", test_place},
    {"frames", test_frames},
    {"omission", test_omission},
    {NULL, NULL},
};
const test_suite trace_suite = {"trace", cases};
