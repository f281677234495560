/* Values as parameters of statements, and their short form in error texts. */
#include "any.h"
#include "builder.h"
#include "database.h"
#include "message.h"

const fuse_rt_any *fuse_rt_database_plain(const fuse_rt_any *value) {
  while (value->kind == FUSE_RT_RESULT)
    value = &fuse_rt_any_elements(value)[1];
  return value;
}

bool fuse_rt_database_is_param(const fuse_rt_any *value) {
  switch (fuse_rt_database_plain(value)->kind) {
  case FUSE_RT_NULL:
  case FUSE_RT_BOOL:
  case FUSE_RT_INT:
  case FUSE_RT_FLOAT:
  case FUSE_RT_STR:
  case FUSE_RT_BYTES:
    return true;
  default:
    return false;
  }
}

static void put_value(fuse_rt_str **out, const fuse_rt_any *value) {
  fuse_rt_str *text = fuse_rt_any_text(value);
  fuse_rt_builder_put_str(out, text);
  fuse_rt_str_release(text);
}

fuse_rt_error *fuse_rt_database_unsupported(const fuse_rt_any *value) {
  fuse_rt_str *text = fuse_rt_builder_new();
  fuse_rt_builder_put_constant(&text, "unsupported db param type ");
  put_value(&text, fuse_rt_database_plain(value));
  return fuse_rt_error_text(text);
}

/* ---- summaries ---- */

/* The character at `p`, well-formed, and its length. */
static uint32_t character_at(const unsigned char *p, size_t *size) {
  *size = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
  uint32_t character = *size == 1 ? *p : *p & (0x7fU >> *size);
  for (size_t i = 1; i < *size; i++)
    character = character << 6 | (p[i] & 0x3fU);
  return character;
}

/* Characters that are not shown as they are: of control, of format, separators, for private use
 * (fuse_mlir/interpreter/database/parameters.py has the same). */
static bool is_hidden(uint32_t c) {
  static const struct {
    uint32_t first;
    uint32_t last;
  } hidden[] = {{0, 0x1f},        {0x7f, 0x9f},     {0xad, 0xad},     {0x200b, 0x200f}, {0x2028, 0x202f},
                {0x205f, 0x206f}, {0xe000, 0xf8ff}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0x10ffff}};
  for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
    if (c >= hidden[i].first && c <= hidden[i].last)
      return true;
  return false;
}

static void put_number_of(fuse_rt_str **out, uint32_t character) {
  char digits[8];
  char *end = digits + sizeof digits;
  char *start = end;
  do
    *--start = "0123456789abcdef"[character & 15];
  while ((character >>= 4) != 0);
  fuse_rt_builder_put_constant(out, "\\u{");
  fuse_rt_builder_put(out, (fuse_rt_text){start, (size_t)(end - start)});
  fuse_rt_builder_put_char(out, '}');
}

static void put_escaped(fuse_rt_str **out, uint32_t character, fuse_rt_text text) {
  static const char plain[] = "\"\\\n\r\t";
  static const char letters[] = "\"\\nrt";
  const char *found = character != 0 && character < 0x80 ? strchr(plain, (int)character) : NULL;
  if (found != NULL || character == 0) {
    fuse_rt_builder_put_char(out, '\\');
    fuse_rt_builder_put_char(out, found == NULL ? '0' : letters[found - plain]);
  } else if (is_hidden(character)) {
    put_number_of(out, character);
  } else {
    fuse_rt_builder_put(out, text);
  }
}

static void put_quoted(fuse_rt_str **out, const fuse_rt_str *s) {
  enum { SHOWN = 48 /* characters */ };
  const unsigned char *p = FUSE_RT_ELEMENTS(s);
  const unsigned char *end = p + s->length;
  fuse_rt_builder_put_char(out, '"');
  for (int shown = 0; p < end; shown++) {
    if (shown == SHOWN) {
      fuse_rt_builder_put_constant(out, "...");
      break;
    }
    size_t size;
    uint32_t character = character_at(p, &size);
    put_escaped(out, character, (fuse_rt_text){(const char *)p, size});
    p += size;
  }
  fuse_rt_builder_put_char(out, '"');
}

static void put_summary(fuse_rt_str **out, const fuse_rt_any *value) {
  value = fuse_rt_database_plain(value);
  switch (value->kind) {
  case FUSE_RT_NULL:
    fuse_rt_builder_put_constant(out, "null");
    return;
  case FUSE_RT_STR:
    fuse_rt_builder_put_constant(out, "string(");
    put_quoted(out, value->object);
    break;
  case FUSE_RT_BYTES:
    fuse_rt_builder_put_constant(out, "bytes(len=");
    fuse_rt_builder_put_int(out, ((const fuse_rt_bytes *)value->object)->length);
    break;
  case FUSE_RT_BOOL:
  case FUSE_RT_INT:
  case FUSE_RT_FLOAT:
    fuse_rt_builder_put_constant(out, value->kind == FUSE_RT_BOOL ? "bool(" : value->kind == FUSE_RT_INT ? "int(" : "float(");
    put_value(out, value);
    break;
  default:
    put_value(out, value);
    fuse_rt_builder_put_constant(out, "(<unsupported>");
  }
  fuse_rt_builder_put_char(out, ')');
}

void fuse_rt_database_put_params(fuse_rt_str **out, const fuse_rt_list *params) {
  const fuse_rt_any *values = FUSE_RT_ELEMENTS(params);
  for (int64_t i = 0; i < params->length; i++) {
    if (i > 0)
      fuse_rt_builder_put_constant(out, ", ");
    put_summary(out, &values[i]);
  }
}
