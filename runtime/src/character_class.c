/* The classes of characters that regular expressions, which the compiler made code of, tell apart (lowering/match_functions.py). */
#include "fuse_rt.h"

enum { CLASS_BITS = 16 }; /* of an entry of the table: the first code point of a span, then its class */

/* The code point of a character of at least two bytes, in well-formed text. */
static int64_t code_point(const unsigned char *p) {
  int64_t last = p[1] & 0x3f;
  if (p[0] < 0xe0)
    return (int64_t)(p[0] & 0x1f) << 6 | last;
  if (p[0] < 0xf0)
    return (int64_t)(p[0] & 0x0f) << 12 | last << 6 | (p[2] & 0x3f);
  return (int64_t)(p[0] & 0x07) << 18 | last << 12 | (int64_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
}

int32_t fuse_rt_character_class(const fuse_rt_list *table, const char *character) {
  const int64_t *spans = FUSE_RT_ELEMENTS(table);
  int64_t code = code_point((const unsigned char *)character);
  int64_t low = 0, high = table->length; /* the span starts at or behind `low`, in front of `high` */
  while (high - low > 1) {
    int64_t middle = low + (high - low) / 2;
    if (spans[middle] >> CLASS_BITS <= code)
      low = middle;
    else
      high = middle;
  }
  return (int32_t)(spans[low] & ((1 << CLASS_BITS) - 1));
}
