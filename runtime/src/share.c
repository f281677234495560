/* Marking values as shared between threads, before they cross.
 *
 * What a shared object holds is shared too, so an object that is marked already needs no second look. Constants belong to
 * everybody. Only the thread that holds an object marks it, so plain stores do.
 */
#include "any.h"
#include "map.h"

bool fuse_rt_share_object(void *object) {
  fuse_rt_array *header = object;
  if (header == NULL || header->count <= 0)
    return false;
  header->count = -header->count;
  return true;
}

void fuse_rt_share_list(fuse_rt_list *list, int64_t element_size, void (*share)(void *element)) {
  if (!fuse_rt_share_object(list) || share == NULL)
    return;
  char *element = FUSE_RT_ELEMENTS(list);
  for (int64_t i = 0; i < list->length; i++, element += element_size)
    share(element);
}

void fuse_rt_share_map(fuse_rt_map *map, void (*share)(void *value)) {
  if (!fuse_rt_share_object(map))
    return;
  for (int64_t slot = 0; slot < map->header.length; slot++) {
    fuse_rt_share_object(fuse_rt_map_key_at(map, slot));
    if (share != NULL)
      share(fuse_rt_map_value_at(map, slot));
  }
}

/* Marks the value's object; one that holds others joins the work. */
static void share_into(fuse_rt_array **work, const fuse_rt_any *value) {
  if (!fuse_rt_any_is_counted(value) || !fuse_rt_share_object(value->object) || value->kind < FUSE_RT_LIST ||
      value->kind == FUSE_RT_TASK)
    return;
  *work = fuse_rt_array_reserve(*work, 1, sizeof *value);
  ((fuse_rt_any *)FUSE_RT_ELEMENTS(*work))[(*work)->length++] = *value;
}

static void share_parts(fuse_rt_array **work, const fuse_rt_any *value) {
  if (value->kind != FUSE_RT_MAP) {
    for (int64_t i = fuse_rt_any_first(value->kind); i < fuse_rt_any_length(value); i++)
      share_into(work, &fuse_rt_any_elements(value)[i]);
    return;
  }
  const fuse_rt_map *map = value->object;
  for (int64_t slot = 0; slot < map->header.length; slot++) {
    fuse_rt_share_object(fuse_rt_map_key_at(map, slot));
    share_into(work, fuse_rt_map_value_at(map, slot));
  }
}

void fuse_rt_any_share(void *value) {
  fuse_rt_array *work = fuse_rt_array_alloc(0, sizeof(fuse_rt_any));
  share_into(&work, value);
  while (work->length > 0) {
    fuse_rt_any next = ((fuse_rt_any *)FUSE_RT_ELEMENTS(work))[--work->length];
    share_parts(&work, &next);
  }
  fuse_rt_array_free(work);
}
