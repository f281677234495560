/* Numbers: the comparison that the machine does not have. */
#include "fuse_rt.h"

int32_t fuse_rt_compare_int_float(int64_t a, double b) {
  if (b != b)
    return 2;
  /* The bounds are powers of two and exact; between them the conversion to an integer is defined and drops only the fraction. */
  if (b >= 0x1p63)
    return -1;
  if (b < -0x1p63)
    return 1;
  int64_t whole = (int64_t)b;
  if (a != whole)
    return a < whole ? -1 : 1;
  double fraction = b - (double)whole;
  return fraction > 0 ? -1 : fraction < 0 ? 1 : 0;
}

int64_t fuse_rt_float_truncate(double value) {
  if (value != value)
    return 0;
  if (value >= 0x1p63)
    return INT64_MAX;
  return value < -0x1p63 ? INT64_MIN : (int64_t)value;
}
