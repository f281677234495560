/* Counting for the runtime's own use; compiled code does the same inline. */
#ifndef FUSE_RT_OBJECT_H
#define FUSE_RT_OBJECT_H

#include "check.h"
#include "fuse_rt.h"

#include <stddef.h>

enum { FUSE_RT_ARRAY_HEADER = (int)sizeof(fuse_rt_array) };

static inline void fuse_rt_array_retain(fuse_rt_array *array) {
  if (array->count > 0)
    array->count += 1;
  else if (array->count < 0)
    fuse_rt_retain_shared(array);
}

/* Gives one count back; true when the object died and its elements and memory are to be released. */
static inline bool fuse_rt_array_release(fuse_rt_array *array) {
  if (array->count > 0)
    return --array->count == 0;
  return array->count < 0 && fuse_rt_release_shared(array);
}

/* Gives one count of a string back and frees it when it died. */
static inline void fuse_rt_str_release(fuse_rt_str *s) {
  if (fuse_rt_array_release(s))
    fuse_rt_array_free(s);
}

/* The size in bytes of an array object; fatal when no memory could hold it. `length` is not negative. */
size_t fuse_rt_array_size(int64_t length, int64_t element_size);
/* Grows a unique array so that `length` more elements than it has fit, and at least doubles the room it has; the array may move. */
fuse_rt_array *fuse_rt_array_reserve(fuse_rt_array *array, int64_t more, int64_t element_size);

#endif
