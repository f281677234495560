/* Maps from strings to values of one size, in order of insertion (map.c). Part of fuse_rt.h, which includes it.
 *
 * Slot 0 is the first entry that was inserted; nothing is ever removed, so slots stay what they are. Values lie unboxed in the map.
 */
#ifndef FUSE_RT_MAP_H
#define FUSE_RT_MAP_H

typedef struct fuse_rt_map fuse_rt_map;

/* An empty map with room for `capacity` entries, whose values have `value_size` bytes. */
fuse_rt_map *fuse_rt_map_new(int64_t capacity, int64_t value_size);
/* The slot of the key, or -1. */
int64_t fuse_rt_map_find(const fuse_rt_map *map, const fuse_rt_str *key);
/* The key in a slot, borrowed. */
fuse_rt_str *fuse_rt_map_key_at(const fuse_rt_map *map, int64_t slot);
/* The slots in the order of their keys by bytes: a list of Int. */
fuse_rt_list *fuse_rt_map_order(const fuse_rt_map *map);
/* The address of the value in a slot. */
void *fuse_rt_map_value_at(const fuse_rt_map *map, int64_t slot);
/* Makes sure that the key has a slot, and says which. The map must be unique; it may move, and the new address is returned.
 * Consumes `key`. `*added`: the value in the slot is uninitialized and must be written, else it holds the old value, which the
 * caller releases. */
fuse_rt_map *fuse_rt_map_place(fuse_rt_map *map, fuse_rt_str *key, int64_t *slot, bool *added);
/* The map itself when its count is 1, else a copy with count 1, with keys retained and values passed to `retain` (or NULL).
 * Consumes the map; when it dies at that, values go to `release` (or NULL). */
fuse_rt_map *fuse_rt_map_unique(fuse_rt_map *map, void (*retain)(void *value), void (*release)(void *value));
/* Releases the keys of a dead map and passes its values to `release` (or NULL); the object itself is for fuse_rt_array_free. */
void fuse_rt_map_clear(fuse_rt_map *map, void (*release)(void *value));
/* Both. */
void fuse_rt_map_free(fuse_rt_map *map, void (*release)(void *value));

#endif
