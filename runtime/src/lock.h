/* Locks for what the tasks of a program share.
 *
 * A program without tasks has one thread and takes no lock: the hook is set by task.c, which such a program does not link.
 */
#ifndef FUSE_RT_LOCK_H
#define FUSE_RT_LOCK_H

#include <stdbool.h>
#include <stddef.h>

typedef enum fuse_rt_lock_name {
  FUSE_RT_LOCK_STATE, /* output, caches */
  FUSE_RT_LOCK_INPUT, /* of its own: who waits for input must not stop the output of others */
  FUSE_RT_LOCKS
} fuse_rt_lock_name;

/* Takes or gives back a lock, which is recursive; NULL while there is only one thread. */
extern void (*fuse_rt_lock_hook)(fuse_rt_lock_name name, bool take);

static inline void fuse_rt_lock(fuse_rt_lock_name name) {
  if (__builtin_expect(fuse_rt_lock_hook != NULL, 0))
    fuse_rt_lock_hook(name, true);
}

static inline void fuse_rt_unlock(fuse_rt_lock_name name) {
  if (__builtin_expect(fuse_rt_lock_hook != NULL, 0))
    fuse_rt_lock_hook(name, false);
}

#endif
