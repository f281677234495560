/* Values as JSON text: compact, keys sorted by their bytes. */
#include "any.h"
#include "builder.h"
#include "json_quote.h"
#include "map.h"
#include "members.h"

#include <math.h>

static void put_value(fuse_rt_str **out, const fuse_rt_any *value);

static void put_float(fuse_rt_str **out, double value) {
  if (!isfinite(value))
    fuse_rt_builder_put_constant(out, "null");
  else if (value >= -0x1p63 && value < 0x1p63 && trunc(value) == value)
    fuse_rt_builder_put_int(out, (int64_t)value);
  else
    fuse_rt_builder_put_float(out, value);
}

static void put_quoted(fuse_rt_str **out, const fuse_rt_str *s) { fuse_rt_json_quote(out, fuse_rt_text_of_str(s)); }

/* The elements from `first` on as an array. */
static void put_array(fuse_rt_str **out, const fuse_rt_any *value, int64_t first) {
  const fuse_rt_any *elements = fuse_rt_any_elements(value);
  fuse_rt_builder_put_char(out, '[');
  for (int64_t i = first; i < fuse_rt_any_length(value); i++) {
    if (i > first)
      fuse_rt_builder_put_char(out, ',');
    put_value(out, &elements[i]);
  }
  fuse_rt_builder_put_char(out, ']');
}

static void put_members(fuse_rt_str **out, fuse_rt_member *members, int64_t n) {
  fuse_rt_members_sort(members, n);
  fuse_rt_builder_put_char(out, '{');
  for (int64_t i = 0; i < n; i++) {
    if (i > 0)
      fuse_rt_builder_put_char(out, ',');
    fuse_rt_json_quote(out, members[i].key);
    fuse_rt_builder_put_char(out, ':');
    put_value(out, members[i].value);
  }
  fuse_rt_builder_put_char(out, '}');
}

/* The members of a map or a struct as an object. */
static void put_object(fuse_rt_str **out, const fuse_rt_any *value) {
  const fuse_rt_map *map = value->kind == FUSE_RT_MAP ? value->object : NULL;
  int64_t n = map != NULL ? map->header.length : fuse_rt_any_length(value) - 1;
  fuse_rt_member small[2 * FUSE_RT_MEMBERS_SMALL];
  fuse_rt_array *large;
  fuse_rt_member *members = fuse_rt_members_room(n, small, &large);
  for (int64_t i = 0; i < n; i++) {
    if (map != NULL)
      members[i] = (fuse_rt_member){fuse_rt_text_of_str(fuse_rt_map_key_at(map, i)), fuse_rt_map_value_at(map, i)};
    else
      members[i] = (fuse_rt_member){fuse_rt_text_of_str(fuse_rt_any_shape(value)->names[i]), &fuse_rt_any_elements(value)[1 + i]};
  }
  put_members(out, members, n);
  if (large != NULL)
    fuse_rt_array_free(large);
}

static void put_enum(fuse_rt_str **out, const fuse_rt_any *value) {
  int64_t payload = fuse_rt_any_length(value) - 1;
  fuse_rt_builder_put_char(out, '{');
  if (payload > 0) {
    fuse_rt_builder_put_constant(out, "\"data\":");
    if (payload == 1)
      put_value(out, &fuse_rt_any_elements(value)[1]);
    else
      put_array(out, value, 1);
    fuse_rt_builder_put_char(out, ',');
  }
  fuse_rt_builder_put_constant(out, "\"type\":");
  put_quoted(out, fuse_rt_any_variant(value));
  fuse_rt_builder_put_char(out, '}');
}

static void put_counted(fuse_rt_str **out, const fuse_rt_any *value) {
  switch (value->kind) {
  case FUSE_RT_STR:
  case FUSE_RT_HTML:
    put_quoted(out, value->object);
    return;
  case FUSE_RT_BYTES:
    fuse_rt_builder_put_char(out, '"');
    fuse_rt_builder_put_base64(out, value->object);
    fuse_rt_builder_put_char(out, '"');
    return;
  case FUSE_RT_LIST:
    put_array(out, value, 0);
    return;
  case FUSE_RT_MAP:
  case FUSE_RT_STRUCT:
    put_object(out, value);
    return;
  case FUSE_RT_ENUM:
    put_enum(out, value);
    return;
  case FUSE_RT_RESULT:
    put_value(out, &fuse_rt_any_elements(value)[1]);
    return;
  default:
    fuse_rt_builder_put_constant(out, value->kind == FUSE_RT_TASK ? "\"<task>\"" : "\"<query>\"");
  }
}

static void put_value(fuse_rt_str **out, const fuse_rt_any *value) {
  switch (value->kind) {
  case FUSE_RT_NULL:
  case FUSE_RT_UNIT:
    fuse_rt_builder_put_constant(out, "null");
    return;
  case FUSE_RT_BOOL:
    fuse_rt_builder_put_constant(out, value->integer ? "true" : "false");
    return;
  case FUSE_RT_INT:
    fuse_rt_builder_put_int(out, value->integer);
    return;
  case FUSE_RT_FLOAT:
    put_float(out, value->number);
    return;
  case FUSE_RT_NAMED:
    put_quoted(out, ((const fuse_rt_named *)value->object)->plain);
    return;
  default:
    put_counted(out, value);
  }
}

fuse_rt_str *fuse_rt_json_encode(const fuse_rt_any *value) {
  fuse_rt_str *out = fuse_rt_builder_new();
  put_value(&out, value);
  return out;
}

fuse_rt_str *fuse_rt_json_put_any(fuse_rt_str *out, const fuse_rt_any *value) {
  out = fuse_rt_builder_of(out);
  put_value(&out, value);
  return out;
}

fuse_rt_str *fuse_rt_json_put_str(fuse_rt_str *out, const fuse_rt_str *s) {
  out = fuse_rt_builder_of(out);
  put_quoted(&out, s);
  return out;
}

fuse_rt_str *fuse_rt_json_put_int(fuse_rt_str *out, int64_t value) {
  out = fuse_rt_builder_of(out);
  fuse_rt_builder_put_int(&out, value);
  return out;
}

fuse_rt_str *fuse_rt_json_put_float(fuse_rt_str *out, double value) {
  out = fuse_rt_builder_of(out);
  put_float(&out, value);
  return out;
}
