/* Between values and text. */
#include "float_text.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

fuse_rt_str *fuse_rt_str_from_int(int64_t value) {
  char digits[20];
  char *end = digits + sizeof digits;
  char *start = fuse_rt_text_write_int(end, value);
  return fuse_rt_text_to_str((fuse_rt_text){start, (size_t)(end - start)});
}

fuse_rt_str *fuse_rt_str_from_float(double value) {
  char text[FUSE_RT_FLOAT_TEXT_MAX];
  return fuse_rt_text_to_str((fuse_rt_text){text, fuse_rt_float_write(text, value)});
}

bool fuse_rt_str_parse_int(const fuse_rt_str *s, int64_t *out) {
  fuse_rt_text text = fuse_rt_text_trim(fuse_rt_text_of_str(s));
  size_t i = 0;
  bool negative = text.length > 0 && text.data[0] == '-';
  if (negative || (text.length > 0 && text.data[0] == '+'))
    i = 1;
  if (i == text.length)
    return false;
  int64_t value = 0;
  for (; i < text.length; i++) {
    if (!is_digit(text.data[i]))
      return false;
    int64_t digit = text.data[i] - '0';
    /* Towards the sign, so that the smallest Int needs no special case. */
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, negative ? -digit : digit, &value))
      return false;
  }
  *out = value;
  return true;
}

bool fuse_rt_str_parse_float(const fuse_rt_str *s, double *out) {
  return fuse_rt_float_read(fuse_rt_text_trim(fuse_rt_text_of_str(s)), out);
}

bool fuse_rt_str_parse_bool(const fuse_rt_str *s, bool *out) {
  fuse_rt_text text = fuse_rt_text_trim(fuse_rt_text_of_str(s));
  if (fuse_rt_text_equal_any_case(text, "true"))
    *out = true;
  else if (fuse_rt_text_equal_any_case(text, "false"))
    *out = false;
  else
    return false;
  return true;
}
