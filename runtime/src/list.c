/* Lists: concatenation, copies, ranges. */
#include "heap.h"
#include "object.h"

#include <string.h>

typedef void element_function(void *element);

static void for_each(fuse_rt_list *list, int64_t from, int64_t count, int64_t element_size, element_function *function) {
  if (function == NULL)
    return;
  char *element = (char *)FUSE_RT_ELEMENTS(list) + from * element_size;
  for (int64_t i = 0; i < count; i++, element += element_size)
    function(element);
}

/* Gives one count of a list back, and its elements when that was the last one. */
static void drop(fuse_rt_list *list, int64_t element_size, element_function *release) {
  if (!fuse_rt_array_release(list))
    return;
  for_each(list, 0, list->length, element_size, release);
  fuse_rt_array_free(list);
}

/* Copies the elements of `from` behind the first `at` elements of `to`, which has room for them, and consumes `from`: the elements
 * of a unique list move, others are counted up. */
static void take_elements(fuse_rt_list *to, int64_t at, fuse_rt_list *from, int64_t element_size, element_function *retain,
                          element_function *release) {
  memcpy((char *)FUSE_RT_ELEMENTS(to) + at * element_size, FUSE_RT_ELEMENTS(from), (size_t)(from->length * element_size));
  if (from->count == 1) {
    fuse_rt_array_free(from);
    return;
  }
  for_each(to, at, from->length, element_size, retain);
  drop(from, element_size, release);
}

fuse_rt_list *fuse_rt_list_concat(fuse_rt_list *a, fuse_rt_list *b, int64_t element_size, element_function *retain,
                                  element_function *release) {
  if (b->length == 0) {
    drop(b, element_size, release);
    return a;
  }
  if (a->length == 0 && a->count != 1) {
    drop(a, element_size, release);
    return b;
  }
  int64_t a_length = a->length;
  int64_t total;
  if (__builtin_add_overflow(a_length, b->length, &total))
    fuse_rt_heap_exhausted();
  fuse_rt_list *result;
  if (a->count == 1) {
    result = fuse_rt_array_reserve(a, b->length, element_size);
  } else {
    result = fuse_rt_array_alloc(total, element_size);
    take_elements(result, 0, a, element_size, retain, release);
  }
  take_elements(result, a_length, b, element_size, retain, release);
  result->length = total;
  return result;
}

fuse_rt_list *fuse_rt_list_of_texts(const fuse_rt_str *first, int64_t n) {
  fuse_rt_list *list = fuse_rt_array_alloc(n, sizeof first);
  const fuse_rt_str **elements = FUSE_RT_ELEMENTS(list);
  const char *next = (const char *)first;
  for (int64_t i = 0; i < n; i++) {
    elements[i] = (const fuse_rt_str *)next;
    next += FUSE_RT_ARRAY_HEADER + ((elements[i]->length + 7) & ~(int64_t)7);
  }
  return list;
}

int64_t fuse_rt_list_shortest(const fuse_rt_list *lists, int64_t from, int64_t to) {
  const fuse_rt_list *const *elements = FUSE_RT_ELEMENTS(lists);
  int64_t shortest = INT64_MAX;
  for (int64_t i = from; i < to; i++)
    shortest = elements[i]->length < shortest ? elements[i]->length : shortest;
  return shortest;
}

fuse_rt_list *fuse_rt_list_reserve(fuse_rt_list *list, int64_t more, int64_t element_size) {
  return fuse_rt_array_reserve(list, more, element_size);
}

fuse_rt_list *fuse_rt_list_copy_with_room(const fuse_rt_list *list, int64_t more, int64_t element_size, element_function *retain) {
  int64_t total;
  if (__builtin_add_overflow(list->length, more, &total))
    fuse_rt_heap_exhausted();
  fuse_rt_list *copy = fuse_rt_array_alloc(total, element_size);
  copy->length = list->length;
  memcpy(FUSE_RT_ELEMENTS(copy), FUSE_RT_ELEMENTS(list), (size_t)(list->length * element_size));
  for_each(copy, 0, copy->length, element_size, retain);
  return copy;
}

fuse_rt_list *fuse_rt_list_copy(const fuse_rt_list *list, int64_t element_size, element_function *retain) {
  return fuse_rt_list_copy_with_room(list, 0, element_size, retain);
}

fuse_rt_list *fuse_rt_list_range_int(int64_t lo, int64_t hi) {
  uint64_t steps = (uint64_t)hi - (uint64_t)lo;
  if (steps >= INT64_MAX)
    fuse_rt_heap_exhausted();
  fuse_rt_list *list = fuse_rt_array_alloc((int64_t)steps + 1, sizeof(int64_t));
  int64_t *elements = FUSE_RT_ELEMENTS(list);
  for (uint64_t i = 0; i <= steps; i++)
    elements[i] = (int64_t)((uint64_t)lo + i);
  return list;
}

fuse_rt_list *fuse_rt_list_range_float(double lo, double hi) {
  double limit = hi + 1e-9;
  /* From 2^53 on, adding 1 may lead nowhere, and a list that long does not fit any memory. */
  if (limit - lo >= 0x1p53)
    fuse_rt_heap_exhausted();
  fuse_rt_list *list = fuse_rt_array_alloc((int64_t)(limit - lo) + 1, sizeof(double));
  list->length = 0;
  for (double value = lo; value <= limit; value += 1.0) {
    if (value + 1.0 == value)
      fuse_rt_heap_exhausted();
    /* The estimate can be one short, because the sums are rounded on the way. */
    list = fuse_rt_array_reserve(list, 1, sizeof(double));
    ((double *)FUSE_RT_ELEMENTS(list))[list->length++] = value;
  }
  return list;
}
