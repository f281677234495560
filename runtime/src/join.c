/* Joining a list of strings. */
#include "heap.h"
#include "object.h"

#include <string.h>

static char *append(char *out, const fuse_rt_str *s) {
  memcpy(out, FUSE_RT_ELEMENTS(s), (size_t)s->length);
  return out + s->length;
}

fuse_rt_str *fuse_rt_str_join(const fuse_rt_list *parts, const fuse_rt_str *separator) {
  const fuse_rt_str *const *items = FUSE_RT_ELEMENTS(parts);
  int64_t total = 0;
  for (int64_t i = 0; i < parts->length; i++) {
    int64_t gap = i == 0 ? 0 : separator->length;
    if (__builtin_add_overflow(total, items[i]->length + gap, &total))
      fuse_rt_heap_exhausted();
  }
  fuse_rt_str *result = fuse_rt_array_alloc(total, 1);
  char *out = FUSE_RT_ELEMENTS(result);
  for (int64_t i = 0; i < parts->length; i++) {
    if (i > 0)
      out = append(out, separator);
    out = append(out, items[i]);
  }
  return result;
}
