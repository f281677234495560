#include "../size.h"

#include <inttypes.h>
#include <stdio.h>

static int64_t primes(int64_t n) {
  int64_t *xs = bench_alloc((size_t)(n + 1) * sizeof *xs);
  for (int64_t i = 0; i <= n; i++)
    xs[i] = i;
  for (int64_t p = 2; p * p <= n; p++) {
    if (xs[p] == 0)
      continue;
    for (int64_t m = p * p; m <= n; m += p)
      xs[m] = 0;
  }
  int64_t count = 0;
  for (int64_t i = 2; i <= n; i++)
    count += xs[i] != 0;
  free(xs);
  return count;
}

int main(void) {
  printf("%" PRId64 "\n", primes(bench_size(10000000)));
  return 0;
}
