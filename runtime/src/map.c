/* Maps: an array of entries in order of insertion, and behind it, once there are more than a few, an index of it by hash.
 *
 * The index is open addressing with linear probing over words of 64 bits: the upper half of a word is the upper half of the key's
 * hash, the lower half the slot plus one; 0 is free. Most probes so end without a look at a key, and growing needs no key at all.
 * It is at most three quarters full. Everything is one object.
 */
#include "map.h"

#include "hash.h"
#include "heap.h"
#include "object.h"
#include "words.h"

enum {
  /* Up to here comparing keys one after the other is faster than hashing. */
  UNINDEXED = 8,
  SMALLEST_INDEX = 32,
  WORD = 8
};

static char *entries_of(const fuse_rt_map *map) { return (char *)(uintptr_t)(map + 1); }

static char *entry_at(const fuse_rt_map *map, int64_t slot) { return entries_of(map) + slot * (int64_t)map->stride; }

static fuse_rt_str *key_of(const char *entry) {
  fuse_rt_str *key;
  memcpy(&key, entry, sizeof key);
  return key;
}

static uint64_t *index_of(const fuse_rt_map *map) { return (uint64_t *)(void *)entry_at(map, map->header.capacity); }

static uint64_t hash_of(const fuse_rt_str *key) { return fuse_rt_hash(FUSE_RT_ELEMENTS(key), (size_t)key->length); }

static bool keys_equal(const fuse_rt_str *a, const fuse_rt_str *b) {
  return a == b || (a->length == b->length && fuse_rt_words_equal(FUSE_RT_ELEMENTS(a), FUSE_RT_ELEMENTS(b), (size_t)a->length));
}

static fuse_rt_map *make(int64_t capacity, uint64_t buckets, uint32_t value_size) {
  uint32_t stride = WORD + (value_size + WORD - 1) / WORD * WORD;
  /* A slot plus one has to fit half a word. */
  if (capacity >= UINT32_MAX)
    fuse_rt_heap_exhausted();
  size_t size = sizeof(fuse_rt_map) + (size_t)capacity * stride + buckets * WORD;
  fuse_rt_map *map = fuse_rt_heap_alloc(size);
  fuse_rt_check_born();
  *map = (fuse_rt_map){{1, 0, capacity}, stride, value_size, buckets};
  if (buckets > 0)
    memset(index_of(map), 0, buckets * WORD);
  return map;
}

static uint64_t buckets_for(int64_t capacity) {
  if (capacity <= UNINDEXED)
    return 0;
  uint64_t buckets = SMALLEST_INDEX;
  while (buckets / 4 * 3 < (uint64_t)capacity)
    buckets *= 2;
  return buckets;
}

fuse_rt_map *fuse_rt_map_new(int64_t capacity, int64_t value_size) {
  uint64_t buckets = buckets_for(capacity);
  if (buckets > 0)
    capacity = (int64_t)(buckets / 4 * 3);
  return make(capacity, buckets, (uint32_t)value_size);
}

/* The slot of the key; -1 and where its word goes when it has none. */
static int64_t probe(const fuse_rt_map *map, const fuse_rt_str *key, uint64_t hash, uint64_t *free_bucket) {
  const uint64_t *index = index_of(map);
  uint64_t mask = map->buckets - 1;
  for (uint64_t bucket = hash & mask;; bucket = (bucket + 1) & mask) {
    uint64_t word = index[bucket];
    if (word == 0) {
      *free_bucket = bucket;
      return -1;
    }
    if ((word ^ hash) >> 32 != 0)
      continue;
    int64_t slot = (int64_t)(uint32_t)word - 1;
    if (keys_equal(key_of(entry_at(map, slot)), key))
      return slot;
  }
}

static int64_t scan(const fuse_rt_map *map, const fuse_rt_str *key) {
  const char *entry = entries_of(map);
  for (int64_t slot = 0; slot < map->header.length; slot++, entry += map->stride)
    if (keys_equal(key_of(entry), key))
      return slot;
  return -1;
}

int64_t fuse_rt_map_find(const fuse_rt_map *map, const fuse_rt_str *key) {
  if (map->buckets == 0)
    return scan(map, key);
  uint64_t free_bucket;
  return probe(map, key, hash_of(key), &free_bucket);
}

fuse_rt_str *fuse_rt_map_key_at(const fuse_rt_map *map, int64_t slot) { return key_of(entry_at(map, slot)); }

void *fuse_rt_map_value_at(const fuse_rt_map *map, int64_t slot) { return entry_at(map, slot) + WORD; }

static uint64_t word_of(uint64_t hash, int64_t slot) { return (hash & ~(uint64_t)UINT32_MAX) | (uint64_t)(slot + 1); }

static void index_add(fuse_rt_map *map, uint64_t hash, int64_t slot) {
  uint64_t *index = index_of(map);
  uint64_t mask = map->buckets - 1;
  uint64_t bucket = hash & mask;
  while (index[bucket] != 0)
    bucket = (bucket + 1) & mask;
  index[bucket] = word_of(hash, slot);
}

static void index_all(fuse_rt_map *map) {
  for (int64_t slot = 0; slot < map->header.length; slot++)
    index_add(map, hash_of(fuse_rt_map_key_at(map, slot)), slot);
}

/* The entries of a unique map in one with more room. */
static fuse_rt_map *grow(fuse_rt_map *map) {
  fuse_rt_map *grown = map->header.capacity < UNINDEXED ? make(UNINDEXED, 0, map->value_size)
                                                        : fuse_rt_map_new(2 * map->header.capacity, map->value_size);
  memcpy(entries_of(grown), entries_of(map), (size_t)map->header.length * map->stride);
  grown->header.length = map->header.length;
  if (grown->buckets > 0)
    index_all(grown);
  map->header.length = 0;
  fuse_rt_map_free(map, NULL);
  return grown;
}

fuse_rt_map *fuse_rt_map_place(fuse_rt_map *map, fuse_rt_str *key, int64_t *slot, bool *added) {
  uint64_t hash = 0;
  uint64_t bucket = 0;
  if (map->buckets == 0) {
    *slot = scan(map, key);
  } else {
    hash = hash_of(key);
    *slot = probe(map, key, hash, &bucket);
  }
  *added = *slot < 0;
  if (!*added) {
    fuse_rt_str_release(key);
    return map;
  }
  if (map->header.length == map->header.capacity) {
    map = grow(map);
    if (map->buckets > 0)
      index_add(map, hash_of(key), map->header.length);
  } else if (map->buckets > 0) {
    index_of(map)[bucket] = word_of(hash, map->header.length);
  }
  *slot = map->header.length++;
  memcpy(entry_at(map, *slot), &key, sizeof key);
  return map;
}

void *fuse_rt_map_append(fuse_rt_map *map, fuse_rt_str *key) {
  int64_t slot = map->header.length++;
  memcpy(entry_at(map, slot), &key, sizeof key);
  if (map->buckets > 0)
    index_add(map, hash_of(key), slot);
  return fuse_rt_map_value_at(map, slot);
}

static fuse_rt_map *copy(const fuse_rt_map *map, void (*retain)(void *value)) {
  fuse_rt_map *result = make(map->header.capacity, map->buckets, map->value_size);
  result->header.length = map->header.length;
  memcpy(entries_of(result), entries_of(map), (size_t)(map->header.capacity * (int64_t)map->stride) + map->buckets * WORD);
  for (int64_t slot = 0; slot < result->header.length; slot++) {
    fuse_rt_array_retain(fuse_rt_map_key_at(result, slot));
    if (retain != NULL)
      retain(fuse_rt_map_value_at(result, slot));
  }
  return result;
}

fuse_rt_map *fuse_rt_map_unique(fuse_rt_map *map, void (*retain)(void *value), void (*release)(void *value)) {
  if (map->header.count == 1)
    return map;
  fuse_rt_map *result = copy(map, retain);
  if (fuse_rt_array_release(&map->header))
    fuse_rt_map_free(map, release);
  return result;
}

void fuse_rt_map_clear(fuse_rt_map *map, void (*release)(void *value)) {
  for (int64_t slot = 0; slot < map->header.length; slot++) {
    fuse_rt_str_release(fuse_rt_map_key_at(map, slot));
    if (release != NULL)
      release(fuse_rt_map_value_at(map, slot));
  }
}

void fuse_rt_map_free(fuse_rt_map *map, void (*release)(void *value)) {
  fuse_rt_map_clear(map, release);
  fuse_rt_array_free(&map->header);
}
