/* guard_posix.c: stack exhaustion and faults end in an envelope, and a run in process leaves no handler behind. */
#define _GNU_SOURCE
#include "harness.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static void print_text(const char *text) {
  fuse_rt_str *s = test_str(text);
  fuse_rt_print(s);
  fuse_rt_str_release(s);
}

/* The sum keeps the call from being a tail call. */
static __attribute__((noinline)) int64_t recurse(volatile int64_t depth) {
  volatile char frame[200];
  frame[depth % 200] = (char)depth;
  return depth == -1 ? 0 : recurse(depth + 1) + frame[depth % 200];
}

static fuse_rt_error *overflow_stack(void) {
  print_text("before");
  return fuse_rt_error_panic(recurse(0) == 0 ? "zero" : "sum");
}

static void test_stack_overflow(void) {
  CHECK_OUTCOME(test_run_program(overflow_stack, "mode=aot"), 101, "before\n",
                "fatal: class=panic pid=<pid> "
                "message=panic_kind=panic_static_str stack overflow mode=aot\n",
                -1);
  CHECK_OUTCOME(test_run_program(overflow_stack, NULL), 101, "before\n",
                "fatal: class=panic pid=<pid> "
                "message=panic_kind=panic_static_str stack overflow\n",
                -1);
}

static int signal_number;

static fuse_rt_error *raise_signal(void) {
  print_text("before");
  raise(signal_number);
  return NULL;
}

static void test_faults(void) {
  static const struct {
    int number;
    const char *message;
  } table[] = {
      {SIGSEGV, "fatal: class=panic pid=<pid> "
                "message=panic_kind=panic_static_str SIGSEGV mode=aot\n"},
      {SIGBUS, "fatal: class=panic pid=<pid> "
               "message=panic_kind=panic_static_str SIGBUS mode=aot\n"},
      {SIGFPE, "fatal: class=panic pid=<pid> "
               "message=panic_kind=panic_static_str SIGFPE mode=aot\n"},
      {SIGILL, "fatal: class=panic pid=<pid> "
               "message=panic_kind=panic_static_str SIGILL mode=aot\n"},
  };
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    signal_number = table[i].number;
    CHECK_OUTCOME(test_run_program(raise_signal, "mode=aot"), 101, "before\n", table[i].message, -1);
  }
}

static void host_handler(int number) { _exit(number == SIGSEGV ? 42 : 43); }

static fuse_rt_error *do_nothing(void) { return NULL; }

/* After a run in process the host's handlers and its signal stack are in force again. */
static int run_and_fault(void) {
  struct sigaction action = {.sa_handler = host_handler};
  sigaction(SIGSEGV, &action, NULL);
  stack_t before, after;
  sigaltstack(NULL, &before);
  fuse_rt_program program = {.entry = do_nothing};
  fuse_rt_main(0, NULL, &program);
  sigaltstack(NULL, &after);
  if (before.ss_sp != after.ss_sp || before.ss_flags != after.ss_flags)
    return 1;
  raise(SIGSEGV);
  return 2;
}

static void test_host_handlers_restored(void) {
  test_outcome outcome = test_run(run_and_fault);
  CHECK_INT(outcome.status, 42);
  test_outcome_free(&outcome);
}

static const test_case cases[] = {
    {"stack overflow", test_stack_overflow},
    {"faults", test_faults},
    {"host handlers restored", test_host_handlers_restored},
    {NULL, NULL},
};
const test_suite guard_suite = {"guard", cases};
