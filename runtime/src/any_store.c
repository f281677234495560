/* Stores into values of `any`: `root.name[index]… = value`.
 *
 * A first walk only looks, so that a store that fails changes nothing. The second one goes down the same path, replaces each object
 * on it that somebody else holds too by a copy, and ends at the address of the place.
 */
#include "any.h"
#include "map.h"
#include "message.h"
#include "shape.h"

static fuse_rt_error *check_field(fuse_rt_any *place, const fuse_rt_any *key, bool is_last, fuse_rt_any **next) {
  if (place->kind != FUSE_RT_STRUCT)
    return fuse_rt_message_constant("assignment target must be a struct field");
  int64_t field = fuse_rt_any_find_field(place, key->object);
  if (field >= 0) {
    *next = &fuse_rt_any_elements(place)[1 + field];
    return NULL;
  }
  *next = NULL;
  if (is_last)
    return NULL;
  return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of("unknown field "), fuse_rt_text_of_str(key->object)});
}

static fuse_rt_error *check_element(fuse_rt_any *place, const fuse_rt_any *key, bool is_last, fuse_rt_any **next) {
  if (place->kind == FUSE_RT_LIST) {
    if (key->kind != FUSE_RT_INT)
      return fuse_rt_message_constant("list index must be Int");
    if ((uint64_t)key->integer >= (uint64_t)fuse_rt_any_length(place))
      return fuse_rt_message_constant("index out of bounds");
    *next = &fuse_rt_any_elements(place)[key->integer];
    return NULL;
  }
  if (place->kind != FUSE_RT_MAP)
    return fuse_rt_message_constant("assignment target must be an indexable value");
  if (key->kind != FUSE_RT_STR)
    return fuse_rt_message_constant("map keys must be strings");
  int64_t slot = fuse_rt_map_find(place->object, key->object);
  *next = slot < 0 ? NULL : fuse_rt_map_value_at(place->object, slot);
  return slot < 0 && !is_last ? fuse_rt_message_constant("missing map entry") : NULL;
}

static fuse_rt_error *check(fuse_rt_any *place, int64_t n, const int64_t *steps, const fuse_rt_any *keys) {
  for (int64_t i = 0; i < n; i++) {
    if (place->kind == FUSE_RT_NULL && (steps[i] & FUSE_RT_STEP_OPTIONAL) != 0)
      return fuse_rt_message_constant("cannot assign through optional access");
    bool is_field = (steps[i] & FUSE_RT_STEP_FIELD) != 0;
    fuse_rt_error *error = (is_field ? check_field : check_element)(place, &keys[i], i == n - 1, &place);
    if (error != NULL)
      return error;
  }
  return NULL;
}

/* Makes the list or struct that the value holds one that nobody else holds. */
static void own_array(fuse_rt_any *value) {
  fuse_rt_array *old = value->object;
  if (old->count == 1)
    return;
  fuse_rt_array *copy = fuse_rt_array_alloc(old->length, sizeof(fuse_rt_any));
  fuse_rt_any *elements = FUSE_RT_ELEMENTS(copy);
  memcpy(elements, FUSE_RT_ELEMENTS(old), (size_t)old->length * sizeof(fuse_rt_any));
  for (int64_t i = fuse_rt_any_first(value->kind); i < copy->length; i++)
    fuse_rt_any_retain(&elements[i]);
  fuse_rt_any_release(value);
  value->object = copy;
}

static fuse_rt_any *own_field(fuse_rt_any *place, const fuse_rt_str *name) {
  own_array(place);
  int64_t field = fuse_rt_any_find_field(place, name);
  if (field < 0) {
    /* Without checked types a store may give a struct a field that it was not declared with. */
    field = fuse_rt_any_length(place) - 1;
    fuse_rt_array *grown = fuse_rt_array_reserve(place->object, 1, sizeof(fuse_rt_any));
    fuse_rt_any *elements = FUSE_RT_ELEMENTS(grown);
    elements[0].object = (void *)(uintptr_t)fuse_rt_shape_with(elements[0].object, name);
    elements[grown->length++] = (fuse_rt_any){.kind = FUSE_RT_NULL};
    place->object = grown;
  }
  return &fuse_rt_any_elements(place)[1 + field];
}

static fuse_rt_any *own_element(fuse_rt_any *place, const fuse_rt_any *key) {
  if (place->kind == FUSE_RT_LIST) {
    own_array(place);
    return &fuse_rt_any_elements(place)[key->integer];
  }
  place->object = fuse_rt_map_unique(place->object, fuse_rt_any_retain, fuse_rt_any_release);
  int64_t slot;
  bool added;
  fuse_rt_array_retain(key->object);
  place->object = fuse_rt_map_place(place->object, key->object, &slot, &added);
  fuse_rt_any *value = fuse_rt_map_value_at(place->object, slot);
  if (added)
    *value = (fuse_rt_any){.kind = FUSE_RT_NULL};
  return value;
}

fuse_rt_error *fuse_rt_any_store(fuse_rt_any *root, fuse_rt_any *value, int64_t n, const int64_t *steps, const fuse_rt_any *keys) {
  fuse_rt_error *error = check(root, n, steps, keys);
  if (error != NULL) {
    fuse_rt_any_release(value);
    fuse_rt_any_release(root);
    return error;
  }
  fuse_rt_any *place = root;
  for (int64_t i = 0; i < n; i++)
    place = (steps[i] & FUSE_RT_STEP_FIELD) != 0 ? own_field(place, keys[i].object) : own_element(place, &keys[i]);
  fuse_rt_any old = *place;
  *place = *value;
  fuse_rt_any_release(&old);
  return NULL;
}
