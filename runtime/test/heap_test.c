/* heap.c: classes, alignment, reuse, growth. */
#include "harness.h"
#include "heap.h"

#include <stdlib.h>

static void fill(void *object, size_t size, unsigned seed) {
  for (size_t i = 0; i < size; i++)
    ((unsigned char *)object)[i] = (unsigned char)(seed + i * 7);
}

static bool is_filled(const void *object, size_t size, unsigned seed) {
  for (size_t i = 0; i < size; i++)
    if (((const unsigned char *)object)[i] != (unsigned char)(seed + i * 7))
      return false;
  return true;
}

/* Every size is usable to its last byte, at every border between classes. */
static void test_sizes(void) {
  for (size_t base = 1; base <= (size_t)1 << 22; base = base < 1100 ? base + 1 : base * 5 / 4) {
    void *object = fuse_rt_heap_alloc(base);
    CHECK((uintptr_t)object % 16 == 8);
    CHECK(fuse_rt_heap_capacity(object) >= base);
    CHECK(fuse_rt_heap_capacity(object) <= (base < 500 ? base + 16 : base + base / 3 + 65536));
    fill(object, base, 1);
    CHECK(is_filled(object, base, 1));
    fuse_rt_heap_free(object);
  }
}

static void test_reuse(void) {
  for (size_t size = 24; size < 600000; size *= 3) {
    void *first = fuse_rt_heap_alloc(size);
    fuse_rt_heap_free(first);
    void *second = fuse_rt_heap_alloc(size);
    CHECK(first == second);
    fuse_rt_heap_free(second);
  }
}

static void test_growth_keeps_contents(void) {
  size_t size = 8;
  unsigned char *object = fuse_rt_heap_alloc(size);
  fill(object, size, 3);
  while (size < (size_t)1 << 23) {
    size_t larger = size * 3 / 2 + 1;
    object = fuse_rt_heap_grow(object, larger);
    CHECK(is_filled(object, size, 3));
    CHECK(fuse_rt_heap_capacity(object) >= larger);
    size = larger;
    fill(object, size, 3);
  }
  fuse_rt_heap_free(object);
}

/* The newest block of a chunk grows where it is. */
static void test_growth_in_place(void) {
  void *spacer = fuse_rt_heap_alloc(70000);
  void *object = fuse_rt_heap_alloc(70000);
  void *grown = fuse_rt_heap_grow(object, 90000);
  void *kept = fuse_rt_heap_grow(grown, 80000);
  CHECK(kept == grown);
  fuse_rt_heap_free(kept);
  fuse_rt_heap_free(spacer);
}

/* What is made small, grows at the end of the chunk and is freed is used again: a server that builds its answers so needs no more
 * memory with each. */
static void test_grown_blocks_are_reused(void) {
  uintptr_t lowest = UINTPTR_MAX;
  uintptr_t highest = 0;
  for (int i = 0; i < 1000; i++) {
    void *object = fuse_rt_heap_grow(fuse_rt_heap_alloc(700), 5000);
    uintptr_t address = (uintptr_t)object;
    lowest = address < lowest ? address : lowest;
    highest = address > highest ? address : highest;
    fuse_rt_heap_free(object);
  }
  CHECK(highest - lowest < 100000);
}

/* Blocks never overlap: a random mix keeps all its contents. */
static void test_mix(void) {
  enum { SLOTS = 200, STEPS = 20000 };
  struct {
    void *object;
    size_t size;
  } slots[SLOTS] = {{NULL, 0}};
  uint64_t random = 88172645463325252u;
  for (unsigned step = 0; step < STEPS; step++) {
    random ^= random << 13;
    random ^= random >> 7;
    random ^= random << 17;
    unsigned i = (unsigned)(random % SLOTS);
    size_t size = (size_t)(random >> 32) % (random % 16 == 0 ? 40000 : 300) + 1;
    if (slots[i].object == NULL) {
      slots[i].object = fuse_rt_heap_alloc(size);
    } else if (size > slots[i].size) {
      CHECK(is_filled(slots[i].object, slots[i].size, i));
      slots[i].object = fuse_rt_heap_grow(slots[i].object, size);
      CHECK(is_filled(slots[i].object, slots[i].size, i));
    } else {
      CHECK(is_filled(slots[i].object, slots[i].size, i));
      fuse_rt_heap_free(slots[i].object);
      slots[i].object = NULL;
      continue;
    }
    slots[i].size = size;
    fill(slots[i].object, size, i);
  }
  for (unsigned i = 0; i < SLOTS; i++)
    if (slots[i].object != NULL)
      fuse_rt_heap_free(slots[i].object);
}

static const test_case cases[] = {
    {"sizes", test_sizes},
    {"reuse", test_reuse},
    {"growth keeps contents", test_growth_keeps_contents},
    {"growth in place", test_growth_in_place},
    {"grown blocks are reused", test_grown_blocks_are_reused},
    {"mix", test_mix},
    {NULL, NULL},
};
const test_suite heap_suite = {"heap", cases};
