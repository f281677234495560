/* time.parse: text as times.
 *
 * The whole text is read. Then, in this order: a date and time with an offset, a date and time (in UTC), a date alone (midnight
 * UTC). Every field that was read has to agree with the result.
 */
#include "object.h"
#include "time_items.h"

/* The fields that can be read: the letters of numbers, and `p` half of the day, `z` offset in seconds. */
typedef struct time_fields {
  bool present[128];
  int64_t values[128];
} time_fields;

static const struct {
  char letter;
  int64_t low;
  int64_t high;
} limits[] = {
    {'C', 0, 99}, {'y', 0, 99}, {'g', 0, 99},  {'m', 1, 12}, {'d', 1, 31}, {'U', 0, 53}, {'W', 0, 53}, {'V', 1, 53},
    {'w', 0, 6},  {'u', 1, 7},  {'j', 1, 366}, {'H', 0, 23}, {'I', 1, 12}, {'M', 0, 59}, {'S', 0, 60}, {'f', 0, 999999999},
};

static bool has(const time_fields *fields, char letter) { return fields->present[(int)letter]; }

static int64_t get(const time_fields *fields, char letter) { return fields->values[(int)letter]; }

/* False when the value cannot be one of the field, or the field has another. */
static bool set(time_fields *fields, char letter, int64_t value) {
  for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
    if (limits[i].letter == letter && (value < limits[i].low || value > limits[i].high))
      return false;
  if (has(fields, letter))
    return get(fields, letter) == value;
  fields->present[(int)letter] = true;
  fields->values[(int)letter] = value;
  return true;
}

/* ---- reading -------------------------------------------------------------------------------------------------------------- */

static void skip(fuse_rt_text *text, size_t length) {
  text->data += length;
  text->length -= length;
}

static void skip_spaces(fuse_rt_text *text) {
  size_t size;
  while ((size = fuse_rt_text_space(*text)) > 0)
    skip(text, size);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c; }

static size_t count_digits(fuse_rt_text text) {
  size_t n = 0;
  while (n < text.length && is_digit(text.data[n]))
    n++;
  return n;
}

/* Whether the text starts with `length` letters of `name`, in any case. */
static bool starts_with(fuse_rt_text text, const char *name, size_t length) {
  if (text.length < length)
    return false;
  for (size_t i = 0; i < length; i++)
    if (lower(text.data[i]) != lower(name[i]))
      return false;
  return true;
}

static bool read_number(fuse_rt_text *text, char letter, time_fields *fields) {
  enum { LONGEST = 20 };
  skip_spaces(text);
  bool may_have_sign = letter == 'Y' || letter == 'G' || letter == 's';
  char sign = may_have_sign && text->length > 0 && (text->data[0] == '+' || text->data[0] == '-') ? text->data[0] : 0;
  if (sign != 0)
    skip(text, 1);
  size_t length = count_digits(*text);
  size_t most = fuse_rt_time_find_number(letter)->most;
  if (sign == 0 && length > most)
    length = most;
  if (length == 0 || length > LONGEST)
    return false;
  int64_t value = 0;
  /* What does not fit is no year and no time either. */
  for (size_t i = 0; i < length; i++)
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, text->data[i] - '0', &value))
      return false;
  skip(text, length);
  char field = letter == 'e' ? 'd' : letter == 'k' ? 'H' : letter == 'l' ? 'I' : letter;
  return set(fields, field, sign == '-' ? -value : value);
}

static bool read_fraction(fuse_rt_text *text, fuse_rt_text specifier, time_fields *fields) {
  size_t length;
  if (specifier.data[0] == '.') {
    /* A fraction that is not there is none. */
    if (text->length == 0 || text->data[0] != '.')
      return true;
    skip(text, 1);
    length = count_digits(*text);
  } else {
    length = (size_t)(specifier.data[0] - '0');
    if (count_digits(*text) < length)
      return false;
  }
  if (length == 0)
    return false;
  int64_t nanoseconds = 0;
  for (size_t i = 0; i < 9; i++)
    nanoseconds = nanoseconds * 10 + (i < length ? text->data[i] - '0' : 0);
  skip(text, length);
  return set(fields, 'f', nanoseconds);
}

/* One of the names, or its first three letters; `is_long`: the whole name comes first. */
static bool read_name(fuse_rt_text *text, const char *const *names, int count, bool is_long, char field, time_fields *fields) {
  for (int i = 0; i < count; i++) {
    size_t whole = strlen(names[i]);
    size_t length = is_long && starts_with(*text, names[i], whole) ? whole : 3;
    if (!starts_with(*text, names[i], length))
      continue;
    skip(text, length);
    return set(fields, field, i + 1);
  }
  return false;
}

/* Two digits off the front; -1 when they are not there. */
static int64_t read_two_digits(fuse_rt_text *text) {
  if (count_digits(*text) < 2)
    return -1;
  int64_t value = (text->data[0] - '0') * 10 + (text->data[1] - '0');
  skip(text, 2);
  return value;
}

/* `+hh:mm`, the colon optional; `is_short`: also `+hh` and `Z`. */
static bool read_offset(fuse_rt_text *text, bool is_short, time_fields *fields) {
  static const char minus_sign[] = "\xe2\x88\x92"; /* U+2212 */
  skip_spaces(text);
  if (is_short && starts_with(*text, "z", 1)) {
    skip(text, 1);
    return set(fields, 'z', 0);
  }
  bool is_negative = true;
  if (starts_with(*text, minus_sign, 3))
    skip(text, 3);
  else if (text->length > 0 && (text->data[0] == '+' || text->data[0] == '-')) {
    is_negative = text->data[0] == '-';
    skip(text, 1);
  } else
    return false;
  int64_t hours = read_two_digits(text);
  if (hours < 0)
    return false;
  for (size_t size; text->length > 0 && (size = text->data[0] == ':' ? 1 : fuse_rt_text_space(*text)) > 0;)
    skip(text, size);
  int64_t minutes = read_two_digits(text);
  if (minutes < 0 && is_short)
    minutes = 0;
  int64_t seconds = hours * 3600 + minutes * 60;
  if (minutes < 0 || minutes > 59 || seconds >= FUSE_RT_DAY_SECONDS)
    return false;
  return set(fields, 'z', is_negative ? -seconds : seconds);
}

static bool read_items(fuse_rt_text *text, fuse_rt_text format, time_fields *fields);

static bool read_other(fuse_rt_text *text, char letter, time_fields *fields) {
  switch (letter) {
  case 'b':
  case 'B':
    return read_name(text, fuse_rt_month_names, 12, letter == 'B', 'm', fields);
  case 'a':
  case 'A':
    return read_name(text, fuse_rt_weekday_names, 7, letter == 'A', 'u', fields);
  case 'p':
  case 'P': {
    bool is_pm = starts_with(*text, "pm", 2);
    if (!is_pm && !starts_with(*text, "am", 2))
      return false;
    skip(text, 2);
    return set(fields, 'p', is_pm);
  }
  case 'Z':
    while (text->length > 0 && fuse_rt_text_space(*text) == 0)
      skip(text, 1);
    return true;
  default: { /* + */
    fuse_rt_text before = fuse_rt_text_of("%Y-%m-%d");
    if (!read_items(text, before, fields) || !starts_with(*text, "T", 1))
      return false;
    skip(text, 1);
    return read_items(text, fuse_rt_text_of("%H:%M:%S%.f%#z"), fields);
  }
  }
}

static bool read_item(fuse_rt_text *text, fuse_rt_time_item item, time_fields *fields) {
  switch (item.kind) {
  case FUSE_RT_TIME_END:
  case FUSE_RT_TIME_INVALID:
    return false;
  case FUSE_RT_TIME_LITERAL:
    if (text->length < item.text.length || memcmp(text->data, item.text.data, item.text.length) != 0)
      return false;
    skip(text, item.text.length);
    return true;
  case FUSE_RT_TIME_SPACE:
    skip_spaces(text);
    return true;
  case FUSE_RT_TIME_COMPOSED:
    return read_items(text, item.text, fields);
  case FUSE_RT_TIME_NUMBER:
    return read_number(text, item.letter, fields);
  case FUSE_RT_TIME_FRACTION:
    return read_fraction(text, item.text, fields);
  case FUSE_RT_TIME_OFFSET:
    return read_offset(text, item.text.data[0] == '#', fields);
  case FUSE_RT_TIME_OTHER:
    return read_other(text, item.letter, fields);
  }
  __builtin_unreachable();
}

static bool read_items(fuse_rt_text *text, fuse_rt_text format, time_fields *fields) {
  for (;;) {
    fuse_rt_time_item item = fuse_rt_time_next(&format);
    if (item.kind == FUSE_RT_TIME_END)
      return true;
    if (!read_item(text, item, fields))
      return false;
  }
}

/* ---- resolving ------------------------------------------------------------------------------------------------------------ */

static bool agrees(const time_fields *fields, int64_t days) {
  fuse_rt_moment moment = fuse_rt_moment_of_day(days);
  if (moment.year < FUSE_RT_MIN_YEAR || moment.year > FUSE_RT_MAX_YEAR)
    return false;
  for (const char *letter = "YCyGgmdUWVwuj"; *letter != '\0'; letter++)
    if (has(fields, *letter) && fuse_rt_time_number_of(&moment, *letter) != get(fields, *letter))
      return false;
  return true;
}

/* The time of day; *is_known is false when it was not read in full. The result is false for a contradiction. */
static bool day_seconds(const time_fields *fields, bool *is_known, int64_t *seconds) {
  *is_known = false;
  bool has_hour = has(fields, 'H');
  int64_t hour = get(fields, 'H');
  if (has(fields, 'I') && has(fields, 'p')) {
    int64_t twelve = get(fields, 'I') % 12 + 12 * get(fields, 'p');
    if (has_hour && hour != twelve)
      return false;
    has_hour = true;
    hour = twelve;
  }
  if (!has_hour || !has(fields, 'M') || (has(fields, 'f') && !has(fields, 'S')))
    return true;
  *is_known = true;
  *seconds = hour * 3600 + get(fields, 'M') * 60 + get(fields, 'S');
  return true;
}

/* The year, from the whole one or from two digits and a century; *is_known as above. */
static bool year_of(const time_fields *fields, char whole, char two_digits, bool *is_known, int64_t *year) {
  *is_known = true;
  if (has(fields, whole)) {
    *year = get(fields, whole);
  } else if (has(fields, two_digits)) {
    int64_t usual = get(fields, two_digits) < 70 ? 20 : 19;
    int64_t century = two_digits == 'y' && has(fields, 'C') ? get(fields, 'C') : usual;
    *year = century * 100 + get(fields, two_digits);
  } else {
    *is_known = false;
    return true;
  }
  return *year >= FUSE_RT_MIN_YEAR && *year <= FUSE_RT_MAX_YEAR;
}

/* The date of a day in a week of the year: week 0 is the days before the first day that weeks begin with. */
static int64_t days_from_week(const time_fields *fields, int64_t year, int64_t weekday) {
  bool from_sunday = has(fields, 'U');
  int64_t first = fuse_rt_days_from_date(year, 1, 1);
  int64_t start = fuse_rt_floor_rem(fuse_rt_weekday(first) + from_sunday, 7);
  int64_t position = (weekday + from_sunday) % 7;
  return first - start + position + 7 * (get(fields, from_sunday ? 'U' : 'W') - (start == 0));
}

/* The date; false when what was read does not make one. */
static bool days_of(const time_fields *fields, int64_t *days) {
  bool has_year, has_iso_year;
  int64_t year, iso_year;
  if (!year_of(fields, 'Y', 'y', &has_year, &year) || !year_of(fields, 'G', 'g', &has_iso_year, &iso_year))
    return false;
  bool has_weekday = has(fields, 'u') || has(fields, 'w');
  int64_t weekday = has(fields, 'u') ? get(fields, 'u') - 1 : (get(fields, 'w') + 6) % 7;
  if (has_year && has(fields, 'm') && has(fields, 'd')) {
    if (get(fields, 'd') > fuse_rt_month_days(year, get(fields, 'm')))
      return false;
    *days = fuse_rt_days_from_date(year, get(fields, 'm'), get(fields, 'd'));
  } else if (has_year && has(fields, 'j')) {
    if (get(fields, 'j') > fuse_rt_year_days(year))
      return false;
    *days = fuse_rt_days_from_date(year, 1, 1) + get(fields, 'j') - 1;
  } else if (has_year && has_weekday && (has(fields, 'U') || has(fields, 'W'))) {
    *days = days_from_week(fields, year, weekday);
  } else if (has_iso_year && has(fields, 'V') && has_weekday) {
    *days = fuse_rt_days_from_iso_week(iso_year, get(fields, 'V'), weekday);
  } else {
    return false;
  }
  return agrees(fields, *days);
}

static bool resolve(const time_fields *fields, int64_t *epoch_ms) {
  int64_t offset = get(fields, 'z');
  bool has_seconds;
  int64_t seconds = 0;
  if (!day_seconds(fields, &has_seconds, &seconds))
    return false;
  int64_t epoch_s;
  if (has(fields, 's')) {
    epoch_s = get(fields, 's');
    int64_t local;
    if (__builtin_add_overflow(epoch_s, offset, &local) || !agrees(fields, fuse_rt_floor_div(local, FUSE_RT_DAY_SECONDS)))
      return false;
  } else {
    int64_t days;
    if (!days_of(fields, &days))
      return false;
    epoch_s = days * FUSE_RT_DAY_SECONDS + (has_seconds ? seconds - offset : 0);
  }
  int64_t fraction = has_seconds || has(fields, 's') ? get(fields, 'f') : 0;
  *epoch_ms = epoch_s * 1000 + fraction / 1000000;
  return true;
}

void fuse_rt_time_parse(const fuse_rt_str *text, const fuse_rt_str *format, fuse_rt_optional_int *out) {
  time_fields fields = {0};
  fuse_rt_text rest = fuse_rt_text_of_str(text);
  int64_t epoch_ms = 0;
  bool is_time = read_items(&rest, fuse_rt_text_of_str(format), &fields) && rest.length == 0 && resolve(&fields, &epoch_ms);
  *out = (fuse_rt_optional_int){is_time, is_time ? epoch_ms : 0};
}
