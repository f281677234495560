/* cli.c, error_class.c: reading words, problems, and the end of programs that got arguments. */
#include "cli.h"
#include "error_class.h"
#include "harness.h"

static char **arguments;
static int argument_count;
static fuse_rt_program program;

static int run_main(void) { return fuse_rt_main(argument_count, arguments, &program); }

static fuse_rt_error *no_app(void) { return fuse_rt_error_panic("the app ran"); }

/* Runs `main` with these words. */
static test_outcome run_words(fuse_rt_error *(*main)(void), int count, char **words) {
  program = (fuse_rt_program){no_app, NULL, main, &fuse_rt_cli};
  argument_count = count;
  arguments = words;
  return test_run(run_main);
}

#define RUN(main, ...)                                                                                                             \
  run_words(main, sizeof((char *[]){"program", __VA_ARGS__}) / sizeof(char *), (char *[]){"program", __VA_ARGS__})

/* Prints how the parameters `name` and `on` were given. */
static fuse_rt_error *show_flags(void) {
  fuse_rt_str *names[] = {test_str("name"), test_str("on")};
  fuse_rt_list *list = fuse_rt_array_alloc(2, sizeof names[0]);
  memcpy(FUSE_RT_ELEMENTS(list), names, sizeof names);
  fuse_rt_error *error = fuse_rt_cli_scan(list);
  for (int i = 0; i < 2 && error == NULL; i++) {
    int64_t given = fuse_rt_cli_flag(names[i]);
    fuse_rt_str *shown = given == FUSE_RT_CLI_VALUE ? fuse_rt_cli_value(names[i]) : fuse_rt_str_from_int(given);
    fuse_rt_print(shown);
    fuse_rt_str_release(shown);
  }
  fuse_rt_str_release(names[0]);
  fuse_rt_str_release(names[1]);
  fuse_rt_array_free(list);
  return error != NULL ? error : fuse_rt_cli_problems();
}

static void test_flags(void) {
  CHECK_OUTCOME(RUN(show_flags, "--name=a=b", "--on"), 0, "a=b\n3\n", "", 0);
  CHECK_OUTCOME(RUN(show_flags, "--name", "-1", "--no-on"), 0, "-1\n4\n", "", 0);
  CHECK_OUTCOME(RUN(show_flags, "--on", "--name", "x", "----name=y"), 0, "2\n3\n", "", 0);
  CHECK_OUTCOME(RUN(show_flags, "--name=", "--on=true", "--no-on"), 0, "\n4\n", "", 0);
  CHECK_OUTCOME(RUN(show_flags, "--name=a", "--name", "--on"), 0, "3\n3\n", "", 0);
}

static void test_words_that_are_wrong(void) {
  CHECK_OUTCOME(RUN(show_flags, "--name=a", "b", "--on"), 2, "",
                "{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":\"invalid_args\",\"message\":"
                "\"unexpected argument: b\",\"path\":\"$\"}],\"message\":\"validation failed\"}}\n",
                0);
  CHECK_OUTCOME(RUN(show_flags, "--z=1", "--no-b", "--a", "x", "--z=2", "--a"), 2, "0\n0\n",
                "{\"error\":{\"code\":\"validation_error\",\"fields\":["
                "{\"code\":\"unknown_flag\",\"message\":\"unknown flag\",\"path\":\"a\"},"
                "{\"code\":\"unknown_flag\",\"message\":\"unknown flag\",\"path\":\"z\"},"
                "{\"code\":\"unknown_flag\",\"message\":\"unknown flag\",\"path\":\"a\"},"
                "{\"code\":\"unknown_flag\",\"message\":\"unknown flag\",\"path\":\"b\"}],"
                "\"message\":\"validation failed\"}}\n",
                0);
}

static fuse_rt_error *note_failures(void) {
  fuse_rt_str *name = test_str("n");
  fuse_rt_error *taken = fuse_rt_cli_failure(name, fuse_rt_error_validation(test_str("$"), test_str("c"), test_str("m")));
  fuse_rt_error *given_back = fuse_rt_cli_failure(name, fuse_rt_error_text(test_str("null access")));
  fuse_rt_str_release(name);
  CHECK(taken == NULL);
  return given_back;
}

static fuse_rt_error *panics(void) { return fuse_rt_error_panic("divide by zero"); }

static void test_failures(void) {
  CHECK_OUTCOME(RUN(note_failures, "--n=x"), 2, "",
                "{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":\"runtime_null_access\",\"message\":"
                "\"null access\",\"path\":\"$\"}],\"message\":\"validation failed\"}}\n",
                0);
  CHECK_OUTCOME(RUN(panics, "--n=x"), 101, "", "fatal: class=panic pid=<pid> message=panic_kind=panic_static_str divide by zero\n",
                0);
}

static fuse_rt_error *nothing(void) { return NULL; }

static void test_without_arguments_the_app_runs(void) {
  program = (fuse_rt_program){no_app, NULL, nothing, &fuse_rt_cli};
  argument_count = 1;
  arguments = (char *[]){"program"};
  CHECK_OUTCOME(test_run(run_main), 101, "", "fatal: class=panic pid=<pid> message=panic_kind=panic_static_str the app ran\n", 0);
}

static void check_envelope(const char *text, const char *expected) {
  fuse_rt_str *s = test_str(text);
  CHECK_STR(fuse_rt_error_class_envelope(s), expected);
  fuse_rt_str_release(s);
}

static void test_envelopes(void) {
  check_envelope("{}", "{}");
  check_envelope("a \"b\"", "{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":\"runtime_error\",\"message\":"
                            "\"a \\\"b\\\"\",\"path\":\"$\"}],\"message\":\"validation failed\"}}");
}

static const test_case cases[] = {
    {"flags", test_flags},         {"words that are wrong", test_words_that_are_wrong},
    {"failures", test_failures},   {"without arguments the app runs", test_without_arguments_the_app_runs},
    {"envelopes", test_envelopes}, {NULL, NULL},
};
const test_suite cli_suite = {"cli", cases};
