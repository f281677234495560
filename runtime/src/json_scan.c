/* The values of the pieces of JSON text. */
#include "json_scan.h"

#include "any.h"
#include "builder.h"
#include "float_text.h"

#include <math.h>

/* ---- strings ---- */

static int hex_digit(char c) {
  if (fuse_rt_json_is_digit(c))
    return c - '0';
  c |= 'a' - 'A';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hexadecimal digits; -1 when there are none. */
static int32_t hex_at(const char *p, const char *end) {
  if (end - p < 4)
    return -1;
  int32_t code = 0;
  for (int i = 0; i < 4; i++) {
    int digit = hex_digit(p[i]);
    if (digit < 0)
      return -1;
    code = code << 4 | digit;
  }
  return code;
}

/* The character of `\u`, from behind these two; moves behind its digits, of a pair where it takes one. -1 when it is none. */
static int32_t take_unicode(const char **p, const char *end) {
  int32_t code = hex_at(*p, end);
  if (code < 0)
    return -1;
  *p += 4;
  if (code >= 0xd800 && code < 0xdc00 && end - *p >= 2 && (*p)[0] == '\\' && (*p)[1] == 'u') {
    int32_t low = hex_at(*p + 2, end);
    if (low < 0xdc00 || low >= 0xe000)
      return -1;
    *p += 6;
    return 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
  }
  return code >= 0xd800 && code < 0xe000 ? -1 : code;
}

/* The letters behind a backslash, and what they stand for; `u` has no fixed value. */
static const char letters[] = "\"\\/bfnrtu";
static const char values[] = "\"\\/\b\f\n\r\t";

static const char *letter_of(char c) { return c == '\0' ? NULL : strchr(letters, c); }

const char *fuse_rt_json_scan_escaped(const char *p, const char *end, const char **problem) {
  while (p < end && *p == '\\') {
    p++;
    const char *letter = p < end ? letter_of(*p) : NULL;
    if (letter == NULL) {
      *problem = "invalid escape";
      return NULL;
    }
    p++;
    if (*letter == 'u' && take_unicode(&p, end) < 0) {
      *problem = "invalid unicode escape";
      return NULL;
    }
    p = fuse_rt_json_plain_end(p, end);
  }
  if (p < end)
    return p;
  *problem = "unterminated string";
  return NULL;
}

static void put_utf8(fuse_rt_str **out, uint32_t code) {
  unsigned char bytes[4];
  size_t size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const unsigned char leads[] = {0x00, 0xc0, 0xe0, 0xf0};
  for (size_t i = size - 1; i > 0; i--, code >>= 6)
    bytes[i] = (unsigned char)(0x80 | (code & 0x3f));
  bytes[0] = (unsigned char)(leads[size - 1] | code);
  fuse_rt_builder_put(out, (fuse_rt_text){(const char *)bytes, size});
}

void fuse_rt_json_unescape(fuse_rt_str **out, fuse_rt_text text) {
  const char *end = text.data + text.length;
  for (const char *p = text.data;;) {
    const char *stop = fuse_rt_json_plain_end(p, end);
    fuse_rt_builder_put(out, (fuse_rt_text){p, (size_t)(stop - p)});
    if (stop == end)
      return;
    const char *letter = letter_of(stop[1]);
    p = stop + 2;
    if (*letter == 'u')
      put_utf8(out, (uint32_t)take_unicode(&p, end));
    else
      fuse_rt_builder_put_char(out, values[letter - letters]);
  }
}

fuse_rt_str *fuse_rt_json_string_value(fuse_rt_json_string string) {
  if (!string.is_escaped)
    return fuse_rt_text_to_str(string.text);
  /* The value is never longer than what stands for it. */
  fuse_rt_str *out = fuse_rt_array_alloc((int64_t)string.text.length, 1);
  out->length = 0;
  fuse_rt_json_unescape(&out, string.text);
  return out;
}

/* ---- numbers ---- */

bool fuse_rt_json_int_value(fuse_rt_text number, int64_t *out) {
  /* So many digits cannot overflow. */
  enum { SAFE_DIGITS = 18 };
  const char *end = number.data + number.length;
  bool is_negative = *number.data == '-';
  const char *p = number.data + is_negative;
  int64_t value = 0;
  const char *safe = end - p > SAFE_DIGITS ? p + SAFE_DIGITS : end;
  for (; p < safe; p++)
    value = value * 10 + (*p - '0');
  if (is_negative)
    value = -value;
  for (; p < end; p++) {
    int64_t digit = *p - '0';
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, is_negative ? -digit : digit, &value))
      return false;
  }
  *out = value;
  return true;
}

/* A number of few digits, without exponent: one exact division (as in float_parse.c). */
static bool short_float(fuse_rt_text number, double *out) {
  enum { EXACT_DIGITS = 15 };
  static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const char *end = number.data + number.length;
  bool is_negative = *number.data == '-';
  const char *p = number.data + is_negative;
  if (end - p > EXACT_DIGITS + 1)
    return false;
  int64_t digits = 0;
  for (; p < end && fuse_rt_json_is_digit(*p); p++)
    digits = digits * 10 + (*p - '0');
  const char *fraction = p + 1;
  if (p < end && *p == '.')
    for (p++; p < end && fuse_rt_json_is_digit(*p); p++)
      digits = digits * 10 + (*p - '0');
  if (p < end || digits >= 1000000000000000)
    return false;
  double value = (double)digits / powers[p > fraction ? p - fraction : 0];
  *out = is_negative ? -value : value;
  return true;
}

double fuse_rt_json_float_value(fuse_rt_text number) {
  double value = 0;
  if (!short_float(number, &value))
    fuse_rt_float_read(number, &value);
  return value;
}

fuse_rt_any fuse_rt_json_untyped_number(fuse_rt_json_number number) {
  int64_t integer;
  if (number.is_integer && fuse_rt_json_int_value(number.text, &integer))
    return fuse_rt_any_of_int(integer);
  double value = fuse_rt_json_float_value(number.text);
  if (!isfinite(value) || trunc(value) != value)
    return fuse_rt_any_of_float(value);
  if (value >= 0x1p63)
    return fuse_rt_any_of_int(INT64_MAX);
  return fuse_rt_any_of_int(value < -0x1p63 ? INT64_MIN : (int64_t)value);
}
