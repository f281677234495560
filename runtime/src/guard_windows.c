/* Stack exhaustion and fatal faults on Windows: a vectored exception handler. */
#if defined(_WIN32)

#include "os.h"

#include "fatal.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

static PVOID handler;

static LONG WINAPI on_exception(EXCEPTION_POINTERS *exception) {
  switch (exception->ExceptionRecord->ExceptionCode) {
  case EXCEPTION_STACK_OVERFLOW:
    fuse_rt_fatal_panic("stack overflow");
  case EXCEPTION_ACCESS_VIOLATION:
    fuse_rt_fatal_panic("SIGSEGV");
  case EXCEPTION_IN_PAGE_ERROR:
    fuse_rt_fatal_panic("SIGBUS");
  case EXCEPTION_INT_DIVIDE_BY_ZERO:
  case EXCEPTION_INT_OVERFLOW:
    fuse_rt_fatal_panic("SIGFPE");
  case EXCEPTION_ILLEGAL_INSTRUCTION:
    fuse_rt_fatal_panic("SIGILL");
  default:
    return EXCEPTION_CONTINUE_SEARCH;
  }
}

void fuse_rt_os_guard_thread(void) {
  /* Stack that stays usable after an overflow, for the handler and the envelope. */
  ULONG handler_stack = 64 * 1024;
  SetThreadStackGuarantee(&handler_stack);
}

void fuse_rt_os_guard_install(void) {
  fuse_rt_os_guard_thread();
  handler = AddVectoredExceptionHandler(1, on_exception);
}

void fuse_rt_os_guard_remove(void) { RemoveVectoredExceptionHandler(handler); }

#endif
