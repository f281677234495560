/* Strings: concatenation, comparison, length in characters, trimming. */
#include "object.h"
#include "text.h"

#include "heap.h"

static int64_t total_length(int64_t n, const fuse_rt_str *const *parts) {
  int64_t total = 0;
  for (int64_t i = 0; i < n; i++)
    if (__builtin_add_overflow(total, parts[i]->length, &total))
      fuse_rt_heap_exhausted();
  return total;
}

static void copy_parts(char *out, int64_t n, const fuse_rt_str *const *parts) {
  for (int64_t i = 0; i < n; i++) {
    memcpy(out, FUSE_RT_ELEMENTS(parts[i]), (size_t)parts[i]->length);
    out += parts[i]->length;
  }
}

fuse_rt_str *fuse_rt_str_concat(int64_t n, const fuse_rt_str *const *parts) {
  fuse_rt_str *result = fuse_rt_array_alloc(total_length(n, parts), 1);
  copy_parts(FUSE_RT_ELEMENTS(result), n, parts);
  return result;
}

fuse_rt_str *fuse_rt_str_append(fuse_rt_str *left, int64_t n, const fuse_rt_str *const *parts) {
  int64_t more = total_length(n, parts);
  int64_t old_length = left->length;
  if (left->count == 1) {
    left = fuse_rt_array_reserve(left, more, 1);
  } else {
    int64_t total;
    if (__builtin_add_overflow(old_length, more, &total))
      fuse_rt_heap_exhausted();
    fuse_rt_str *copy = fuse_rt_array_alloc(total, 1);
    memcpy(FUSE_RT_ELEMENTS(copy), FUSE_RT_ELEMENTS(left), (size_t)old_length);
    copy_parts((char *)FUSE_RT_ELEMENTS(copy) + old_length, n, parts);
    fuse_rt_str_release(left);
    return copy;
  }
  copy_parts((char *)FUSE_RT_ELEMENTS(left) + old_length, n, parts);
  left->length = old_length + more;
  return left;
}

bool fuse_rt_str_eq(const fuse_rt_str *a, const fuse_rt_str *b) {
  return a == b || fuse_rt_text_equal(fuse_rt_text_of_str(a), fuse_rt_text_of_str(b));
}

int64_t fuse_rt_str_scalars(const fuse_rt_str *s) {
  fuse_rt_text text = fuse_rt_text_of_str(s);
  int64_t scalars = 0;
  /* Every byte but the continuation bytes 10xxxxxx starts a character. */
  for (size_t i = 0; i < text.length; i++)
    scalars += (text.data[i] & 0xc0) != 0x80;
  return scalars;
}

fuse_rt_str *fuse_rt_str_trim(const fuse_rt_str *s) {
  fuse_rt_text trimmed = fuse_rt_text_trim(fuse_rt_text_of_str(s));
  if (trimmed.length != (size_t)s->length)
    return fuse_rt_text_to_str(trimmed);
  fuse_rt_str *same = (fuse_rt_str *)(uintptr_t)s;
  fuse_rt_array_retain(same);
  return same;
}
