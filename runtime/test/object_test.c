/* object.c: array objects, shared counts, exhausted memory. */
#include "harness.h"

static void test_alloc(void) {
  fuse_rt_array *array = fuse_rt_array_alloc(5, 8);
  CHECK_INT(array->count, 1);
  CHECK_INT(array->length, 5);
  CHECK_INT(array->capacity, 5);
  CHECK((uintptr_t)FUSE_RT_ELEMENTS(array) % 16 == 0);
  CHECK((char *)FUSE_RT_ELEMENTS(array) - (char *)array == 24);
  fuse_rt_array_free(array);
}

static void test_shared_count(void) {
  fuse_rt_array *array = fuse_rt_array_alloc(0, 8);
  array->count = -1;
  fuse_rt_retain_shared(array);
  CHECK_INT(array->count, -2);
  CHECK(!fuse_rt_release_shared(array));
  CHECK(fuse_rt_release_shared(array));
  fuse_rt_array_free(array);
}

static void test_immortal(void) {
  static fuse_rt_array constant = {0, 0, 0};
  fuse_rt_array_retain(&constant);
  CHECK_INT(constant.count, 0);
  CHECK(!fuse_rt_array_release(&constant));
}

static void test_reserve(void) {
  fuse_rt_array *array = fuse_rt_array_alloc(2, 8);
  ((int64_t *)FUSE_RT_ELEMENTS(array))[1] = 42;
  CHECK(fuse_rt_array_reserve(array, 0, 8) == array);
  array = fuse_rt_array_reserve(array, 100, 8);
  CHECK(array->capacity >= 102);
  CHECK_INT(array->length, 2);
  CHECK_INT(((int64_t *)FUSE_RT_ELEMENTS(array))[1], 42);
  fuse_rt_array_free(array);
}

static int64_t huge_length, huge_element;

static fuse_rt_error *allocate_huge(void) {
  fuse_rt_print(fuse_rt_array_alloc(0, 1));
  fuse_rt_array_alloc(huge_length, huge_element);
  return NULL;
}

/* Sizes that overflow, and sizes that no machine has, end the same way; buffered output comes first. */
static void test_exhausted(void) {
  static const int64_t table[][2] = {{INT64_MAX, 1},     {INT64_MAX, 2},        {INT64_MAX, 8},
                                     {INT64_MAX / 8, 8}, {(int64_t)1 << 61, 8}, {(int64_t)1 << 60, 1}};
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    huge_length = table[i][0];
    huge_element = table[i][1];
    CHECK_OUTCOME(test_run_program(allocate_huge, "mode=aot"), 101, "\n",
                  "fatal: class=panic pid=<pid> message=panic_kind=panic_static_str out "
                  "of memory mode=aot\n",
                  -1);
  }
}

static const test_case cases[] = {
    {"alloc", test_alloc},     {"shared count", test_shared_count}, {"immortal", test_immortal},
    {"reserve", test_reserve}, {"exhausted", test_exhausted},       {NULL, NULL},
};
const test_suite object_suite = {"object", cases};
