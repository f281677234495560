/* Questions about borrowed text: white space, UTF-8, decimal digits. */
#include "text.h"

bool fuse_rt_text_equal_any_case(fuse_rt_text text, const char *lower) {
  if (text.length != strlen(lower))
    return false;
  for (size_t i = 0; i < text.length; i++) {
    char c = text.data[i];
    if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != lower[i])
      return false;
  }
  return true;
}

/* Length in bytes of the white-space character at the start of the text, or 0. */
static size_t space_at_start(const unsigned char *p, size_t length) {
  if (p[0] == ' ' || (p[0] >= '\t' && p[0] <= '\r'))
    return 1;
  if (length >= 2 && p[0] == 0xc2) /* U+0085, U+00A0 */
    return p[1] == 0x85 || p[1] == 0xa0 ? 2 : 0;
  if (length < 3)
    return 0;
  uint32_t three = (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
  bool space = three == 0xe19a80                           /* U+1680 */
               || (three >= 0xe28080 && three <= 0xe2808a) /* U+2000 to U+200A */
               || three == 0xe280a8 || three == 0xe280a9   /* U+2028, U+2029 */
               || three == 0xe280af                        /* U+202F */
               || three == 0xe2819f || three == 0xe38080;  /* U+205F, U+3000 */
  return space ? 3 : 0;
}

size_t fuse_rt_text_space(fuse_rt_text text) {
  return text.length == 0 ? 0 : space_at_start((const unsigned char *)text.data, text.length);
}

fuse_rt_text fuse_rt_text_trim(fuse_rt_text text) {
  const unsigned char *start = (const unsigned char *)text.data;
  const unsigned char *end = start + text.length;
  while (start < end) {
    size_t size = space_at_start(start, (size_t)(end - start));
    if (size == 0)
      break;
    start += size;
  }
  while (start < end) {
    const unsigned char *last = end - 1;
    while (last > start && (*last & 0xc0) == 0x80)
      last--;
    if (space_at_start(last, (size_t)(end - last)) == 0)
      break;
    end = last;
  }
  return (fuse_rt_text){(const char *)start, (size_t)(end - start)};
}

/* Length of the well-formed UTF-8 sequence at `p`, or 0. Limits of the second byte: Unicode standard, table 3-7. */
static size_t sequence_length(const unsigned char *p, size_t length) {
  unsigned char lead = p[0];
  if (lead < 0x80)
    return 1;
  if (lead < 0xc2 || lead > 0xf4)
    return 0;
  size_t size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (length < size)
    return 0;
  unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (p[1] < low || p[1] > high)
    return 0;
  for (size_t i = 2; i < size; i++)
    if ((p[i] & 0xc0) != 0x80)
      return 0;
  return size;
}

bool fuse_rt_text_is_utf8(fuse_rt_text text) {
  const unsigned char *p = (const unsigned char *)text.data;
  size_t i = 0;
  while (i < text.length) {
    size_t size = sequence_length(p + i, text.length - i);
    if (size == 0)
      return false;
    i += size;
  }
  return true;
}

/* How much of a broken sequence one replacement stands for: as much as some well-formed sequence begins with, at least a byte. */
static size_t broken_length(const unsigned char *p, size_t length) {
  unsigned char padded[4] = {0x80, 0x80, 0x80, 0x80};
  size_t known = length < sizeof padded ? length : sizeof padded;
  for (size_t size = known; size > 1; size--) {
    memcpy(padded, p, size);
    memset(padded + size, 0x80, sizeof padded - size);
    /* Any last bytes make it whole, where the first ones are right. */
    if (sequence_length(padded, sizeof padded) > size)
      return size;
  }
  return 1;
}

fuse_rt_str *fuse_rt_text_repaired(fuse_rt_text text) {
  static const char replacement[3] = "\xef\xbf\xbd";
  const unsigned char *p = (const unsigned char *)text.data;
  fuse_rt_str *s = fuse_rt_array_alloc(3 * (int64_t)text.length, 1);
  char *out = FUSE_RT_ELEMENTS(s);
  for (size_t i = 0; i < text.length;) {
    size_t size = sequence_length(p + i, text.length - i);
    memcpy(out, size == 0 ? replacement : text.data + i, size == 0 ? 3 : size);
    out += size == 0 ? 3 : size;
    i += size == 0 ? broken_length(p + i, text.length - i) : size;
  }
  s->length = out - (char *)FUSE_RT_ELEMENTS(s);
  return s;
}

fuse_rt_str *fuse_rt_text_to_str(fuse_rt_text text) {
  fuse_rt_str *s = fuse_rt_array_alloc((int64_t)text.length, 1);
  memcpy(FUSE_RT_ELEMENTS(s), text.data, text.length);
  return s;
}

/* With `change` added to each letter from `first` to `last`. */
static fuse_rt_str *in_case(fuse_rt_text text, char first, char last, int change) {
  fuse_rt_str *s = fuse_rt_text_to_str(text);
  char *bytes = FUSE_RT_ELEMENTS(s);
  for (int64_t i = 0; i < s->length; i++)
    if (bytes[i] >= first && bytes[i] <= last)
      bytes[i] = (char)(bytes[i] + change);
  return s;
}

fuse_rt_str *fuse_rt_text_lower(fuse_rt_text text) { return in_case(text, 'A', 'Z', 'a' - 'A'); }

fuse_rt_str *fuse_rt_text_upper(fuse_rt_text text) { return in_case(text, 'a', 'z', 'A' - 'a'); }

bool fuse_rt_text_read_digits(fuse_rt_text text, int64_t *out) {
  enum { MOST_DIGITS = 18 };
  if (text.length == 0 || text.length > MOST_DIGITS)
    return false;
  int64_t value = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] < '0' || text.data[i] > '9')
      return false;
    value = 10 * value + (text.data[i] - '0');
  }
  *out = value;
  return true;
}

char *fuse_rt_text_write_int(char *end, int64_t value) {
  /* Two digits a step: half as many divisions. */
  static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                              "25262728293031323334353637383940414243444546474849"
                              "50515253545556575859606162636465666768697071727374"
                              "75767778798081828384858687888990919293949596979899";
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  while (rest >= 100) {
    end -= 2;
    memcpy(end, pairs + 2 * (rest % 100), 2);
    rest /= 100;
  }
  if (rest >= 10) {
    end -= 2;
    memcpy(end, pairs + 2 * rest, 2);
  } else {
    *--end = (char)('0' + rest);
  }
  if (value < 0)
    *--end = '-';
  return end;
}
