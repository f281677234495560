/* Building a text piece by piece: a string that the builder alone holds and that grows in place. */
#ifndef FUSE_RT_BUILDER_H
#define FUSE_RT_BUILDER_H

#include "object.h"
#include "text.h"

/* Where `size` more bytes are to be written, which then belong to the text. */
static inline char *fuse_rt_builder_extend(fuse_rt_str **out, size_t size) {
  if ((*out)->capacity - (*out)->length < (int64_t)size)
    *out = fuse_rt_array_reserve(*out, (int64_t)size, 1);
  char *place = (char *)FUSE_RT_ELEMENTS(*out) + (*out)->length;
  (*out)->length += (int64_t)size;
  return place;
}

static inline void fuse_rt_builder_put(fuse_rt_str **out, fuse_rt_text text) {
  memcpy(fuse_rt_builder_extend(out, text.length), text.data, text.length);
}

static inline void fuse_rt_builder_put_char(fuse_rt_str **out, char c) { *fuse_rt_builder_extend(out, 1) = c; }

static inline void fuse_rt_builder_put_constant(fuse_rt_str **out, const char *constant) {
  fuse_rt_builder_put(out, fuse_rt_text_of(constant));
}

static inline void fuse_rt_builder_put_str(fuse_rt_str **out, const fuse_rt_str *s) {
  fuse_rt_builder_put(out, fuse_rt_text_of_str(s));
}

static inline void fuse_rt_builder_put_int(fuse_rt_str **out, int64_t value) {
  char digits[20];
  char *end = digits + sizeof digits;
  char *start = fuse_rt_text_write_int(end, value);
  fuse_rt_builder_put(out, (fuse_rt_text){start, (size_t)(end - start)});
}

/* The number as print shows it. */
void fuse_rt_builder_put_float(fuse_rt_str **out, double value);
/* Standard base64 with padding. */
void fuse_rt_builder_put_base64(fuse_rt_str **out, const fuse_rt_bytes *bytes);

/* An empty text. */
static inline fuse_rt_str *fuse_rt_builder_new(void) {
  enum { FIRST_ROOM = 40 };
  fuse_rt_str *out = fuse_rt_array_alloc(FIRST_ROOM, 1);
  out->length = 0;
  return out;
}

/* The same text, held by nobody else; consumes it. */
static inline fuse_rt_str *fuse_rt_builder_of(fuse_rt_str *text) {
  if (text->count == 1)
    return text;
  if (text->length == 0) {
    fuse_rt_str_release(text);
    return fuse_rt_builder_new();
  }
  fuse_rt_str *out = fuse_rt_text_to_str(fuse_rt_text_of_str(text));
  fuse_rt_str_release(text);
  return out;
}

#endif
