/* Threads, as far as tasks need them (os_thread_posix.c, os_thread_windows.c). Targets without threads have none of this. */
#ifndef FUSE_RT_OS_THREAD_H
#define FUSE_RT_OS_THREAD_H

#include <stdbool.h>
#include <stdint.h>

#if defined(_WIN32)
/* An SRWLOCK and a CONDITION_VARIABLE: a pointer each, all zero at first. */
typedef struct fuse_rt_os_mutex {
  void *state;
} fuse_rt_os_mutex;
typedef struct fuse_rt_os_condition {
  void *state;
} fuse_rt_os_condition;
#define FUSE_RT_OS_MUTEX {0}
#define FUSE_RT_OS_CONDITION {0}
#else
#include <pthread.h>
typedef pthread_mutex_t fuse_rt_os_mutex;
typedef pthread_cond_t fuse_rt_os_condition;
#define FUSE_RT_OS_MUTEX PTHREAD_MUTEX_INITIALIZER
#define FUSE_RT_OS_CONDITION PTHREAD_COND_INITIALIZER
#endif

/* Starts a thread that runs `body` until the process ends, with a stack like the main thread's and the guard of `os.h` for it.
 * False when the system gives no thread. */
bool fuse_rt_os_thread_start(void (*body)(void));
/* How many threads can run at the same time, at least 1. */
int fuse_rt_os_processors(void);

void fuse_rt_os_mutex_lock(fuse_rt_os_mutex *mutex);
void fuse_rt_os_mutex_unlock(fuse_rt_os_mutex *mutex);
/* Waits, with the mutex given back meanwhile. May return without reason. */
void fuse_rt_os_condition_wait(fuse_rt_os_condition *condition, fuse_rt_os_mutex *mutex);
void fuse_rt_os_condition_wake_one(fuse_rt_os_condition *condition);
void fuse_rt_os_condition_wake_all(fuse_rt_os_condition *condition);

#endif
