/* The scalars of JSON text.
 *
 * Wider than the standard: leading zeros, digits missing on one side of the point, raw control characters in strings.
 */
#include "json_scan.h"

#include "any.h"
#include "builder.h"
#include "float_text.h"
#include "words.h"

#include <math.h>

enum {
  /* A number with more digits than this may be infinite as a double. */
  FINITE_DIGITS = 300
};

static bool fail(fuse_rt_json_cursor *cursor, const char *what) {
  cursor->failure = what;
  return false;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* ---- strings ---- */

/* The next quote or backslash, or the end of the text. */
static const char *plain_end(const char *p, const char *end) {
  for (; end - p >= (ptrdiff_t)sizeof(uint64_t); p += sizeof(uint64_t)) {
    uint64_t word = fuse_rt_word_at(p);
    if ((fuse_rt_word_equal(word, '"') | fuse_rt_word_equal(word, '\\')) != 0)
      break;
  }
  while (p < end && *p != '"' && *p != '\\')
    p++;
  return p;
}

static int hex_digit(char c) {
  if (is_digit(c))
    return c - '0';
  c |= 'a' - 'A';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four hexadecimal digits at the cursor; -1 when there are none. */
static int32_t take_hex(fuse_rt_json_cursor *cursor) {
  if (cursor->end - cursor->at < 4)
    return -1;
  int32_t code = 0;
  for (int i = 0; i < 4; i++) {
    int digit = hex_digit(cursor->at[i]);
    if (digit < 0)
      return -1;
    code = code << 4 | digit;
  }
  cursor->at += 4;
  return code;
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

/* Behind `\u`. */
static bool take_unicode(fuse_rt_json_cursor *cursor, fuse_rt_str **out) {
  static const char invalid[] = "invalid unicode escape";
  int32_t code = take_hex(cursor);
  if (code < 0)
    return fail(cursor, invalid);
  if (code >= 0xd800 && code < 0xdc00 && cursor->end - cursor->at >= 2 && cursor->at[0] == '\\' && cursor->at[1] == 'u') {
    cursor->at += 2;
    int32_t low = take_hex(cursor);
    if (low < 0xdc00 || low >= 0xe000)
      return fail(cursor, invalid);
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
  }
  if (code >= 0xd800 && code < 0xe000)
    return fail(cursor, invalid);
  put_utf8(out, (uint32_t)code);
  return true;
}

/* Behind the backslash. */
static bool take_escape(fuse_rt_json_cursor *cursor, fuse_rt_str **out) {
  static const char letters[] = "\"\\/bfnrtu";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *letter = cursor->at < cursor->end && *cursor->at != '\0' ? strchr(letters, *cursor->at) : NULL;
  if (letter == NULL)
    return fail(cursor, "invalid escape");
  cursor->at++;
  if (*letter == 'u')
    return take_unicode(cursor, out);
  fuse_rt_builder_put_char(out, values[letter - letters]);
  return true;
}

static bool take_escaped(fuse_rt_json_cursor *cursor, fuse_rt_str **out) {
  for (;;) {
    const char *stop = plain_end(cursor->at, cursor->end);
    fuse_rt_builder_put(out, (fuse_rt_text){cursor->at, (size_t)(stop - cursor->at)});
    if (stop == cursor->end)
      return fail(cursor, "unterminated string");
    cursor->at = stop + 1;
    if (*stop == '"')
      return true;
    if (!take_escape(cursor, out))
      return false;
  }
}

bool fuse_rt_json_scan_string(fuse_rt_json_cursor *cursor, fuse_rt_text *plain, fuse_rt_str **made) {
  *made = NULL;
  const char *stop = plain_end(cursor->at, cursor->end);
  if (stop == cursor->end)
    return fail(cursor, "unterminated string");
  if (*stop == '"') {
    *plain = (fuse_rt_text){cursor->at, (size_t)(stop - cursor->at)};
    cursor->at = stop + 1;
    return true;
  }
  *made = fuse_rt_builder_new();
  if (take_escaped(cursor, made))
    return true;
  fuse_rt_str_release(*made);
  return false;
}

/* ---- numbers ---- */

static const char *skip_digits(const char *p, const char *end) {
  while (p < end && is_digit(*p))
    p++;
  return p;
}

fuse_rt_any fuse_rt_json_untyped_number(double value) {
  if (!isfinite(value) || trunc(value) != value)
    return fuse_rt_any_of_float(value);
  if (value >= 0x1p63)
    return fuse_rt_any_of_int(INT64_MAX);
  return fuse_rt_any_of_int(value < -0x1p63 ? INT64_MIN : (int64_t)value);
}

static fuse_rt_any of_text(const char *start, const char *end, bool is_exact) {
  double value = 0;
  fuse_rt_float_read((fuse_rt_text){start, (size_t)(end - start)}, &value);
  return is_exact ? fuse_rt_any_of_float(value) : fuse_rt_json_untyped_number(value);
}

/* An integer of any length, exact where it is an Int. */
static fuse_rt_any of_digits(const char *start, const char *digits, const char *end, bool is_exact) {
  bool is_negative = start < digits;
  int64_t value = 0;
  for (const char *p = digits; p < end; p++) {
    int64_t digit = *p - '0';
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, is_negative ? -digit : digit, &value)) {
      if (is_exact || end - digits > FINITE_DIGITS)
        return of_text(start, end, is_exact);
      return fuse_rt_any_of_int(is_negative ? INT64_MIN : INT64_MAX);
    }
  }
  return fuse_rt_any_of_int(value);
}

bool fuse_rt_json_scan_number(fuse_rt_json_cursor *cursor, fuse_rt_any *out) {
  const char *start = cursor->at;
  const char *end = cursor->end;
  const char *digits = start + (*start == '-');
  const char *p = skip_digits(digits, end);
  const char *integer_end = p;
  if (p < end && *p == '.')
    p = skip_digits(p + 1, end);
  bool has_digits = p - digits > (integer_end < end && *integer_end == '.');
  if (p < end && (*p == 'e' || *p == 'E')) {
    p++;
    p += p < end && (*p == '+' || *p == '-');
    const char *exponent = p;
    p = skip_digits(p, end);
    has_digits = has_digits && p > exponent;
  }
  if (!has_digits)
    return fail(cursor, "invalid number");
  cursor->at = p;
  *out = p == integer_end ? of_digits(start, digits, p, cursor->is_exact) : of_text(start, p, cursor->is_exact);
  return true;
}

/* ---- words ---- */

bool fuse_rt_json_scan_word(fuse_rt_json_cursor *cursor, fuse_rt_any *out) {
  bool is_null = *cursor->at == 'n';
  bool is_true = *cursor->at == 't';
  const char *word = is_null ? "null" : is_true ? "true" : "false";
  size_t length = strlen(word);
  if ((size_t)(cursor->end - cursor->at) < length || memcmp(cursor->at, word, length) != 0)
    return fail(cursor, is_null ? "invalid null" : "invalid bool");
  cursor->at += length;
  *out = is_null ? (fuse_rt_any){.kind = FUSE_RT_NULL} : fuse_rt_any_of_bool(is_true);
  return true;
}
