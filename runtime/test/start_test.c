/* start.c, error.c, fatal.c: exit statuses, envelopes, build info, trace. */
#define _GNU_SOURCE
#include "harness.h"

#include <stdlib.h>

#define BUILD_LINE "mode=aot profile=debug contract=aot-v1"

static fuse_rt_error *succeed(void) {
  fuse_rt_str *s = test_str("hello");
  fuse_rt_print(s);
  fuse_rt_str_release(s);
  return NULL;
}

static fuse_rt_error *fail_with_text(void) {
  succeed();
  return fuse_rt_error_text(test_str("assert failed: a\nb\r"));
}

static fuse_rt_error *fail_with_panic(void) { return fuse_rt_error_panic("attempt to divide by zero"); }

static fuse_rt_error *fail_with_validation(void) {
  return fuse_rt_error_validation(test_str("App.\"p\\\""), test_str("invalid_value"), test_str("a\n\r\t\b\f/\x01\xc3\xa4"));
}

static void test_status(void) {
  CHECK_OUTCOME(test_run_program(succeed, NULL), 0, "hello\n", "", 0);
  CHECK_OUTCOME(test_run_program(succeed, BUILD_LINE), 0, "hello\n", "", 0);
}

static void test_text(void) {
  CHECK_OUTCOME(test_run_program(fail_with_text, NULL), 1, "hello\n", "run error: assert failed: a\nb\r\n", 0);
  CHECK_OUTCOME(test_run_program(fail_with_text, BUILD_LINE), 1, "hello\n",
                "fatal: class=runtime_fatal pid=<pid> message=assert failed: "
                "a\\nb\\r " BUILD_LINE "\n",
                0);
}

static void test_panic(void) {
  CHECK_OUTCOME(test_run_program(fail_with_panic, NULL), 101, "",
                "fatal: class=panic pid=<pid> message=panic_kind=panic_static_str "
                "attempt to divide by zero\n",
                0);
  CHECK_OUTCOME(test_run_program(fail_with_panic, BUILD_LINE), 101, "",
                "fatal: class=panic pid=<pid> message=panic_kind=panic_static_str "
                "attempt to divide by zero " BUILD_LINE "\n",
                0);
}

static void test_validation(void) {
  CHECK_OUTCOME(test_run_program(fail_with_validation, NULL), 1, "",
                "run error: "
                "{\"error\":{\"code\":\"validation_error\",\"fields\":[{"
                "\"code\":\"invalid_value\",\"message\":"
                "\"a\\n\\r\\t\\b\\f/"
                "\x01\xc3\xa4\",\"path\":\"App.\\\"p\\\\\\\"\"}],\"message\":"
                "\"validation failed\"}}\n",
                0);
}

static fuse_rt_error *fail_with_long_text(void) {
  fuse_rt_str *s = test_str("");
  fuse_rt_str *part = test_str("0123456789\n");
  const fuse_rt_str *parts[] = {part};
  for (int i = 0; i < 200; i++)
    s = fuse_rt_str_append(s, 1, parts);
  fuse_rt_str_release(part);
  return fuse_rt_error_text(s);
}

/* Longer than the buffer of a line. */
static void test_long_text(void) {
  test_outcome outcome = test_run_program(fail_with_long_text, BUILD_LINE);
  const char *start = "fatal: class=runtime_fatal pid=<pid> message=";
  CHECK(strncmp(outcome.err, start, strlen(start)) == 0);
  const char *text = outcome.err + strlen(start);
  for (int i = 0; i < 200; i++)
    CHECK(strncmp(text + 12 * i, "0123456789\\n", 12) == 0);
  CHECK(strncmp(text + 2400, " " BUILD_LINE "\n", strlen(BUILD_LINE) + 2) == 0);
  test_outcome_free(&outcome);
}

static void test_build_info(void) {
  setenv("FUSE_AOT_BUILD_INFO", "1", 1);
  CHECK_OUTCOME(test_run_program(succeed, BUILD_LINE), 0, BUILD_LINE "\n", "", -1);
  CHECK_OUTCOME(test_run_program(succeed, NULL), 0, "hello\n", "", 0);
  setenv("FUSE_AOT_BUILD_INFO", "true", 1);
  CHECK_OUTCOME(test_run_program(succeed, BUILD_LINE), 0, "hello\n", "", 0);
  unsetenv("FUSE_AOT_BUILD_INFO");
}

static void test_startup_trace(void) {
  setenv("FUSE_AOT_STARTUP_TRACE", "1", 1);
  CHECK_OUTCOME(test_run_program(succeed, BUILD_LINE), 0, "hello\n", "startup: pid=<pid> " BUILD_LINE "\n", 0);
  CHECK_OUTCOME(test_run_program(succeed, NULL), 0, "hello\n", "", 0);
  unsetenv("FUSE_AOT_STARTUP_TRACE");
}

static void test_render(void) {
  fuse_rt_error *error = fuse_rt_error_text(test_str("boom"));
  CHECK_STR(fuse_rt_error_render(error), "boom");
  fuse_rt_error_free(error);
  error = fail_with_panic();
  CHECK_STR(fuse_rt_error_render(error), "attempt to divide by zero");
  fuse_rt_error_free(error);
}

static const test_case cases[] = {
    {"status", test_status},
    {"text", test_text},
    {"panic", test_panic},
    {"validation", test_validation},
    {"long text", test_long_text},
    {"build info", test_build_info},
    {"render", test_render},
    {"startup trace", test_startup_trace},
    {NULL, NULL},
};
const test_suite start_suite = {"start", cases};
