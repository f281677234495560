/* Reading fields and elements of values of `any`, running over them, calling them. */
#include "any.h"
#include "map.h"
#include "message.h"

static fuse_rt_error *unknown_field(const fuse_rt_str *name) {
  return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of("unknown field "), fuse_rt_text_of_str(name)});
}

fuse_rt_error *fuse_rt_any_field(const fuse_rt_any *value, const fuse_rt_str *name, fuse_rt_any *out) {
  if (value->kind == FUSE_RT_STRUCT) {
    int64_t field = fuse_rt_any_find_field(value, name);
    if (field < 0)
      return unknown_field(name);
    fuse_rt_any_part(value, field, out);
    return NULL;
  }
  if (value->kind == FUSE_RT_NAMED && ((const fuse_rt_named *)value->object)->field != NULL)
    return ((const fuse_rt_named *)value->object)->field(name, out);
  return fuse_rt_message_constant("member access not supported on this value");
}

static fuse_rt_error *list_element(const fuse_rt_any *list, const fuse_rt_any *index, fuse_rt_any *out) {
  if (index->kind != FUSE_RT_INT)
    return fuse_rt_message_constant("list index must be Int");
  if ((uint64_t)index->integer >= (uint64_t)fuse_rt_any_length(list))
    return fuse_rt_message_constant("index out of bounds");
  *out = fuse_rt_any_copy(&fuse_rt_any_elements(list)[index->integer]);
  return NULL;
}

static fuse_rt_error *map_entry(const fuse_rt_map *map, const fuse_rt_any *key, fuse_rt_any *out) {
  if (key->kind != FUSE_RT_STR)
    return fuse_rt_message_constant("map keys must be strings");
  int64_t slot = fuse_rt_map_find(map, key->object);
  *out = slot < 0 ? (fuse_rt_any){.kind = FUSE_RT_NULL} : fuse_rt_any_copy(fuse_rt_map_value_at(map, slot));
  return NULL;
}

fuse_rt_error *fuse_rt_any_index(const fuse_rt_any *value, const fuse_rt_any *index, fuse_rt_any *out) {
  switch (value->kind) {
  case FUSE_RT_LIST:
    return list_element(value, index, out);
  case FUSE_RT_MAP:
    return map_entry(value->object, index, out);
  case FUSE_RT_NULL:
    return fuse_rt_message_constant("null access");
  default:
    return fuse_rt_message_constant("index access not supported on this value");
  }
}

static fuse_rt_list *map_values(const fuse_rt_map *map) {
  fuse_rt_list *values = fuse_rt_array_alloc(map->header.length, sizeof(fuse_rt_any));
  fuse_rt_any *elements = FUSE_RT_ELEMENTS(values);
  for (int64_t slot = 0; slot < map->header.length; slot++)
    elements[slot] = fuse_rt_any_copy(fuse_rt_map_value_at(map, slot));
  return values;
}

static fuse_rt_error *not_iterable(const fuse_rt_any *value) {
  fuse_rt_str *name = fuse_rt_any_type_name(value);
  fuse_rt_text parts[] = {fuse_rt_text_of("cannot iterate over "), fuse_rt_text_of_str(name)};
  fuse_rt_error *error = fuse_rt_message_error(2, parts);
  fuse_rt_str_release(name);
  return error;
}

fuse_rt_error *fuse_rt_any_items(const fuse_rt_any *value, fuse_rt_list **out) {
  if (value->kind == FUSE_RT_LIST) {
    fuse_rt_array_retain(value->object);
    *out = value->object;
  } else if (value->kind == FUSE_RT_MAP) {
    *out = map_values(value->object);
  } else {
    return not_iterable(value);
  }
  return NULL;
}

fuse_rt_error *fuse_rt_any_call(const fuse_rt_any *callee, const fuse_rt_list *args, fuse_rt_any *out) {
  const fuse_rt_named *named = callee->kind == FUSE_RT_NAMED ? callee->object : NULL;
  if (named == NULL || named->call == NULL)
    return fuse_rt_message_constant("call target is not callable");
  return named->call(args, out);
}
