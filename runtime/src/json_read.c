/* Reading the values of an indexed JSON text: what the code calls that is generated for declared types.
 *
 * The text is known to be valid, so nothing is checked but what a value is.
 */
#include "any.h"
#include "builder.h"
#include "json_index.h"
#include "json_part.h"
#include "json_scan.h"

static uint32_t entry_of(const fuse_rt_bytes *index, int64_t at) { return fuse_rt_json_words(index)[at]; }

/* A place of the text, and what is behind it. */
static fuse_rt_text text_from(const fuse_rt_str *text, uint32_t place) {
  return (fuse_rt_text){(const char *)FUSE_RT_ELEMENTS(text) + place, (size_t)text->length - place};
}

/* The first byte of a value; `[` for what has a block. */
static char first_byte(const fuse_rt_str *text, uint32_t entry) {
  return fuse_rt_json_is_block(entry) ? '[' : ((const char *)FUSE_RT_ELEMENTS(text))[entry];
}

/* ---- arrays and objects ---- */

static int64_t entries_of(const fuse_rt_bytes *index, int64_t at, bool is_object) {
  uint32_t entry = entry_of(index, at);
  if (!fuse_rt_json_is_block(entry))
    return -1;
  uint32_t block = fuse_rt_json_block_of(entry);
  bool has_members = (fuse_rt_json_words(index)[block + 1] & FUSE_RT_JSON_MARK) != 0;
  return has_members == is_object ? (int64_t)block + FUSE_RT_JSON_BLOCK : -1;
}

int64_t fuse_rt_json_elements(const fuse_rt_bytes *index, int64_t at) { return entries_of(index, at, false); }

int64_t fuse_rt_json_members(const fuse_rt_bytes *index, int64_t at) { return entries_of(index, at, true); }

int64_t fuse_rt_json_count(const fuse_rt_bytes *index, int64_t first) {
  return fuse_rt_json_words(index)[first - 1] & ~FUSE_RT_JSON_MARK;
}

static fuse_rt_json_string string_at(const fuse_rt_str *text, uint32_t place) {
  fuse_rt_text rest = text_from(text, place);
  fuse_rt_json_string string = {{rest.data, 0}, false};
  const char *problem;
  fuse_rt_json_scan_string(rest.data, rest.data + rest.length, &string, &problem);
  return string;
}

/* The order of a string with escapes and a name. */
static int order_escaped(fuse_rt_json_string string, fuse_rt_text name) {
  fuse_rt_str *value = fuse_rt_json_string_value(string);
  int order = fuse_rt_text_compare(fuse_rt_text_of_str(value), name);
  fuse_rt_str_release(value);
  return order;
}

/* The order of the string whose text starts at a place, and a name, which has no quote and no backslash. */
static int order_of(const fuse_rt_str *text, uint32_t place, const fuse_rt_str *name) {
  fuse_rt_text rest = text_from(text, place);
  fuse_rt_text wanted = fuse_rt_text_of_str(name);
  bool is_same =
      rest.length > wanted.length && rest.data[wanted.length] == '"' && fuse_rt_words_equal(rest.data, wanted.data, wanted.length);
  if (is_same)
    return 0;
  fuse_rt_json_string string = string_at(text, place);
  return string.is_escaped ? order_escaped(string, wanted) : fuse_rt_text_compare(string.text, wanted);
}

int64_t fuse_rt_json_order(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t member, int64_t end,
                           const fuse_rt_str *name) {
  return member == end ? 1 : order_of(text, entry_of(index, member), name);
}

fuse_rt_str *fuse_rt_json_key(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t member) {
  return fuse_rt_json_string_value(string_at(text, entry_of(index, member)));
}

int64_t fuse_rt_json_find(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t first, const fuse_rt_str *name) {
  int64_t end = first + 2 * fuse_rt_json_count(index, first);
  for (int64_t member = first; member < end; member += 2)
    if (order_of(text, entry_of(index, member), name) == 0)
      return member + 1;
  return -1;
}

/* ---- scalars ---- */

bool fuse_rt_json_is_null(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at) {
  return first_byte(text, entry_of(index, at)) == 'n';
}

bool fuse_rt_json_is_string(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at) {
  return at >= 0 && first_byte(text, entry_of(index, at)) == '"';
}

int64_t fuse_rt_json_read_bool(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at) {
  char first = first_byte(text, entry_of(index, at));
  return first == 't' ? 1 : first == 'f' ? 0 : -1;
}

/* Whether a value is a number, and which. */
static bool number_at(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at, fuse_rt_json_number *out) {
  uint32_t entry = entry_of(index, at);
  char first = first_byte(text, entry);
  if (first != '-' && !fuse_rt_json_is_digit(first))
    return false;
  fuse_rt_text rest = text_from(text, entry);
  return fuse_rt_json_scan_number(rest.data, rest.data + rest.length, out) != NULL;
}

void fuse_rt_json_read_int(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at, fuse_rt_optional_int *out) {
  *out = (fuse_rt_optional_int){false, 0};
  fuse_rt_json_number number;
  if (!number_at(text, index, at, &number))
    return;
  if (number.is_integer) {
    out->present = fuse_rt_json_int_value(number.text, &out->value);
    return;
  }
  double value = fuse_rt_json_float_value(number.text);
  if (value >= -0x1p63 && value < 0x1p63 && (double)(int64_t)value == value)
    *out = (fuse_rt_optional_int){true, (int64_t)value};
}

void fuse_rt_json_read_float(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at, fuse_rt_optional_float *out) {
  *out = (fuse_rt_optional_float){false, 0};
  fuse_rt_json_number number;
  if (!number_at(text, index, at, &number))
    return;
  double value = fuse_rt_json_float_value(number.text);
  /* An integer has no zero below zero. */
  *out = (fuse_rt_optional_float){true, number.is_integer && value == 0 ? 0 : value};
}

fuse_rt_str *fuse_rt_json_read_string(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at) {
  uint32_t entry = entry_of(index, at);
  return first_byte(text, entry) == '"' ? fuse_rt_json_string_value(string_at(text, entry + 1)) : NULL;
}

bool fuse_rt_json_equals(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at, const fuse_rt_str *wanted) {
  return order_of(text, entry_of(index, at) + 1, wanted) == 0;
}

/* ---- what has no type ---- */

void fuse_rt_json_read_untyped(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at, fuse_rt_any *out) {
  uint32_t entry = entry_of(index, at);
  if (fuse_rt_json_is_block(entry))
    entry = fuse_rt_json_words(index)[fuse_rt_json_block_of(entry)];
  fuse_rt_json_decode_text(text_from(text, entry), true, out);
}

/* ---- paths ---- */

/* The words of a block. */
static int64_t block_end(const fuse_rt_bytes *index, uint32_t block) {
  uint32_t count = fuse_rt_json_words(index)[block + 1];
  int64_t width = (count & FUSE_RT_JSON_MARK) != 0 ? 2 : 1;
  return (int64_t)block + FUSE_RT_JSON_BLOCK + width * (count & ~FUSE_RT_JSON_MARK);
}

/* The entry of the block that has word `at`, or of what it is in: as blocks follow what they contain, the first that ends behind
 * it. */
static int64_t entry_towards(const fuse_rt_bytes *index, uint32_t block, int64_t at) {
  const uint32_t *words = fuse_rt_json_words(index);
  int64_t width = (words[block + 1] & FUSE_RT_JSON_MARK) != 0 ? 2 : 1;
  int64_t found = at;
  int64_t found_end = INT64_MAX;
  for (int64_t entry = (int64_t)block + FUSE_RT_JSON_BLOCK + width - 1; entry < block_end(index, block); entry += width) {
    if (entry == at)
      return at;
    if (!fuse_rt_json_is_block(words[entry]))
      continue;
    int64_t end = block_end(index, fuse_rt_json_block_of(words[entry]));
    if (end > at && end < found_end) {
      found = entry;
      found_end = end;
    }
  }
  return found;
}

static void put_step(fuse_rt_str **out, const fuse_rt_str *text, const fuse_rt_bytes *index, uint32_t block, int64_t entry) {
  const uint32_t *words = fuse_rt_json_words(index);
  if ((words[block + 1] & FUSE_RT_JSON_MARK) == 0) {
    fuse_rt_builder_put_char(out, '[');
    fuse_rt_builder_put_int(out, entry - (int64_t)block - FUSE_RT_JSON_BLOCK);
    fuse_rt_builder_put_char(out, ']');
    return;
  }
  fuse_rt_str *key = fuse_rt_json_key(text, index, entry - 1);
  fuse_rt_builder_put_char(out, '.');
  fuse_rt_builder_put_str(out, key);
  fuse_rt_str_release(key);
}

fuse_rt_str *fuse_rt_json_path(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at, const fuse_rt_str *root) {
  fuse_rt_str *out = fuse_rt_builder_new();
  fuse_rt_builder_put_str(&out, root);
  for (int64_t entry = FUSE_RT_JSON_ROOT; entry != at;) {
    uint32_t block = fuse_rt_json_block_of(entry_of(index, entry));
    entry = entry_towards(index, block, at);
    put_step(&out, text, index, block, entry);
  }
  return out;
}
