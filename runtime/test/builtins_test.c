/* crypto.c, clock.c, input.c, log.c: what the comparison with the interpreter's builtins (builtins_driver.c) does not reach. */
#define _GNU_SOURCE
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void test_constant_time_eq(void) {
  fuse_rt_bytes *a = test_str("abcd");
  fuse_rt_bytes *same = test_str("abcd");
  fuse_rt_bytes *other = test_str("abce");
  fuse_rt_bytes *longer = test_str("abcde");
  CHECK(fuse_rt_crypto_constant_time_eq(a, same));
  CHECK(!fuse_rt_crypto_constant_time_eq(a, other));
  CHECK(!fuse_rt_crypto_constant_time_eq(a, longer));
  fuse_rt_array_free(a);
  fuse_rt_array_free(same);
  fuse_rt_array_free(other);
  fuse_rt_array_free(longer);
}

static void check_error(fuse_rt_error *error, const char *text) {
  CHECK_STR(fuse_rt_error_render(error), text);
  fuse_rt_error_free(error);
}

static void test_random_bytes(void) {
  fuse_rt_bytes *first;
  fuse_rt_bytes *second;
  CHECK(fuse_rt_crypto_random_bytes(1000, &first) == NULL);
  CHECK(fuse_rt_crypto_random_bytes(1000, &second) == NULL);
  CHECK_INT(first->length, 1000);
  CHECK(!fuse_rt_str_eq(first, second));
  fuse_rt_array_free(first);
  fuse_rt_array_free(second);
  CHECK(fuse_rt_crypto_random_bytes(0, &first) == NULL);
  CHECK_INT(first->length, 0);
  fuse_rt_array_free(first);
  check_error(fuse_rt_crypto_random_bytes(-1, &first), "crypto.random_bytes expects a non-negative Int");
}

static void test_clock(void) {
  int64_t before = fuse_rt_time_now();
  CHECK(fuse_rt_time_sleep(20) == NULL);
  int64_t passed = fuse_rt_time_now() - before;
  CHECK(passed >= 19 && passed < 10000);
  CHECK(before > 1600000000000);
  check_error(fuse_rt_time_sleep(-1), "time.sleep expects a non-negative Int");
}

/* ---- input ---- */

/* Gives the child a standard input with these bytes. */
static void use_input(const char *bytes, size_t size) {
  int ends[2];
  if (pipe(ends) != 0 || write(ends[1], bytes, size) < 0)
    abort();
  close(ends[1]);
  dup2(ends[0], STDIN_FILENO);
}

/* Prints lines until reading one fails, and fails with that. */
static fuse_rt_error *print_lines(void) {
  fuse_rt_str *prompt = test_str("> ");
  fuse_rt_str *line;
  fuse_rt_error *error;
  while ((error = fuse_rt_input(prompt, &line)) == NULL) {
    fuse_rt_print(line);
    fuse_rt_str_release(line);
  }
  fuse_rt_str_release(prompt);
  return error;
}

static fuse_rt_error *read_lines(void) {
  static const char text[] = "one\ntwo\r\n\r\n\nf\xc3\xbcnf\rx";
  use_input(text, sizeof text - 1);
  return print_lines();
}

static fuse_rt_error *read_broken_text(void) {
  use_input("ok\n\xff\n", 5);
  return print_lines();
}

static fuse_rt_error *read_closed(void) {
  close(STDIN_FILENO);
  return print_lines();
}

static fuse_rt_error *read_long_line(void) {
  enum { LENGTH = 40000 };
  char *text = malloc(LENGTH + 3);
  memset(text, 'x', LENGTH);
  memcpy(text + LENGTH, "\ny\n", 3);
  use_input(text, LENGTH + 3);
  free(text);
  fuse_rt_str *prompt = test_str("");
  fuse_rt_str *line;
  CHECK(fuse_rt_input(prompt, &line) == NULL);
  CHECK_INT(line->length, LENGTH);
  fuse_rt_str_release(line);
  CHECK(fuse_rt_input(prompt, &line) == NULL);
  CHECK_STR(line, "y");
  fuse_rt_str_release(prompt);
  return NULL;
}

static void test_input(void) {
  CHECK_OUTCOME(test_run_program(read_lines, NULL), 1, "> one\n> two\n> \n> \n> f\xc3\xbcnf\rx\n> ",
                "run error: input requires stdin data in non-interactive mode\n", 0);
  CHECK_OUTCOME(test_run_program(read_broken_text, NULL), 1, "> ok\n> ",
                "run error: input read failed: stream did not contain valid UTF-8\n", 0);
  CHECK_OUTCOME(test_run_program(read_closed, NULL), 1, "> ", "run error: input requires stdin data in non-interactive mode\n", 0);
  CHECK_OUTCOME(test_run_program(read_long_line, NULL), 0, "", "", 0);
}

/* ---- log ---- */

static int64_t level_of(const char *name) {
  fuse_rt_str *s = test_str(name);
  int64_t level = fuse_rt_log_level(s);
  fuse_rt_str_release(s);
  return level;
}

static void test_levels(void) {
  CHECK_INT(level_of("trace"), 0);
  CHECK_INT(level_of(" Debug\n"), 1);
  CHECK_INT(level_of("INFO"), 2);
  CHECK_INT(level_of("warn"), 3);
  CHECK_INT(level_of("Warning"), 3);
  CHECK_INT(level_of("error"), 4);
  CHECK_INT(level_of("errors"), -1);
  CHECK_INT(level_of(""), -1);
}

static fuse_rt_error *log_all(void) {
  fuse_rt_str *message = test_str("a \"b\"\n");
  fuse_rt_str *data = test_str("[1]");
  for (int64_t level = 0; level < 5; level++) {
    if (!fuse_rt_log_is_on(level))
      continue;
    fuse_rt_log_text(level, message);
    fuse_rt_log_data(level, message, data);
  }
  fuse_rt_str_release(message);
  fuse_rt_str_release(data);
  return NULL;
}

static void clear_variables(void) {
  static const char *const names[] = {"FUSE_LOG", "FUSE_COLOR", "NO_COLOR", "FUSE_COLOR_FORCE_TTY"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    unsetenv(names[i]);
}

static fuse_rt_error *log_by_default(void) {
  clear_variables();
  return log_all();
}

static fuse_rt_error *log_errors_in_color(void) {
  clear_variables();
  setenv("FUSE_LOG", " ERROR ", 1);
  setenv("FUSE_COLOR", "Always", 1);
  return log_all();
}

static fuse_rt_error *log_without_color(void) {
  clear_variables();
  setenv("FUSE_LOG", "error", 1);
  setenv("NO_COLOR", "", 1);
  setenv("FUSE_COLOR_FORCE_TTY", "1", 1);
  return log_all();
}

static void test_log(void) {
  CHECK_OUTCOME(test_run_program(log_by_default, NULL), 0, "",
                "[INFO] a \"b\"\n\n{\"data\":[1],\"level\":\"info\",\"message\":\"a \\\"b\\\"\\n\"}\n"
                "[WARN] a \"b\"\n\n{\"data\":[1],\"level\":\"warn\",\"message\":\"a \\\"b\\\"\\n\"}\n"
                "[ERROR] a \"b\"\n\n{\"data\":[1],\"level\":\"error\",\"message\":\"a \\\"b\\\"\\n\"}\n",
                0);
  CHECK_OUTCOME(test_run_program(log_errors_in_color, NULL), 0, "",
                "[\x1b[31;1mERROR\x1b[0m] a \"b\"\n\n{\"data\":[1],\"level\":\"error\",\"message\":\"a \\\"b\\\"\\n\"}\n", 0);
  CHECK_OUTCOME(test_run_program(log_without_color, NULL), 0, "",
                "[ERROR] a \"b\"\n\n{\"data\":[1],\"level\":\"error\",\"message\":\"a \\\"b\\\"\\n\"}\n", 0);
}

static const test_case cases[] = {
    {"constant time equality", test_constant_time_eq},
    {"random bytes", test_random_bytes},
    {"clock", test_clock},
    {"input", test_input},
    {"log levels", test_levels},
    {"log", test_log},
    {NULL, NULL},
};
const test_suite builtins_suite = {"builtins", cases};
