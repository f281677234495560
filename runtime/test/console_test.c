/* console.c: buffering, order, and what becomes of output that cannot be written. */
#define _GNU_SOURCE
#include "harness.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static void print_text(const char *text) {
  fuse_rt_str *s = test_str(text);
  fuse_rt_print(s);
  fuse_rt_str_release(s);
}

static fuse_rt_error *print_much(void) {
  char line[5001];
  for (int i = 0; i < 60; i++) {
    size_t length = (size_t)(i * 83) % 5000;
    memset(line, 'a' + i % 26, length);
    line[length] = '\0';
    print_text(line);
  }
  /* One text larger than the buffer. */
  fuse_rt_str *big = fuse_rt_array_alloc(100000, 1);
  memset(FUSE_RT_ELEMENTS(big), '#', 100000);
  fuse_rt_print(big);
  fuse_rt_str_release(big);
  print_text("end");
  return NULL;
}

static void test_much(void) {
  test_outcome outcome = test_run_program(print_much, NULL);
  const char *next = outcome.out;
  for (int i = 0; i < 60; i++) {
    size_t length = (size_t)(i * 83) % 5000;
    CHECK(strspn(next, (char[]){(char)('a' + i % 26), '\0'}) == length);
    next += length + 1;
  }
  CHECK(strspn(next, "#") == 100000);
  CHECK_TEXT(next + 100000, "\nend\n");
  CHECK_INT(outcome.status, 0);
  test_outcome_free(&outcome);
}

static fuse_rt_error *print_to_closed(void) {
  close(STDOUT_FILENO);
  print_text("lost");
  return NULL;
}

static fuse_rt_error *print_to_full(void) {
  dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO);
  print_text("lost");
  return NULL;
}

static void redirect_to_broken_pipe(void) {
  int ends[2];
  if (pipe(ends) != 0)
    abort();
  close(ends[0]);
  dup2(ends[1], STDOUT_FILENO);
}

static fuse_rt_error *print_to_broken_pipe(void) {
  redirect_to_broken_pipe();
  print_text("lost");
  return NULL;
}

static fuse_rt_error *print_to_ignored_pipe(void) {
  signal(SIGPIPE, SIG_IGN);
  return print_to_broken_pipe();
}

static void test_failures(void) {
  CHECK_OUTCOME(test_run_program(print_to_closed, NULL), 0, "", "", 0);
  CHECK_OUTCOME(test_run_program(print_to_full, NULL), 101, "",
                "fatal: class=panic pid=<pid> message=panic_kind=panic_static_str failed "
                "printing to stdout\n",
                -1);
  CHECK_OUTCOME(test_run_program(print_to_broken_pipe, NULL), 1000 + SIGPIPE, "", "", -1);
  CHECK_OUTCOME(test_run_program(print_to_ignored_pipe, NULL), 128 + SIGPIPE, "", "", -1);
}

/* A pipe that takes only a part, and nothing for a while, still gets everything. */
static int through_slow_pipe(void) {
  int ends[2];
  if (pipe(ends) != 0 || fcntl(ends[1], F_SETFL, O_NONBLOCK) != 0)
    return 1;
  int saved = dup(STDOUT_FILENO);
  if (fork() == 0) {
    dup2(ends[1], STDOUT_FILENO);
    fuse_rt_program program = {.entry = print_much};
    _exit(fuse_rt_main(0, NULL, &program));
  }
  close(ends[1]);
  usleep(20000);
  char bytes[4096];
  ssize_t got;
  while ((got = read(ends[0], bytes, sizeof bytes)) > 0)
    if (write(saved, bytes, (size_t)got) != got)
      return 2;
  return 0;
}

static void test_slow_pipe(void) {
  test_outcome direct = test_run_program(print_much, NULL);
  test_outcome piped = test_run(through_slow_pipe);
  CHECK_INT(piped.status, 0);
  CHECK_TEXT(piped.out, direct.out);
  test_outcome_free(&direct);
  test_outcome_free(&piped);
}

/* A terminal shows each line at once: a process that dies without flushing has shown it. */
static fuse_rt_error *die_after_print(void) {
  print_text("seen");
  _exit(7);
}

static int on_terminal(void) {
  int master = posix_openpt(O_RDWR | O_NOCTTY);
  if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
    return 1;
  const char *name = ptsname(master);
  int slave = open(name, O_RDWR | O_NOCTTY);
  int saved = dup(STDOUT_FILENO);
  if (fork() == 0) {
    dup2(slave, STDOUT_FILENO);
    fuse_rt_program program = {.entry = die_after_print};
    _exit(fuse_rt_main(0, NULL, &program));
  }
  char text[16];
  ssize_t got = read(master, text, sizeof text);
  return write(saved, text, got > 0 ? (size_t)got : 0) == got ? 0 : 2;
}

static void test_terminal(void) { CHECK_OUTCOME(test_run(on_terminal), 0, "seen\r\n", "", -1); }

static void test_buffered(void) { CHECK_OUTCOME(test_run_program(die_after_print, NULL), 7, "", "", -1); }

static const test_case cases[] = {
    {"much", test_much},         {"failures", test_failures}, {"slow pipe", test_slow_pipe},
    {"terminal", test_terminal}, {"buffered", test_buffered}, {NULL, NULL},
};
const test_suite console_suite = {"console", cases};
