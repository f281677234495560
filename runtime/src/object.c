/* Array objects: making, freeing, growing, counting between threads. */
#include "object.h"

#include "heap.h"

size_t fuse_rt_array_size(int64_t length, int64_t element_size) {
  uint64_t bytes;
  if (__builtin_mul_overflow((uint64_t)length, (uint64_t)element_size, &bytes) || bytes > FUSE_RT_HEAP_LIMIT - FUSE_RT_ARRAY_HEADER)
    fuse_rt_heap_exhausted();
  return (size_t)bytes + FUSE_RT_ARRAY_HEADER;
}

fuse_rt_array *fuse_rt_array_alloc(int64_t length, int64_t element_size) {
  fuse_rt_array *array = fuse_rt_heap_alloc(fuse_rt_array_size(length, element_size));
  fuse_rt_check_born();
  array->count = 1;
  array->length = length;
  array->capacity = length;
  return array;
}

void fuse_rt_array_free(fuse_rt_array *array) {
  fuse_rt_check_dies(&array->count, array->capacity == 0 && array->length != 0);
  fuse_rt_heap_free(array);
}

/* A dying object needs neither its count nor its length: the one links it to the next, the other keeps its drop function. */
#if defined(__wasm__)
static fuse_rt_array *dying;
static bool is_burying;
#else
static _Thread_local fuse_rt_array *dying;
static _Thread_local bool is_burying;
#endif

typedef void drop_function(fuse_rt_array *array);

void fuse_rt_array_bury(fuse_rt_array *array, drop_function *drop) {
  /* The number of elements is what `drop` releases, so it goes where the link of a buried object needs no room: in its capacity. */
  array->capacity = array->length;
  array->count = (int64_t)(intptr_t)dying;
  array->length = (int64_t)(intptr_t)drop;
  dying = array;
  if (is_burying)
    return;
  is_burying = true;
  while (dying != NULL) {
    fuse_rt_array *object = dying;
    drop_function *release_contents = (drop_function *)(intptr_t)object->length;
    dying = (fuse_rt_array *)(intptr_t)object->count;
    object->length = object->capacity;
    object->count = 0;
    release_contents(object);
    fuse_rt_array_free(object);
  }
  is_burying = false;
}

fuse_rt_array *fuse_rt_array_reserve(fuse_rt_array *array, int64_t more, int64_t element_size) {
  int64_t needed;
  if (__builtin_add_overflow(array->length, more, &needed))
    fuse_rt_heap_exhausted();
  if (needed <= array->capacity)
    return array;
  int64_t wanted = array->capacity < INT64_MAX / 4 / element_size ? 2 * array->capacity : needed;
  array = fuse_rt_heap_grow(array, fuse_rt_array_size(needed > wanted ? needed : wanted, element_size));
  array->capacity = (int64_t)((fuse_rt_heap_capacity(array) - FUSE_RT_ARRAY_HEADER) / (size_t)element_size);
  return array;
}

void fuse_rt_retain_shared(fuse_rt_array *array) {
  fuse_rt_check_alive(&array->count);
  __atomic_fetch_sub(&array->count, 1, __ATOMIC_RELAXED);
}

bool fuse_rt_release_shared(fuse_rt_array *array) {
  fuse_rt_check_alive(&array->count);
  /* Acquire and release: what other holders did to the object happened before its end. */
  return __atomic_fetch_add(&array->count, 1, __ATOMIC_ACQ_REL) == -1;
}
