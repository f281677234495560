/* Values of `any` as text: what print shows, and the names of types. */
#include "any.h"
#include "builder.h"
#include "map.h"
#include "message.h"

static void put_text(fuse_rt_str **out, const fuse_rt_any *value);

/* Elements from `first` on, with ", " between them. */
static void put_list(fuse_rt_str **out, const fuse_rt_any *value, int64_t first) {
  const fuse_rt_any *elements = fuse_rt_any_elements(value);
  for (int64_t i = first; i < fuse_rt_any_length(value); i++) {
    if (i > first)
      fuse_rt_builder_put_constant(out, ", ");
    put_text(out, &elements[i]);
  }
}

static void put_map(fuse_rt_str **out, const fuse_rt_map *map) {
  for (int64_t slot = 0; slot < map->header.length; slot++) {
    if (slot > 0)
      fuse_rt_builder_put_constant(out, ", ");
    fuse_rt_builder_put_str(out, fuse_rt_map_key_at(map, slot));
    fuse_rt_builder_put_constant(out, ": ");
    put_text(out, fuse_rt_map_value_at(map, slot));
  }
}

/* Only a message is shown of a struct. */
static void put_struct(fuse_rt_str **out, const fuse_rt_any *value) {
  static const struct {
    fuse_rt_str header;
    char text[8];
  } message = {{0, 7, 0}, "message"};
  const fuse_rt_str *name = fuse_rt_any_shape(value)->name;
  int64_t field = fuse_rt_any_find_field(value, &message.header);
  if (field < 0 || fuse_rt_any_elements(value)[1 + field].kind != FUSE_RT_STR) {
    fuse_rt_builder_put_char(out, '<');
    fuse_rt_builder_put_str(out, name);
    fuse_rt_builder_put_char(out, '>');
    return;
  }
  fuse_rt_builder_put_str(out, name);
  fuse_rt_builder_put_char(out, '(');
  fuse_rt_builder_put_str(out, fuse_rt_any_elements(value)[1 + field].object);
  fuse_rt_builder_put_char(out, ')');
}

static void put_enum(fuse_rt_str **out, const fuse_rt_any *value) {
  fuse_rt_builder_put_str(out, fuse_rt_any_shape(value)->name);
  fuse_rt_builder_put_char(out, '.');
  fuse_rt_builder_put_str(out, fuse_rt_any_variant(value));
  if (fuse_rt_any_length(value) == 1)
    return;
  fuse_rt_builder_put_char(out, '(');
  put_list(out, value, 1);
  fuse_rt_builder_put_char(out, ')');
}

static void put_result(fuse_rt_str **out, const fuse_rt_any *value) {
  fuse_rt_builder_put_constant(out, fuse_rt_any_elements(value)[0].integer ? "Ok(" : "Err(");
  put_text(out, &fuse_rt_any_elements(value)[1]);
  fuse_rt_builder_put_char(out, ')');
}

static void put_counted(fuse_rt_str **out, const fuse_rt_any *value) {
  switch (value->kind) {
  case FUSE_RT_STR:
  case FUSE_RT_HTML:
    fuse_rt_builder_put_str(out, value->object);
    return;
  case FUSE_RT_BYTES:
    fuse_rt_builder_put_base64(out, value->object);
    return;
  case FUSE_RT_LIST:
    fuse_rt_builder_put_char(out, '[');
    put_list(out, value, 0);
    fuse_rt_builder_put_char(out, ']');
    return;
  case FUSE_RT_MAP:
    fuse_rt_builder_put_char(out, '{');
    put_map(out, value->object);
    fuse_rt_builder_put_char(out, '}');
    return;
  case FUSE_RT_STRUCT:
    put_struct(out, value);
    return;
  case FUSE_RT_ENUM:
    put_enum(out, value);
    return;
  case FUSE_RT_RESULT:
    put_result(out, value);
    return;
  default:
    fuse_rt_builder_put_constant(out, value->kind == FUSE_RT_TASK ? "<task>" : "<query>");
  }
}

static void put_text(fuse_rt_str **out, const fuse_rt_any *value) {
  switch (value->kind) {
  case FUSE_RT_NULL:
    fuse_rt_builder_put_constant(out, "null");
    return;
  case FUSE_RT_UNIT:
    fuse_rt_builder_put_constant(out, "()");
    return;
  case FUSE_RT_BOOL:
    fuse_rt_builder_put_constant(out, value->integer ? "true" : "false");
    return;
  case FUSE_RT_INT:
    fuse_rt_builder_put_int(out, value->integer);
    return;
  case FUSE_RT_FLOAT:
    fuse_rt_builder_put_float(out, value->number);
    return;
  case FUSE_RT_NAMED:
    fuse_rt_builder_put_str(out, ((const fuse_rt_named *)value->object)->text);
    return;
  default:
    put_counted(out, value);
  }
}

fuse_rt_str *fuse_rt_any_text(const fuse_rt_any *value) {
  if (value->kind == FUSE_RT_STR || value->kind == FUSE_RT_HTML) {
    fuse_rt_array_retain(value->object);
    return value->object;
  }
  fuse_rt_str *out = fuse_rt_builder_new();
  put_text(&out, value);
  return out;
}

static const char *constant_type_name(int64_t kind) {
  switch (kind) {
  case FUSE_RT_NULL:
    return "Null";
  case FUSE_RT_UNIT:
    return "Unit";
  case FUSE_RT_BOOL:
    return "Bool";
  case FUSE_RT_INT:
    return "Int";
  case FUSE_RT_FLOAT:
    return "Float";
  case FUSE_RT_STR:
    return "String";
  case FUSE_RT_BYTES:
    return "Bytes";
  case FUSE_RT_HTML:
    return "Html";
  case FUSE_RT_LIST:
    return "List";
  case FUSE_RT_MAP:
    return "Map";
  case FUSE_RT_RESULT:
    return "Result";
  case FUSE_RT_TASK:
    return "Task";
  default:
    return "Query";
  }
}

/* Borrowed from the value or constant. */
static fuse_rt_text type_name(const fuse_rt_any *value) {
  switch (value->kind) {
  case FUSE_RT_STRUCT:
  case FUSE_RT_ENUM:
    return fuse_rt_text_of_str(fuse_rt_any_shape(value)->name);
  case FUSE_RT_NAMED:
    return fuse_rt_text_of_str(((const fuse_rt_named *)value->object)->type_name);
  default:
    return fuse_rt_text_of(constant_type_name(value->kind));
  }
}

fuse_rt_str *fuse_rt_any_type_name(const fuse_rt_any *value) { return fuse_rt_text_to_str(type_name(value)); }

fuse_rt_error *fuse_rt_any_mismatch(const fuse_rt_str *expected, const fuse_rt_any *value) {
  fuse_rt_text parts[] = {fuse_rt_text_of("type mismatch: expected "), fuse_rt_text_of_str(expected), fuse_rt_text_of(", got "),
                          type_name(value)};
  return fuse_rt_message_error(4, parts);
}
