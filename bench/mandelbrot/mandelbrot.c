#include "../size.h"

#include <inttypes.h>
#include <stdio.h>

static int64_t steps(double cx, double cy, int64_t limit) {
  double x = 0.0, y = 0.0;
  int64_t n = 0;
  while (x * x + y * y <= 4.0 && n < limit) {
    double t = x * x - y * y + cx;
    y = 2.0 * x * y + cy;
    x = t;
    n++;
  }
  return n;
}

static int64_t inside(int64_t size, int64_t limit) {
  int64_t count = 0;
  for (int64_t i = 1; i <= size; i++)
    for (int64_t j = 1; j <= size; j++) {
      double cx = 3.0 * (double)j / (double)size - 2.0;
      double cy = 2.0 * (double)i / (double)size - 1.0;
      if (steps(cx, cy, limit) == limit)
        count++;
    }
  return count;
}

int main(void) {
  printf("%" PRId64 "\n", inside(bench_size(700), 400));
  return 0;
}
