/* Threads on Windows. */
#if defined(_WIN32)

#include "os_thread.h"

#include "os.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

enum { STACK = 8 * 1024 * 1024 }; /* what the main thread has */

static DWORD WINAPI run(void *argument) {
  void (*body)(void) = (void (*)(void))(uintptr_t)argument;
  fuse_rt_os_guard_thread();
  body();
  return 0;
}

bool fuse_rt_os_thread_start(void (*body)(void)) {
  HANDLE thread = CreateThread(NULL, STACK, run, (void *)(uintptr_t)body, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
  if (thread == NULL)
    return false;
  CloseHandle(thread);
  return true;
}

int fuse_rt_os_processors(void) {
  SYSTEM_INFO info;
  GetSystemInfo(&info);
  return (int)info.dwNumberOfProcessors;
}

void fuse_rt_os_mutex_lock(fuse_rt_os_mutex *mutex) { AcquireSRWLockExclusive((SRWLOCK *)mutex); }
void fuse_rt_os_mutex_unlock(fuse_rt_os_mutex *mutex) { ReleaseSRWLockExclusive((SRWLOCK *)mutex); }
void fuse_rt_os_condition_wait(fuse_rt_os_condition *condition, fuse_rt_os_mutex *mutex) {
  SleepConditionVariableSRW((CONDITION_VARIABLE *)condition, (SRWLOCK *)mutex, INFINITE, 0);
}
void fuse_rt_os_condition_wake_one(fuse_rt_os_condition *condition) { WakeConditionVariable((CONDITION_VARIABLE *)condition); }
void fuse_rt_os_condition_wake_all(fuse_rt_os_condition *condition) { WakeAllConditionVariable((CONDITION_VARIABLE *)condition); }

#endif
