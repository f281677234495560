/* Stack exhaustion and fatal faults on Linux and macOS: handlers on a stack of their own.
 *
 * A stack overflow is a memory fault at an address near the stack pointer. Everything done here is async-signal-safe.
 */
#if !defined(_WIN32)

#if defined(__linux__)
#define _GNU_SOURCE /* names of the saved registers */
#elif defined(__APPLE__)
#define _DARWIN_C_SOURCE
#endif

#include "os.h"

#if defined(__wasm__)
/* A trap ends the module; the host reports it. */
void fuse_rt_os_guard_install(void) {}
void fuse_rt_os_guard_remove(void) {}
#else

#include "fatal.h"

#include <signal.h>
#if defined(__APPLE__)
#include <sys/ucontext.h>
#else
#include <ucontext.h>
#endif

enum {
  /* Room for the frame that the kernel saves, vector registers included, and
     for the envelope. */
  HANDLER_STACK = 64 * 1024,
  /* How far from the stack pointer an overflowing access may lie: a large frame
     below it, a push above it. */
  REACH_BELOW = 1024 * 1024,
  REACH_ABOVE = 64 * 1024
};

static const struct {
  int number;
  const char *name;
} faults[] = {{SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"}, {SIGFPE, "SIGFPE"}, {SIGILL, "SIGILL"}};
enum { FAULTS = sizeof faults / sizeof faults[0] };

static _Alignas(16) char handler_stack[HANDLER_STACK];
static struct sigaction previous[FAULTS];
static stack_t previous_stack;

/* The stack pointer at the fault. */
static uintptr_t stack_pointer(void *context) {
  ucontext_t *saved = context;
#if defined(__APPLE__) && defined(__aarch64__)
  return (uintptr_t)saved->uc_mcontext->__ss.__sp;
#elif defined(__APPLE__)
  return (uintptr_t)saved->uc_mcontext->__ss.__rsp;
#elif defined(__x86_64__)
  return (uintptr_t)saved->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
  return (uintptr_t)saved->uc_mcontext.sp;
#elif defined(__riscv)
  return (uintptr_t)saved->uc_mcontext.__gregs[REG_SP];
#else
#error "where does this target keep the stack pointer of a signal context?"
#endif
}

static void on_fault(int number, siginfo_t *info, void *context) {
  bool is_memory = number == SIGSEGV || number == SIGBUS;
  uintptr_t address = (uintptr_t)info->si_addr;
  uintptr_t stack = stack_pointer(context);
  /* A code of zero or less means that another process sent the signal. */
  if (is_memory && info->si_code > 0 && address + REACH_BELOW >= stack && address <= stack + REACH_ABOVE)
    fuse_rt_fatal_panic("stack overflow");
  for (int i = 0; i < FAULTS; i++)
    if (faults[i].number == number)
      fuse_rt_fatal_panic(faults[i].name);
}

void fuse_rt_os_guard_install(void) {
  stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
  sigaltstack(&stack, &previous_stack);
  /* Reset on entry: a second fault, inside the handler, ends the process. */
  struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK | (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < FAULTS; i++)
    sigaction(faults[i].number, &action, &previous[i]);
}

void fuse_rt_os_guard_thread(void) {
  void *memory = fuse_rt_os_map(HANDLER_STACK);
  if (memory == NULL)
    fuse_rt_fatal_panic("out of memory");
  stack_t stack = {.ss_sp = memory, .ss_size = HANDLER_STACK};
  sigaltstack(&stack, NULL);
}

void fuse_rt_os_guard_remove(void) {
  for (int i = 0; i < FAULTS; i++)
    sigaction(faults[i].number, &previous[i], NULL);
  sigaltstack(&previous_stack, NULL);
}

#endif
#endif
