/* Counting values of `any`.
 *
 * Freeing walks a list of dying objects instead of recurring: a dead object needs neither its count nor its capacity, so the one
 * links to the next dying object and the other remembers the kind (nothing here looks at the capacity of a map). Lists nested a
 * million deep are freed on any stack.
 */
#include "any.h"

#include "map.h"

void (*fuse_rt_any_free_task)(void *task);

void fuse_rt_any_retain(void *value) {
  fuse_rt_any *any = value;
  if (fuse_rt_any_is_counted(any))
    fuse_rt_array_retain(any->object);
}

/* Gives a count of the value's object back; one that died joins the list. */
static void release_into(fuse_rt_array **dying, const fuse_rt_any *value) {
  if (!fuse_rt_any_is_counted(value))
    return;
  fuse_rt_array *object = value->object;
  if (!fuse_rt_array_release(object))
    return;
  object->count = (int64_t)(intptr_t)*dying;
  object->capacity = value->kind;
  *dying = object;
}

static void release_parts(fuse_rt_array **dying, const fuse_rt_any *value) {
  if (value->kind == FUSE_RT_MAP) {
    const fuse_rt_map *map = value->object;
    for (int64_t slot = 0; slot < map->header.length; slot++)
      release_into(dying, fuse_rt_map_value_at(map, slot));
    return;
  }
  fuse_rt_any *elements = fuse_rt_any_elements(value);
  for (int64_t i = fuse_rt_any_first(value->kind); i < fuse_rt_any_length(value); i++)
    release_into(dying, &elements[i]);
}

static void free_one(fuse_rt_array **dying, const fuse_rt_any *value) {
  switch (value->kind) {
  case FUSE_RT_STR:
  case FUSE_RT_BYTES:
  case FUSE_RT_HTML:
    fuse_rt_array_free(value->object);
    return;
  case FUSE_RT_MAP:
    release_parts(dying, value);
    fuse_rt_map_free(value->object, NULL);
    return;
  case FUSE_RT_TASK:
    fuse_rt_any_free_task(value->object);
    return;
  default:
    release_parts(dying, value);
    fuse_rt_array_free(value->object);
  }
}

void fuse_rt_any_release(void *value) {
  fuse_rt_array *dying = NULL;
  release_into(&dying, value);
  while (dying != NULL) {
    fuse_rt_array *object = dying;
    fuse_rt_any dead = {.kind = object->capacity, .object = object};
    dying = (fuse_rt_array *)(intptr_t)object->count;
    object->count = 0;
    free_one(&dying, &dead);
  }
}
