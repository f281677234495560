/* The layout of maps, for the parts of the runtime that walk them. */
#ifndef FUSE_RT_MAP_LAYOUT_H
#define FUSE_RT_MAP_LAYOUT_H

#include "fuse_rt.h"

struct fuse_rt_map {
  fuse_rt_array header; /* length and capacity in entries */
  uint32_t stride;      /* bytes of an entry: the key, then the value, filled up to 8 */
  uint32_t value_size;  /* bytes */
  uint64_t buckets;     /* a power of two, or 0 for a map so small that it has no index */
  /* The entries follow, then the index. */
};

/* Adds a key that the map does not have, to a unique map that has room for it; consumes the key. Returns the address of its value,
 * which must be written. */
void *fuse_rt_map_append(fuse_rt_map *map, fuse_rt_str *key);

#endif
