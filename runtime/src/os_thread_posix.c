/* Threads on Linux and macOS. */
#if !defined(_WIN32) && !defined(__wasm__)

#if defined(__linux__)
#define _GNU_SOURCE
#elif defined(__APPLE__)
#define _DARWIN_C_SOURCE
#endif

#include "os_thread.h"

#include "os.h"

#include <stddef.h>
#include <unistd.h>

enum {
  STACK = 8 * 1024 * 1024, /* what the main thread has as a rule */
  /* A frame larger than the guard could step over it. */
  GUARD = 1024 * 1024
};

static void *run(void *argument) {
  void (*body)(void) = (void (*)(void))(uintptr_t)argument;
  fuse_rt_os_guard_thread();
  body();
  return NULL;
}

bool fuse_rt_os_thread_start(void (*body)(void)) {
  pthread_attr_t attributes;
  pthread_t thread;
  if (pthread_attr_init(&attributes) != 0)
    return false;
  pthread_attr_setstacksize(&attributes, STACK + GUARD);
  pthread_attr_setguardsize(&attributes, GUARD);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  bool is_started = pthread_create(&thread, &attributes, run, (void *)(uintptr_t)body) == 0;
  pthread_attr_destroy(&attributes);
  return is_started;
}

int fuse_rt_os_processors(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : (int)count;
}

void fuse_rt_os_mutex_lock(fuse_rt_os_mutex *mutex) { pthread_mutex_lock(mutex); }
void fuse_rt_os_mutex_unlock(fuse_rt_os_mutex *mutex) { pthread_mutex_unlock(mutex); }
void fuse_rt_os_condition_wait(fuse_rt_os_condition *condition, fuse_rt_os_mutex *mutex) { pthread_cond_wait(condition, mutex); }
void fuse_rt_os_condition_wake_one(fuse_rt_os_condition *condition) { pthread_cond_signal(condition); }
void fuse_rt_os_condition_wake_all(fuse_rt_os_condition *condition) { pthread_cond_broadcast(condition); }

#endif
