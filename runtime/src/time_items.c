/* The format language of time.format and time.parse. */
#include "time_items.h"

const char *const fuse_rt_month_names[12] = {"January", "February", "March",     "April",   "May",      "June",
                                             "July",    "August",   "September", "October", "November", "December"};
const char *const fuse_rt_weekday_names[7] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

static const fuse_rt_time_number numbers[] = {
    {'Y', '0', 4, 4}, {'C', '0', 2, 2}, {'y', '0', 2, 2}, {'G', '0', 4, 4}, {'g', '0', 2, 2}, {'m', '0', 2, 2},
    {'d', '0', 2, 2}, {'e', ' ', 2, 2}, {'U', '0', 2, 2}, {'W', '0', 2, 2}, {'V', '0', 2, 2}, {'w', '0', 1, 1},
    {'u', '0', 1, 1}, {'j', '0', 3, 3}, {'H', '0', 2, 2}, {'k', ' ', 2, 2}, {'I', '0', 2, 2}, {'l', ' ', 2, 2},
    {'M', '0', 2, 2}, {'S', '0', 2, 2}, {'f', '0', 9, 9}, {'s', 0, 1, 20},
};

static const struct {
  char letter;
  const char *format;
} composed[] = {
    {'h', "%b"},    {'D', "%m/%d/%y"}, {'x', "%m/%d/%y"}, {'F', "%Y-%m-%d"},    {'v', "%e-%b-%Y"},
    {'R', "%H:%M"}, {'T', "%H:%M:%S"}, {'X', "%H:%M:%S"}, {'r', "%I:%M:%S %p"}, {'c', "%a %b %e %H:%M:%S %Y"},
    {'t', "\t"},    {'n', "\n"},
};

/* What a specifier may be that has more than one letter. */
static const char *const fractions[] = {".f", ".3f", ".6f", ".9f", "3f", "6f", "9f"};
static const char *const offsets[] = {"z", ":z", "::z", ":::z", "#z"};

const fuse_rt_time_number *fuse_rt_time_find_number(char letter) {
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
    if (numbers[i].letter == letter)
      return &numbers[i];
  return NULL;
}

static bool starts_with(fuse_rt_text text, const char *prefix) {
  size_t length = strlen(prefix);
  return text.length >= length && memcmp(text.data, prefix, length) == 0;
}

static fuse_rt_text take(fuse_rt_text *text, size_t length) {
  fuse_rt_text taken = {text->data, length};
  text->data += length;
  text->length -= length;
  return taken;
}

/* The item that one of the longer specifiers at the front makes; false when there is none. */
static bool take_long(fuse_rt_text *format, fuse_rt_time_kind kind, const char *const *names, size_t count,
                      fuse_rt_time_item *item) {
  for (size_t i = 0; i < count; i++) {
    if (!starts_with(*format, names[i]))
      continue;
    *item = (fuse_rt_time_item){.kind = kind, .text = take(format, strlen(names[i]))};
    return true;
  }
  return false;
}

static fuse_rt_time_item take_specifier(fuse_rt_text *format) {
  fuse_rt_time_item item = {.kind = FUSE_RT_TIME_INVALID};
  if (take_long(format, FUSE_RT_TIME_FRACTION, fractions, sizeof fractions / sizeof fractions[0], &item) ||
      take_long(format, FUSE_RT_TIME_OFFSET, offsets, sizeof offsets / sizeof offsets[0], &item))
    return item;
  if (format->length > 1 && (format->data[0] == '-' || format->data[0] == '_' || format->data[0] == '0'))
    item.padding = take(format, 1).data[0];
  if (format->length == 0)
    return item;
  fuse_rt_text specifier = take(format, 1);
  item.letter = specifier.data[0];
  if (fuse_rt_time_find_number(item.letter) != NULL) {
    item.kind = FUSE_RT_TIME_NUMBER;
  } else if (item.padding != 0) {
    return item;
  } else if (item.letter == '%') {
    item.kind = FUSE_RT_TIME_LITERAL;
    item.text = specifier;
  } else if (item.letter != '\0' && strchr("bBaApPZ+", item.letter) != NULL) {
    item.kind = FUSE_RT_TIME_OTHER;
  } else {
    for (size_t i = 0; i < sizeof composed / sizeof composed[0]; i++)
      if (composed[i].letter == item.letter) {
        item.kind = FUSE_RT_TIME_COMPOSED;
        item.text = fuse_rt_text_of(composed[i].format);
      }
  }
  return item;
}

fuse_rt_time_item fuse_rt_time_next(fuse_rt_text *format) {
  if (format->length == 0)
    return (fuse_rt_time_item){.kind = FUSE_RT_TIME_END};
  if (format->data[0] == '%') {
    take(format, 1);
    return take_specifier(format);
  }
  size_t spaces = 0;
  size_t size;
  fuse_rt_text rest = *format;
  while ((size = fuse_rt_text_space(rest)) > 0) {
    take(&rest, size);
    spaces += size;
  }
  if (spaces > 0)
    return (fuse_rt_time_item){.kind = FUSE_RT_TIME_SPACE, .text = take(format, spaces)};
  size_t length = 0;
  for (; rest.length > 0 && rest.data[0] != '%' && fuse_rt_text_space(rest) == 0; length++)
    take(&rest, 1);
  return (fuse_rt_time_item){.kind = FUSE_RT_TIME_LITERAL, .text = take(format, length)};
}

int64_t fuse_rt_time_number_of(const fuse_rt_moment *moment, char letter) {
  switch (letter) {
  case 'Y':
    return moment->year;
  case 'C':
    return fuse_rt_floor_div(moment->year, 100);
  case 'y':
    return fuse_rt_floor_rem(moment->year, 100);
  case 'G':
    return moment->iso_year;
  case 'g':
    return fuse_rt_floor_rem(moment->iso_year, 100);
  case 'm':
    return moment->month;
  case 'd':
  case 'e':
    return moment->day;
  case 'U':
    return (moment->ordinal - (moment->weekday + 1) % 7 + 6) / 7;
  case 'W':
    return (moment->ordinal - moment->weekday + 6) / 7;
  case 'V':
    return moment->iso_week;
  case 'w':
    return (moment->weekday + 1) % 7;
  case 'u':
    return moment->weekday + 1;
  case 'j':
    return moment->ordinal;
  case 'H':
  case 'k':
    return moment->hour;
  case 'I':
  case 'l':
    return (moment->hour + 11) % 12 + 1;
  case 'M':
    return moment->minute;
  case 'S':
    return moment->second;
  case 'f':
    return moment->nanoseconds;
  default:
    return moment->epoch_s;
  }
}
