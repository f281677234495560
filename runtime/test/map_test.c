/* map.c: finding, placing, growing, copying. */
#include "harness.h"
#include "map.h"

#include <stdio.h>

static fuse_rt_str *numbered(int64_t i) {
  char text[32];
  snprintf(text, sizeof text, "key %lld", (long long)i);
  return test_str(text);
}

static fuse_rt_map *put(fuse_rt_map *map, fuse_rt_str *key, int64_t value) {
  int64_t slot;
  bool added;
  map = fuse_rt_map_place(map, key, &slot, &added);
  memcpy(fuse_rt_map_value_at(map, slot), &value, sizeof value);
  return map;
}

static int64_t slot_of(const fuse_rt_map *map, fuse_rt_str *key) {
  int64_t slot = fuse_rt_map_find(map, key);
  fuse_rt_str_release(key);
  return slot;
}

static fuse_rt_map *filled(int64_t n) {
  fuse_rt_map *map = fuse_rt_map_new(0, sizeof(int64_t));
  for (int64_t i = 0; i < n; i++)
    map = put(map, numbered(i), i);
  return map;
}

/* Checks that the map is that of `filled`. */
static void check_filled(const fuse_rt_map *map, int64_t n) {
  CHECK_INT(map->header.length, n);
  for (int64_t i = 0; i < n; i++) {
    CHECK_INT(slot_of(map, numbered(i)), i);
    CHECK_INT(*(int64_t *)fuse_rt_map_value_at(map, i), i);
    fuse_rt_str *key = numbered(i);
    CHECK(fuse_rt_str_eq(fuse_rt_map_key_at(map, i), key));
    fuse_rt_str_release(key);
  }
  CHECK_INT(slot_of(map, numbered(n)), -1);
  CHECK_INT(slot_of(map, test_str("")), -1);
}

/* Sizes around every change of layout. */
static void test_sizes(void) {
  for (int64_t n = 0; n < 60; n++) {
    fuse_rt_map *map = filled(n);
    check_filled(map, n);
    fuse_rt_map_free(map, NULL);
  }
}

static void test_many(void) {
  fuse_rt_map *map = filled(100000);
  check_filled(map, 100000);
  fuse_rt_map_free(map, NULL);
}

static void test_room(void) {
  for (int64_t capacity = 0; capacity < 100; capacity += 7) {
    fuse_rt_map *map = fuse_rt_map_new(capacity, sizeof(int64_t));
    CHECK(map->header.capacity >= capacity);
    fuse_rt_map *before = map;
    for (int64_t i = 0; i < capacity; i++)
      map = put(map, numbered(i), i);
    CHECK(map == before);
    check_filled(map, capacity);
    fuse_rt_map_free(map, NULL);
  }
}

/* Placing a key again keeps its slot, its value and the first key object. */
static void test_place_again(void) {
  for (int64_t n = 4; n <= 40; n += 36) {
    fuse_rt_map *map = filled(n);
    fuse_rt_str *first = fuse_rt_map_key_at(map, 2);
    int64_t slot;
    bool added;
    map = fuse_rt_map_place(map, numbered(2), &slot, &added);
    CHECK(!added);
    CHECK_INT(slot, 2);
    CHECK_INT(*(int64_t *)fuse_rt_map_value_at(map, slot), 2);
    CHECK(fuse_rt_map_key_at(map, 2) == first);
    check_filled(map, n);
    fuse_rt_map_free(map, NULL);
  }
}

/* Keys of every length up to some words, all zero bytes but the last: what a weak hash confuses. */
static void test_lengths(void) {
  char zeros[80] = {0};
  fuse_rt_map *map = fuse_rt_map_new(0, sizeof(int64_t));
  for (int64_t length = 0; length < 80; length++)
    map = put(map, fuse_rt_text_to_str((fuse_rt_text){zeros, (size_t)length}), length);
  for (int64_t length = 1; length < 80; length++) {
    zeros[length - 1] = 1;
    map = put(map, fuse_rt_text_to_str((fuse_rt_text){zeros, (size_t)length}), 80 + length);
    zeros[length - 1] = 0;
  }
  CHECK_INT(map->header.length, 159);
  for (int64_t length = 0; length < 80; length++)
    CHECK_INT(slot_of(map, fuse_rt_text_to_str((fuse_rt_text){zeros, (size_t)length})), length);
  fuse_rt_map_free(map, NULL);
}

static void test_odd_value_sizes(void) {
  for (int64_t size = 0; size <= 24; size++) {
    fuse_rt_map *map = fuse_rt_map_new(0, size);
    for (int64_t i = 0; i < 20; i++) {
      int64_t slot;
      bool added;
      map = fuse_rt_map_place(map, numbered(i), &slot, &added);
      memset(fuse_rt_map_value_at(map, slot), (int)i, (size_t)size);
    }
    for (int64_t i = 0; i < 20; i++)
      for (int64_t byte = 0; byte < size; byte++)
        CHECK_INT(((char *)fuse_rt_map_value_at(map, i))[byte], i);
    fuse_rt_map_free(map, NULL);
  }
}

static void test_order(void) {
  fuse_rt_map *map = filled(40);
  fuse_rt_list *order = fuse_rt_map_order(map);
  CHECK_INT(order->length, 40);
  /* "key 0", "key 1", "key 10", "key 11", … */
  CHECK_INT(((int64_t *)FUSE_RT_ELEMENTS(order))[1], 1);
  CHECK_INT(((int64_t *)FUSE_RT_ELEMENTS(order))[2], 10);
  CHECK_INT(((int64_t *)FUSE_RT_ELEMENTS(order))[39], 9);
  fuse_rt_array_free(order);
  fuse_rt_map_free(map, NULL);
  map = filled(0);
  order = fuse_rt_map_order(map);
  CHECK_INT(order->length, 0);
  fuse_rt_array_free(order);
  fuse_rt_map_free(map, NULL);
}

static int64_t retained;
static int64_t released;

static void retain_value(void *value) { retained += *(int64_t *)value; }

static void release_value(void *value) { released += *(int64_t *)value; }

static void test_unique(void) {
  retained = released = 0;
  fuse_rt_map *map = filled(20);
  CHECK(fuse_rt_map_unique(map, retain_value, release_value) == map);
  CHECK_INT(retained, 0);
  map->header.count = 2;
  fuse_rt_map *copy = fuse_rt_map_unique(map, retain_value, release_value);
  CHECK(copy != map);
  CHECK_INT(map->header.count, 1);
  CHECK_INT(copy->header.count, 1);
  CHECK_INT(retained, 190);
  copy = put(copy, numbered(20), 20);
  copy = put(copy, numbered(0), 5);
  check_filled(map, 20);
  CHECK_INT(copy->header.length, 21);
  CHECK_INT(released, 0);
  fuse_rt_map_free(copy, release_value);
  CHECK_INT(released, 190 + 25);
  fuse_rt_map_free(map, NULL);
}

static const test_case cases[] = {{"sizes", test_sizes},
                                  {"many", test_many},
                                  {"room", test_room},
                                  {"place again", test_place_again},
                                  {"lengths", test_lengths},
                                  {"odd value sizes", test_odd_value_sizes},
                                  {"order", test_order},
                                  {"unique", test_unique},
                                  {NULL, NULL}};
const test_suite map_suite = {"map", cases};
