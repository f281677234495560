/* The pieces of JSON text: blanks, strings, numbers.
 *
 * Wider than the standard: leading zeros, digits missing on one side of the point, raw control characters in strings.
 */
#ifndef FUSE_RT_JSON_SCAN_H
#define FUSE_RT_JSON_SCAN_H

#include "text.h"
#include "words.h"

/* What is between the quotes of a string. */
typedef struct fuse_rt_json_string {
  fuse_rt_text text;
  bool is_escaped; /* it has a backslash */
} fuse_rt_json_string;

/* A number; everything about it but its value. */
typedef struct fuse_rt_json_number {
  fuse_rt_text text;
  bool is_integer; /* it has neither point nor exponent */
} fuse_rt_json_number;

static inline bool fuse_rt_json_is_digit(char c) { return c >= '0' && c <= '9'; }

static inline const char *fuse_rt_json_skip_blanks(const char *p, const char *end) {
  while (p < end && (unsigned char)*p <= ' ' && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
    p++;
  return p;
}

static inline const char *fuse_rt_json_skip_digits(const char *p, const char *end) {
  while (p < end && fuse_rt_json_is_digit(*p))
    p++;
  return p;
}

/* The next quote or backslash, or the end of the text. */
static inline const char *fuse_rt_json_plain_end(const char *p, const char *end) {
  for (; end - p >= (ptrdiff_t)sizeof(uint64_t); p += sizeof(uint64_t)) {
    uint64_t word = fuse_rt_word_at(p);
    uint64_t found = fuse_rt_word_equal(word, '"') | fuse_rt_word_equal(word, '\\');
    if (found != 0)
      return p + fuse_rt_word_first(found);
  }
  while (p < end && *p != '"' && *p != '\\')
    p++;
  return p;
}

/* Reads a string from behind its opening quote; the place behind its closing one, or NULL and what is wrong. */
const char *fuse_rt_json_scan_escaped(const char *p, const char *end, const char **problem);

static inline const char *fuse_rt_json_scan_string(const char *p, const char *end, fuse_rt_json_string *out, const char **problem) {
  const char *stop = fuse_rt_json_plain_end(p, end);
  bool is_escaped = stop < end && *stop == '\\';
  if (is_escaped || stop == end) {
    stop = fuse_rt_json_scan_escaped(stop, end, problem);
    if (stop == NULL)
      return NULL;
  }
  *out = (fuse_rt_json_string){{p, (size_t)(stop - p)}, is_escaped};
  return stop + 1;
}

/* Reads a number; the place behind it, or NULL where it is none. */
static inline const char *fuse_rt_json_scan_number(const char *start, const char *end, fuse_rt_json_number *out) {
  const char *digits = start + (*start == '-');
  const char *p = fuse_rt_json_skip_digits(digits, end);
  bool has_digits = p > digits;
  bool is_integer = true;
  if (p < end && *p == '.') {
    const char *fraction = p + 1;
    p = fuse_rt_json_skip_digits(fraction, end);
    has_digits = has_digits || p > fraction;
    is_integer = false;
  }
  if (p < end && (*p == 'e' || *p == 'E')) {
    p++;
    p += p < end && (*p == '+' || *p == '-');
    const char *exponent = p;
    p = fuse_rt_json_skip_digits(p, end);
    has_digits = has_digits && p > exponent;
    is_integer = false;
  }
  *out = (fuse_rt_json_number){{start, (size_t)(p - start)}, is_integer};
  return has_digits ? p : NULL;
}

/* The characters that a valid string with escapes stands for, at the end of a text that is being built. */
void fuse_rt_json_unescape(fuse_rt_str **out, fuse_rt_text text);
/* The string that a valid one between quotes stands for, as a new object. */
fuse_rt_str *fuse_rt_json_string_value(fuse_rt_json_string string);
/* An integer that an Int can hold; false where none can. */
bool fuse_rt_json_int_value(fuse_rt_text digits, int64_t *out);
double fuse_rt_json_float_value(fuse_rt_text number);
/* A number as an untyped value: without a fraction it is an Int, within the limits of Int. */
fuse_rt_any fuse_rt_json_untyped_number(fuse_rt_json_number number);

#endif
