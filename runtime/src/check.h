/* The leak-checked variant (FUSE_RT_CHECK=1): live objects are counted, freed memory is poisoned, misuse is fatal. In the ordinary
 * variant everything here is empty. */
#ifndef FUSE_RT_CHECK_H
#define FUSE_RT_CHECK_H

#include "fuse_rt.h"

#include <stddef.h>

#if FUSE_RT_CHECK
/* An object came to life. */
void fuse_rt_check_born(void);
/* An array or error is about to be freed: fatal when it is already free, still held, or a constant. */
void fuse_rt_check_dies(const int64_t *count, bool is_constant);
/* An object is being counted as shared: fatal when it is already free. */
void fuse_rt_check_alive(const int64_t *count);
/* Overwrites freed memory. */
void fuse_rt_check_poison(void *memory, size_t size);
/* Prints `fuse-rt: live objects: <n>` on standard error, and with FUSE_RT_ALLOCATIONS set `fuse-rt: allocations: <n>` behind it. */
void fuse_rt_check_report(void);
#else
static inline void fuse_rt_check_born(void) {}
static inline void fuse_rt_check_dies(const int64_t *count, bool is_constant) {
  (void)count;
  (void)is_constant;
}
static inline void fuse_rt_check_alive(const int64_t *count) { (void)count; }
static inline void fuse_rt_check_poison(void *memory, size_t size) {
  (void)memory;
  (void)size;
}
static inline void fuse_rt_check_report(void) {}
#endif

#endif
