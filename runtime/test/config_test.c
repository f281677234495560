/* config.c, config_hint.c, environment.c: files, precedence, hints. Each case runs in a process of its own. */
#define _GNU_SOURCE
#include "harness.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *file_text;

/* A program with this config file: `file_text` in a temporary file. */
static void use_file(void) {
  char path[] = "/tmp/fuse-rt-config-XXXXXX";
  int file = mkstemp(path);
  if (write(file, file_text, strlen(file_text)) < 0)
    abort();
  close(file);
  setenv("FUSE_CONFIG", path, 1);
}

static void print_value(fuse_rt_str *value) {
  fuse_rt_str *text = value != NULL ? value : test_str("<none>");
  fuse_rt_print(text);
  fuse_rt_str_release(text);
}

static fuse_rt_error *look_up_port(void) {
  fuse_rt_error *error;
  fuse_rt_str *value = fuse_rt_config_lookup("APP_PORT", "App", "port", &error);
  if (error != NULL)
    return error;
  print_value(value);
  return NULL;
}

static fuse_rt_error *from_file(void) {
  use_file();
  fuse_rt_error *error = look_up_port();
  unlink(getenv("FUSE_CONFIG"));
  return error;
}

static void test_format(void) {
  static const char *const table[][2] = {
      {"", "<none>\n"},
      {"[App]\nport = 8080\n", "8080\n"},
      {"[App]\nport=8080", "8080\n"},
      {"\r\n[App]\r\n  port\t=\t8080\r\n", "8080\n"},
      {"port = 1\n", "<none>\n"},
      {"[Other]\nport = 1\n", "<none>\n"},
      {"[app]\nport = 1\n", "<none>\n"},
      {"[App]\nPort = 1\n", "<none>\n"},
      {"[App]\nport = 1\nport = 2\n", "2\n"},
      {"[App]\nport = 1\n[B]\nport = 2\n[App]\nother = 3\n", "1\n"},
      {"[[ App ]]\nport = 1\n", "1\n"},
      {"[App]\n[]\nport = 1\n", "1\n"},
      {"[App] # section\nport = 1 # one\n", "1\n"},
      {"[App]\n# port = 1\nport\n= 2\n", "<none>\n"},
      {"[App]\nport = \"a # b\" # c\n", "a # b\n"},
      {"[App]\nport = \"a\\\"#\\\\\\n\\t\\q\" # c\n", "a\"#\\\n\tq\n"},
      {"[App]\nport = 'x'\n", "'x'\n"},
      {"[App]\nport = \"x\n", "\"x\n"},
      {"[App]\nport = \"\n", "\"\n"},
      {"[App]\nport = \"\"\n", "\n"},
      {"[App]\nport =\n", "\n"},
      {"[App]\nport = a = b\n", "a = b\n"},
      {"[App]\nport = [1, 2]\n", "[1, 2]\n"},
      {"[App]\nport = \"a\\\"\n", "a\n"},
      {"[App]\n\xc2\xa0port\xc2\xa0=\xe3\x80\x80h\xc3\xa4\n", "h\xc3\xa4\n"},
  };
  unsetenv("APP_PORT");
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    file_text = table[i][0];
    CHECK_OUTCOME(test_run_program(from_file, NULL), 0, table[i][1], "", 0);
  }
}

static fuse_rt_error *with_variable(void) {
  setenv("APP_PORT", "", 1);
  return from_file();
}

static void test_environment_first(void) {
  file_text = "[App]\nport = 1\n";
  CHECK_OUTCOME(test_run_program(with_variable, NULL), 0, "\n", "", 0);
}

static fuse_rt_error *with_bad_variable(void) {
  setenv("APP_PORT", "\xff", 1);
  return from_file();
}

static void test_environment_not_utf8(void) {
  file_text = "[App]\nport = 1\n";
  CHECK_OUTCOME(test_run_program(with_bad_variable, NULL), 0, "1\n", "", 0);
}

static void test_not_utf8(void) {
  file_text = "[App]\nport = \xff\n";
  CHECK_OUTCOME(test_run_program(from_file, NULL), 1, "",
                "run error: failed to read config file: stream did not contain "
                "valid UTF-8\n",
                0);
}

static fuse_rt_error *look_up_twice(void) {
  use_file();
  fuse_rt_error_free(look_up_port());
  fuse_rt_error *error = look_up_port();
  unlink(getenv("FUSE_CONFIG"));
  return error;
}

/* A file that failed is read anew, and nothing of the first attempt stays behind. */
static void test_failure_is_not_kept(void) {
  file_text = "[App]\nport = \xff\n";
  CHECK_OUTCOME(test_run_program(look_up_twice, NULL), 1, "",
                "run error: failed to read config file: stream did not contain valid UTF-8\n", 0);
}

static fuse_rt_error *missing_file(void) {
  setenv("FUSE_CONFIG", "/nonexistent/config.toml", 1);
  return look_up_port();
}

static fuse_rt_error *folder_as_file(void) {
  setenv("FUSE_CONFIG", "/", 1);
  return look_up_port();
}

static fuse_rt_error *default_file(void) {
  unsetenv("FUSE_CONFIG");
  char folder[] = "/tmp/fuse-rt-folder-XXXXXX";
  if (mkdtemp(folder) == NULL || chdir(folder) != 0)
    abort();
  int file = open("config.toml", O_WRONLY | O_CREAT, 0600);
  if (write(file, "[App]\nport = 7\n", 15) != 15)
    abort();
  close(file);
  fuse_rt_error *error = look_up_port();
  unlink("config.toml");
  rmdir(folder);
  return error;
}

static void test_files(void) {
  CHECK_OUTCOME(test_run_program(missing_file, NULL), 0, "<none>\n", "", 0);
  CHECK_OUTCOME(test_run_program(folder_as_file, NULL), 1, "",
                "run error: failed to read config file: Is a directory (os error 21)\n", 0);
  CHECK_OUTCOME(test_run_program(default_file, NULL), 0, "7\n", "", 0);
}

/* Two runs in one process see two files. */
static int two_runs(void) {
  fuse_rt_program program = {.entry = from_file};
  file_text = "[App]\nport = 1\n";
  int first = fuse_rt_main(0, NULL, &program);
  file_text = "[App]\nport = 2\n";
  return first + fuse_rt_main(0, NULL, &program);
}

static void test_runs_are_separate(void) {
  test_outcome outcome = test_run(two_runs);
  CHECK_TEXT(outcome.out, "1\n2\n");
  test_outcome_free(&outcome);
}

static fuse_rt_error *hints(void) {
  clearenv();
  setenv("MY_APP_MAXRPS", "1", 1);
  setenv("MY_APP_MAX_RPS", "1", 1);
  setenv("MY_APP_M_A_X_RPS", "1", 1);
  setenv("MY_APP_max_rps", "1", 1);
  setenv("MY_APP_DBURL", "1", 1);
  setenv("MYAPP_DB_URL", "1", 1);
  setenv("MY_APP_OTHER", "1", 1);
  static const char *const fields[] = {"maxRPS", "dbUrl"};
  static const char *const variables[] = {"MY_APP_MAX_RPS", "MY_APP_DB_URL"};
  print_value(test_str("first"));
  fuse_rt_config_hint("MyApp", 2, fields, variables);
  return NULL;
}

static void test_hints(void) {
  CHECK_OUTCOME(test_run_program(hints, NULL), 0, "first\n",
                "config hint: env var MY_APP_DBURL is ignored; did you mean "
                "MY_APP_DB_URL for MyApp.dbUrl?\n"
                "config hint: env var MY_APP_MAXRPS is ignored; did you mean "
                "MY_APP_MAX_RPS for MyApp.maxRPS?\n"
                "config hint: env var MY_APP_M_A_X_RPS is ignored; did you "
                "mean MY_APP_MAX_RPS for MyApp.maxRPS?\n"
                "config hint: env var MY_APP_max_rps is ignored; did you mean "
                "MY_APP_MAX_RPS for MyApp.maxRPS?\n",
                0);
}

static fuse_rt_error *hints_on_one_stream(void) {
  dup2(STDOUT_FILENO, STDERR_FILENO);
  return hints();
}

/* What was printed before a hint is also seen before it. */
static void test_hints_follow_output(void) {
  test_outcome outcome = test_run_program(hints_on_one_stream, NULL);
  CHECK(strncmp(outcome.out, "first\nconfig hint: ", 19) == 0);
  test_outcome_free(&outcome);
}

static fuse_rt_error *environment(void) {
  clearenv();
  setenv("A", "text=1", 1);
  setenv("EMPTY", "", 1);
  setenv("BAD", "\xc0\x80", 1);
  static const char *const names[] = {"A", "EMPTY", "BAD", "UNSET", "", "A=text"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    fuse_rt_str *name = test_str(names[i]);
    print_value(fuse_rt_env(name));
    fuse_rt_str_release(name);
  }
  return NULL;
}

static void test_environment(void) {
  CHECK_OUTCOME(test_run_program(environment, NULL), 0, "text=1\n\n<none>\n<none>\n<none>\n<none>\n", "", 0);
}

static const test_case cases[] = {
    {"format", test_format},
    {"environment first", test_environment_first},
    {"environment not utf8", test_environment_not_utf8},
    {"not utf8", test_not_utf8},
    {"failure is not kept", test_failure_is_not_kept},
    {"files", test_files},
    {"runs are separate", test_runs_are_separate},
    {"hints", test_hints},
    {"hints follow output", test_hints_follow_output},
    {"environment", test_environment},
    {NULL, NULL},
};
const test_suite config_suite = {"config", cases};
