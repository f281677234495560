/* One lock for everything that the tasks of a program share: output, input, caches.
 *
 * A program without tasks has one thread and takes no lock: the hook is set by task.c, which such a program does not link.
 */
#ifndef FUSE_RT_LOCK_H
#define FUSE_RT_LOCK_H

#include <stdbool.h>
#include <stddef.h>

/* Takes or gives back the lock, which is recursive; NULL while there is only one thread. */
extern void (*fuse_rt_lock_hook)(bool take);

static inline void fuse_rt_lock(void) {
  if (__builtin_expect(fuse_rt_lock_hook != NULL, 0))
    fuse_rt_lock_hook(true);
}

static inline void fuse_rt_unlock(void) {
  if (__builtin_expect(fuse_rt_lock_hook != NULL, 0))
    fuse_rt_lock_hook(false);
}

#endif
