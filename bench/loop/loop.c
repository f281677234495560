#include "../size.h"

#include <inttypes.h>
#include <stdio.h>

static int64_t mix(int64_t n) {
  int64_t h = 7;
  for (int64_t i = 1; i <= n; i++)
    h = (h * 31 + i) % 1000003;
  return h;
}

int main(void) {
  printf("%" PRId64 "\n", mix(bench_size(50000000)));
  return 0;
}
