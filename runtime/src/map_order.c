/* The entries of a map in the order of their keys. */
#include "map.h"
#include "members.h"
#include "object.h"

fuse_rt_list *fuse_rt_map_order(const fuse_rt_map *map) {
  int64_t n = map->header.length;
  fuse_rt_member small[2 * FUSE_RT_MEMBERS_SMALL];
  fuse_rt_array *large;
  fuse_rt_member *members = fuse_rt_members_room(n, small, &large);
  for (int64_t slot = 0; slot < n; slot++)
    members[slot] = (fuse_rt_member){fuse_rt_text_of_str(fuse_rt_map_key_at(map, slot)), fuse_rt_map_value_at(map, slot)};
  fuse_rt_members_sort(members, n);
  fuse_rt_list *order = fuse_rt_array_alloc(n, sizeof(int64_t));
  const char *first = fuse_rt_map_value_at(map, 0);
  for (int64_t i = 0; i < n; i++)
    ((int64_t *)FUSE_RT_ELEMENTS(order))[i] = ((const char *)members[i].value - first) / map->stride;
  if (large != NULL)
    fuse_rt_array_free(large);
  return order;
}
