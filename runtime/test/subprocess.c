/* Programs that run to their end in a child process, with their output collected. */
#define _GNU_SOURCE
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static fuse_rt_program program;

static int run_main(void) { return fuse_rt_main(0, NULL, &program); }

/* Everything written to an unlinked temporary file. */
static char *contents(FILE *file) {
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = calloc(1, (size_t)size + 1);
  if (fread(text, 1, (size_t)size, file) != (size_t)size)
    abort();
  fclose(file);
  return text;
}

/* Replaces the process number, which is at most as often in an output as `pid=` is. */
static char *without_pid(char *text, int pid) {
  char number[32];
  snprintf(number, sizeof number, "pid=%d", pid);
  char *result = calloc(1, strlen(text) + 64);
  char *found = strstr(text, number);
  if (found == NULL)
    strcpy(result, text);
  else
    sprintf(result, "%.*spid=<pid>%s", (int)(found - text), text, found + strlen(number));
  free(text);
  return result;
}

test_outcome test_run(int (*body)(void)) {
  FILE *out = tmpfile();
  FILE *err = tmpfile();
  if (out == NULL || err == NULL)
    abort();
  pid_t child = fork();
  if (child == 0) {
    dup2(fileno(out), STDOUT_FILENO);
    dup2(fileno(err), STDERR_FILENO);
    _exit(body());
  }
  int state;
  waitpid(child, &state, 0);
  test_outcome outcome = {.status = WIFEXITED(state) ? WEXITSTATUS(state) : 1000 + WTERMSIG(state)};
  outcome.out = contents(out);
  outcome.err = without_pid(contents(err), child);
  return outcome;
}

test_outcome test_run_program(fuse_rt_error *(*entry)(void), const char *build_line) {
  program = (fuse_rt_program){.entry = entry, .build_line = build_line};
  return test_run(run_main);
}

void test_outcome_free(test_outcome *outcome) {
  free(outcome->out);
  free(outcome->err);
}

void test_check_outcome(const char *file, int line, test_outcome outcome, int status, const char *out, const char *err, int live) {
  char expected[4096];
#if FUSE_RT_CHECK
  if (live >= 0)
    snprintf(expected, sizeof expected, "%sfuse-rt: live objects: %d\n", err, live);
  else
#endif
    snprintf(expected, sizeof expected, "%s", err);
  (void)live;
  test_check_int(file, line, "status", outcome.status, status);
  test_check_text(file, line, "stdout", outcome.out, out);
  test_check_text(file, line, "stderr", outcome.err, expected);
  test_outcome_free(&outcome);
}
