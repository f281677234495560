/* time.format: times as text, in UTC, with English names. */
#include "message.h"
#include "object.h"
#include "time_items.h"

enum { LONGEST_NUMBER = 24 };

/* Appends `n` times a character. */
static void repeat(fuse_rt_str **out, char c, int n) {
  for (; n > 0; n--)
    fuse_rt_message_append(out, (fuse_rt_text){&c, 1});
}

static void write_number(fuse_rt_str **out, char letter, char padding, int64_t value) {
  const fuse_rt_time_number *row = fuse_rt_time_find_number(letter);
  char fill = padding == 0 ? row->padding : padding == '-' ? 0 : padding == '_' ? ' ' : '0';
  /* A year of more digits has its sign, so that it reads back. */
  const char *sign = value < 0 ? "-" : (letter == 'Y' || letter == 'G') && value > 9999 ? "+" : "";
  char text[LONGEST_NUMBER];
  char *end = text + sizeof text;
  char *digits = fuse_rt_text_write_int(end, value < 0 ? -value : value);
  int missing = fill == 0 ? 0 : row->width - (int)(end - digits);
  if (fill == ' ')
    repeat(out, ' ', missing);
  fuse_rt_message_append(out, fuse_rt_text_of(sign));
  if (fill == '0')
    repeat(out, '0', missing);
  fuse_rt_message_append(out, (fuse_rt_text){digits, (size_t)(end - digits)});
}

/* `.3f` is a dot and three digits; `.f` as many groups of three as it takes, none for zero. */
static void write_fraction(fuse_rt_str **out, fuse_rt_text specifier, int64_t nanoseconds) {
  char digits[9];
  int64_t rest = nanoseconds;
  for (int i = 8; i >= 0; i--, rest /= 10)
    digits[i] = (char)('0' + rest % 10);
  bool has_dot = specifier.data[0] == '.';
  char count = specifier.data[has_dot];
  size_t length = count != 'f'                 ? (size_t)(count - '0')
                  : nanoseconds == 0           ? 0
                  : nanoseconds % 1000000 == 0 ? 3
                  : nanoseconds % 1000 == 0    ? 6
                                               : 9;
  if (length == 0)
    return;
  if (has_dot)
    fuse_rt_message_append(out, fuse_rt_text_of("."));
  fuse_rt_message_append(out, (fuse_rt_text){digits, length});
}

/* False for an offset that can only be read. */
static bool write_offset(fuse_rt_str **out, fuse_rt_text specifier) {
  static const char *const texts[] = {"+0000", "+00:00", "+00:00:00", "+00"}; /* by the number of colons */
  if (specifier.data[0] == '#')
    return false;
  fuse_rt_message_append(out, fuse_rt_text_of(texts[specifier.length - 1]));
  return true;
}

static bool write_items(fuse_rt_str **out, fuse_rt_text format, const fuse_rt_moment *moment);

static bool write_other(fuse_rt_str **out, char letter, const fuse_rt_moment *moment) {
  const char *month = fuse_rt_month_names[moment->month - 1];
  const char *weekday = fuse_rt_weekday_names[moment->weekday];
  switch (letter) {
  case 'b':
    fuse_rt_message_append(out, (fuse_rt_text){month, 3});
    return true;
  case 'B':
    fuse_rt_message_append(out, fuse_rt_text_of(month));
    return true;
  case 'a':
    fuse_rt_message_append(out, (fuse_rt_text){weekday, 3});
    return true;
  case 'A':
    fuse_rt_message_append(out, fuse_rt_text_of(weekday));
    return true;
  case 'p':
    fuse_rt_message_append(out, fuse_rt_text_of(moment->hour < 12 ? "AM" : "PM"));
    return true;
  case 'P':
    fuse_rt_message_append(out, fuse_rt_text_of(moment->hour < 12 ? "am" : "pm"));
    return true;
  case 'Z':
    fuse_rt_message_append(out, fuse_rt_text_of("UTC"));
    return true;
  default: /* + */
    return write_items(out, fuse_rt_text_of("%Y-%m-%dT%H:%M:%S%.f%:z"), moment);
  }
}

static bool write_item(fuse_rt_str **out, fuse_rt_time_item item, const fuse_rt_moment *moment) {
  switch (item.kind) {
  case FUSE_RT_TIME_END:
  case FUSE_RT_TIME_INVALID:
    return false;
  case FUSE_RT_TIME_LITERAL:
  case FUSE_RT_TIME_SPACE:
    fuse_rt_message_append(out, item.text);
    return true;
  case FUSE_RT_TIME_COMPOSED:
    return write_items(out, item.text, moment);
  case FUSE_RT_TIME_NUMBER:
    write_number(out, item.letter, item.padding, fuse_rt_time_number_of(moment, item.letter));
    return true;
  case FUSE_RT_TIME_FRACTION:
    write_fraction(out, item.text, moment->nanoseconds);
    return true;
  case FUSE_RT_TIME_OFFSET:
    return write_offset(out, item.text);
  case FUSE_RT_TIME_OTHER:
    return write_other(out, item.letter, moment);
  }
  __builtin_unreachable();
}

static bool write_items(fuse_rt_str **out, fuse_rt_text format, const fuse_rt_moment *moment) {
  for (;;) {
    fuse_rt_time_item item = fuse_rt_time_next(&format);
    if (item.kind == FUSE_RT_TIME_END)
      return true;
    if (!write_item(out, item, moment))
      return false;
  }
}

fuse_rt_error *fuse_rt_time_format(int64_t epoch_ms, const fuse_rt_str *format, fuse_rt_str **out) {
  fuse_rt_moment moment = fuse_rt_moment_of(epoch_ms);
  if (moment.year < FUSE_RT_MIN_YEAR || moment.year > FUSE_RT_MAX_YEAR)
    return fuse_rt_message_constant("time.format invalid epoch milliseconds");
  fuse_rt_str *text = fuse_rt_array_alloc(0, 1);
  if (!write_items(&text, fuse_rt_text_of_str(format), &moment)) {
    fuse_rt_array_free(text);
    return fuse_rt_message_constant("time.format invalid format");
  }
  *out = text;
  return NULL;
}
