/* number.c: Int against Float, exactly. */
#include "harness.h"

#include <math.h>

static void test_compare(void) {
  static const struct {
    int64_t a;
    double b;
    int result;
  } table[] = {
      {1, 1.0, 0},
      {1, 1.5, -1},
      {2, 1.5, 1},
      {-1, -1.5, 1},
      {-2, -1.5, -1},
      {0, -0.0, 0},
      {0, 5e-324, -1},
      {0, -5e-324, 1},
      {INT64_MAX, 0x1p63, -1},
      {INT64_MIN, -0x1p63, 0},
      {INT64_MIN, -0x1.0000000000001p63, 1},
      {INT64_MAX, 0x1.fffffffffffffp62, 1},
      {9007199254740993, 9007199254740992.0, 1},
      {9007199254740991, 9007199254740992.0, -1},
      {INT64_MAX, INFINITY, -1},
      {INT64_MIN, -INFINITY, 1},
      {0, NAN, 2},
  };
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
    CHECK_INT(fuse_rt_compare_int_float(table[i].a, table[i].b), table[i].result);
}

static const test_case cases[] = {{"compare", test_compare}, {NULL, NULL}};
const test_suite number_suite = {"number", cases};
