/* A borrowed piece of UTF-8 text, and the few questions the runtime asks about text. */
#ifndef FUSE_RT_TEXT_H
#define FUSE_RT_TEXT_H

#include "fuse_rt.h"

#include <stddef.h>
#include <string.h>

typedef struct fuse_rt_text {
  const char *data;
  size_t length; /* bytes */
} fuse_rt_text;

static inline fuse_rt_text fuse_rt_text_of(const char *constant) { return (fuse_rt_text){constant, strlen(constant)}; }

static inline fuse_rt_text fuse_rt_text_of_str(const fuse_rt_str *s) {
  return (fuse_rt_text){FUSE_RT_ELEMENTS(s), (size_t)s->length};
}

static inline bool fuse_rt_text_equal(fuse_rt_text a, fuse_rt_text b) {
  return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

/* Below, at or above zero: by bytes, which is the order of the characters. */
static inline int fuse_rt_text_compare(fuse_rt_text a, fuse_rt_text b) {
  /* The first bytes of most differ, and a call of memcmp takes longer. */
  if (a.length > 0 && b.length > 0 && *a.data != *b.data)
    return (unsigned char)*a.data - (unsigned char)*b.data;
  int order = memcmp(a.data, b.data, a.length < b.length ? a.length : b.length);
  return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

/* Whether the text is `lower` when its ASCII letters are written small. */
bool fuse_rt_text_equal_any_case(fuse_rt_text text, const char *lower);
/* Without leading and trailing characters that have the Unicode property White_Space. The text must be valid UTF-8. */
fuse_rt_text fuse_rt_text_trim(fuse_rt_text text);
/* Length in bytes of the white-space character that the text starts with, or 0. */
size_t fuse_rt_text_space(fuse_rt_text text);
/* Well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
bool fuse_rt_text_is_utf8(fuse_rt_text text);
/* The text as a new string, with U+FFFD in place of what is not well-formed UTF-8: one for each beginning of a sequence that does
 * not go on, else for each byte (Unicode standard, section 3.9). */
fuse_rt_str *fuse_rt_text_repaired(fuse_rt_text text);
/* A new string object with the bytes of the text; with its ASCII letters small, or large. */
fuse_rt_str *fuse_rt_text_to_str(fuse_rt_text text);
fuse_rt_str *fuse_rt_text_lower(fuse_rt_text text);
fuse_rt_str *fuse_rt_text_upper(fuse_rt_text text);
/* The number that decimal digits spell; false for anything else, and for more than 18 digits. */
bool fuse_rt_text_read_digits(fuse_rt_text text, int64_t *out);
/* Writes the decimal digits of `value` so that they end before `end`; returns their first byte. At most 20 bytes. */
char *fuse_rt_text_write_int(char *end, int64_t value);

#endif
