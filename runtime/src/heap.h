/* Memory for counted objects: per-thread size classes over chunks of the operating system (heap.c).
 *
 * Sizes are in bytes. Addresses returned are 8 modulo 16, so that the elements of an array (24 bytes further) are 16-byte aligned.
 */
#ifndef FUSE_RT_HEAP_H
#define FUSE_RT_HEAP_H

#include <stddef.h>

/* Objects may not be larger than this: every size computation below it fits a size_t and an int64_t. */
#define FUSE_RT_HEAP_LIMIT ((size_t)PTRDIFF_MAX / 2)

/* Uninitialized memory for an object of `size` bytes. Exhausted memory ends the process. */
void *fuse_rt_heap_alloc(size_t size);
/* Gives an object's memory back. */
void fuse_rt_heap_free(void *object);
/* Makes room for `size` bytes, in place when possible; the contents are kept and the old address is dead. */
void *fuse_rt_heap_grow(void *object, size_t size);
/* Offers the free memory of the calling thread to all threads: done where objects have crossed between threads, so that memory
 * which one thread keeps giving away does not collect at the other. */
void fuse_rt_heap_donate(void);
/* How many bytes the object may use without growing. */
size_t fuse_rt_heap_capacity(const void *object);
/* Ends the process with the fatal envelope for exhausted memory. */
_Noreturn void fuse_rt_heap_exhausted(void);

#endif
