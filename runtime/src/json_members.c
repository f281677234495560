/* JSON on the way to values of a type: members of objects against the fields of structs, parts that have no type. */
#include "any.h"
#include "json_scan.h"
#include "map.h"

/* The slot of the first key that is none of the names, or -1; *known is how many names come before it. Both are sorted. */
static int64_t find_unknown(const fuse_rt_map *object, const fuse_rt_list *names, int64_t *known) {
  fuse_rt_str *const *sorted = FUSE_RT_ELEMENTS(names);
  *known = 0;
  for (int64_t slot = 0; slot < object->header.length; slot++) {
    fuse_rt_text key = fuse_rt_text_of_str(fuse_rt_map_key_at(object, slot));
    int order = -1;
    while (*known < names->length && (order = fuse_rt_text_compare(fuse_rt_text_of_str(sorted[*known]), key)) < 0)
      ++*known;
    if (*known == names->length || order > 0)
      return slot;
  }
  return -1;
}

int64_t fuse_rt_json_known_before_unknown(const fuse_rt_map *object, const fuse_rt_list *names) {
  int64_t known;
  return find_unknown(object, names, &known) < 0 ? names->length + 1 : known;
}

fuse_rt_str *fuse_rt_json_unknown_member(const fuse_rt_map *object, const fuse_rt_list *names) {
  int64_t known;
  fuse_rt_str *key = fuse_rt_map_key_at(object, find_unknown(object, names, &known));
  fuse_rt_array_retain(key);
  return key;
}

static fuse_rt_any untyped_list(const fuse_rt_any *value) {
  int64_t length = fuse_rt_any_length(value);
  fuse_rt_array *list = fuse_rt_array_alloc(length, sizeof *value);
  /* Recursion is as deep as JSON can be nested. */
  for (int64_t i = 0; i < length; i++)
    fuse_rt_json_untyped(&fuse_rt_any_elements(value)[i], (fuse_rt_any *)FUSE_RT_ELEMENTS(list) + i);
  return fuse_rt_any_of_object(FUSE_RT_LIST, list);
}

static fuse_rt_any untyped_map(const fuse_rt_any *value) {
  const fuse_rt_map *old = value->object;
  fuse_rt_map *map = fuse_rt_map_new(old->header.length, sizeof *value);
  for (int64_t i = 0; i < old->header.length; i++) {
    fuse_rt_str *key = fuse_rt_map_key_at(old, i);
    int64_t slot;
    bool added;
    fuse_rt_array_retain(key);
    map = fuse_rt_map_place(map, key, &slot, &added);
    fuse_rt_json_untyped(fuse_rt_map_value_at(old, i), fuse_rt_map_value_at(map, slot));
  }
  return fuse_rt_any_of_object(FUSE_RT_MAP, map);
}

void fuse_rt_json_untyped(const fuse_rt_any *value, fuse_rt_any *out) {
  if (value->kind == FUSE_RT_FLOAT)
    *out = fuse_rt_json_untyped_number(value->number);
  else if (value->kind == FUSE_RT_LIST)
    *out = untyped_list(value);
  else if (value->kind == FUSE_RT_MAP)
    *out = untyped_map(value);
  else
    *out = fuse_rt_any_copy(value);
}
