/* list.c: concatenation in all states of the operands, copies, ranges. */
#include "harness.h"

static fuse_rt_list *ints(int64_t from, int64_t n) {
  fuse_rt_list *list = fuse_rt_array_alloc(n, 8);
  for (int64_t i = 0; i < n; i++)
    ((int64_t *)FUSE_RT_ELEMENTS(list))[i] = from + i;
  return list;
}

/* Checks that the list is from, from+1, … and frees it. */
static void check_ints(fuse_rt_list *list, int64_t from, int64_t n) {
  CHECK_INT(list->length, n);
  for (int64_t i = 0; i < list->length; i++)
    CHECK_INT(((int64_t *)FUSE_RT_ELEMENTS(list))[i], from + i);
  CHECK(fuse_rt_array_release(list));
  fuse_rt_array_free(list);
}

static fuse_rt_list *concat_ints(fuse_rt_list *a, fuse_rt_list *b) { return fuse_rt_list_concat(a, b, 8, NULL, NULL); }

static void test_concat(void) {
  check_ints(concat_ints(ints(0, 3), ints(3, 4)), 0, 7);
  check_ints(concat_ints(ints(0, 0), ints(0, 2)), 0, 2);
  check_ints(concat_ints(ints(0, 2), ints(2, 0)), 0, 2);
  check_ints(concat_ints(ints(0, 0), ints(0, 0)), 0, 0);
}

/* Appending in a loop moves the list rarely, so that it costs constant time an element. */
static void test_append_in_place(void) {
  fuse_rt_list *list = ints(0, 0);
  int moves = 0;
  for (int64_t i = 0; i < 500000; i++) {
    fuse_rt_list *before = list;
    list = concat_ints(list, ints(i, 1));
    moves += list != before;
  }
  CHECK(moves < 40);
  CHECK(list->capacity >= list->length);
  check_ints(list, 0, 500000);
}

static void test_concat_held(void) {
  fuse_rt_list *a = ints(0, 3);
  fuse_rt_list *b = ints(3, 2);
  a->count = 2;
  b->count = 2;
  check_ints(concat_ints(a, b), 0, 5);
  CHECK_INT(a->count, 1);
  CHECK_INT(b->count, 1);
  check_ints(a, 0, 3);
  check_ints(b, 3, 2);
}

static void test_concat_constant(void) {
  static struct {
    fuse_rt_array header;
    int64_t elements[2];
  } constant = {{0, 2, 0}, {0, 1}};
  check_ints(concat_ints(&constant.header, ints(2, 2)), 0, 4);
  fuse_rt_list *same = concat_ints(&constant.header, ints(0, 0));
  CHECK(same == &constant.header);
}

static void retain_element(void *element) { fuse_rt_array_retain(*(fuse_rt_array **)element); }

static void release_element(void *element) { fuse_rt_str_release(*(fuse_rt_array **)element); }

static fuse_rt_list *strings(fuse_rt_str *a, fuse_rt_str *b) {
  fuse_rt_list *list = fuse_rt_array_alloc(2, sizeof(fuse_rt_str *));
  ((fuse_rt_str **)FUSE_RT_ELEMENTS(list))[0] = a;
  ((fuse_rt_str **)FUSE_RT_ELEMENTS(list))[1] = b;
  return list;
}

static fuse_rt_list *concat_strings(fuse_rt_list *a, fuse_rt_list *b) {
  return fuse_rt_list_concat(a, b, sizeof(fuse_rt_str *), retain_element, release_element);
}

static void drop_strings(fuse_rt_list *list) {
  if (!fuse_rt_array_release(list))
    return;
  for (int64_t i = 0; i < list->length; i++)
    release_element((fuse_rt_str **)FUSE_RT_ELEMENTS(list) + i);
  fuse_rt_array_free(list);
}

static void test_counted_elements_move(void) {
  fuse_rt_str *x = test_str("x");
  fuse_rt_str *y = test_str("y");
  x->count = 2;
  y->count = 2;
  fuse_rt_list *list = concat_strings(strings(x, y), strings(x, y));
  CHECK_INT(x->count, 2);
  CHECK_INT(y->count, 2);
  drop_strings(list);
}

static void test_counted_elements_copied(void) {
  fuse_rt_str *x = test_str("x");
  fuse_rt_str *y = test_str("y");
  fuse_rt_list *a = strings(x, y);
  a->count = 2;
  /* Twice the same list: its last count goes while its elements live on in the result. */
  fuse_rt_list *list = concat_strings(a, a);
  CHECK_INT(list->length, 4);
  CHECK_INT(x->count, 2);
  CHECK_INT(y->count, 2);
  drop_strings(list);
}

static void test_counted_elements_of_held(void) {
  fuse_rt_str *x = test_str("x");
  fuse_rt_str *y = test_str("y");
  fuse_rt_list *b = strings(x, y);
  b->count = 2;
  fuse_rt_str *z = test_str("z");
  fuse_rt_str *w = test_str("w");
  fuse_rt_list *list = concat_strings(strings(z, w), b);
  CHECK_INT(x->count, 2);
  CHECK_INT(z->count, 1);
  CHECK_INT(b->count, 1);
  drop_strings(b);
  CHECK_INT(x->count, 1);
  drop_strings(list);
}

static void test_shared_dies(void) {
  fuse_rt_str *x = test_str("x");
  fuse_rt_str *y = test_str("y");
  fuse_rt_list *b = strings(x, y);
  b->count = -1;
  fuse_rt_str *z = test_str("z");
  fuse_rt_str *w = test_str("w");
  fuse_rt_list *list = concat_strings(strings(z, w), b);
  CHECK_INT(x->count, 1);
  drop_strings(list);
}

static void test_copy(void) {
  fuse_rt_str *x = test_str("x");
  fuse_rt_str *y = test_str("y");
  fuse_rt_list *list = strings(x, y);
  fuse_rt_list *copy = fuse_rt_list_copy(list, sizeof(fuse_rt_str *), retain_element);
  CHECK(copy != list);
  CHECK_INT(copy->count, 1);
  CHECK_INT(copy->length, 2);
  CHECK_INT(x->count, 2);
  drop_strings(list);
  CHECK_STR(*(fuse_rt_str **)FUSE_RT_ELEMENTS(copy), "x");
  fuse_rt_str_release(y);
  fuse_rt_array_free(copy);
}

static void test_range_int(void) {
  check_ints(fuse_rt_list_range_int(-2, 3), -2, 6);
  check_ints(fuse_rt_list_range_int(5, 5), 5, 1);
  check_ints(fuse_rt_list_range_int(INT64_MAX - 1, INT64_MAX), INT64_MAX - 1, 2);
  check_ints(fuse_rt_list_range_int(INT64_MIN, INT64_MIN + 1), INT64_MIN, 2);
}

static void check_floats(fuse_rt_list *list, double from, int64_t n) {
  CHECK_INT(list->length, n);
  double value = from;
  for (int64_t i = 0; i < list->length; i++, value += 1.0)
    CHECK(((double *)FUSE_RT_ELEMENTS(list))[i] == value);
  fuse_rt_array_free(list);
}

static void test_range_float(void) {
  check_floats(fuse_rt_list_range_float(0.5, 3.0), 0.5, 3);
  check_floats(fuse_rt_list_range_float(1.0, 1.0), 1.0, 1);
  check_floats(fuse_rt_list_range_float(1.0, 2.9999999995), 1.0, 3);
  check_floats(fuse_rt_list_range_float(1.0, 2.99999), 1.0, 2);
  check_floats(fuse_rt_list_range_float(0.1, 100000.1), 0.1, 100001);
}

static fuse_rt_error *endless_range(void) {
  fuse_rt_list_range_float(1e300, 1e300);
  return NULL;
}

static fuse_rt_error *whole_range(void) {
  fuse_rt_list_range_int(INT64_MIN, INT64_MAX);
  return NULL;
}

static void test_range_exhausts(void) {
  const char *message = "fatal: class=panic pid=<pid> "
                        "message=panic_kind=panic_static_str out of memory\n";
  CHECK_OUTCOME(test_run_program(endless_range, NULL), 101, "", message, -1);
  CHECK_OUTCOME(test_run_program(whole_range, NULL), 101, "", message, -1);
}

static const test_case cases[] = {
    {"concat", test_concat},
    {"append in place", test_append_in_place},
    {"concat held", test_concat_held},
    {"concat constant", test_concat_constant},
    {"counted elements move", test_counted_elements_move},
    {"counted elements copied", test_counted_elements_copied},
    {"counted elements of held", test_counted_elements_of_held},
    {"shared dies", test_shared_dies},
    {"copy", test_copy},
    {"range int", test_range_int},
    {"range float", test_range_float},
    {"range exhausts", test_range_exhausts},
    {NULL, NULL},
};
const test_suite list_suite = {"list", cases};
