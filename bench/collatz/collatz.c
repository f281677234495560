#include "../size.h"

#include <inttypes.h>
#include <stdio.h>

static int64_t steps(int64_t start) {
  int64_t n = start, count = 0;
  while (n != 1) {
    if (n % 2 == 0)
      n = n / 2;
    else
      n = 3 * n + 1;
    count++;
  }
  return count;
}

static int64_t longest(int64_t limit) {
  int64_t best = 1, most = 0;
  for (int64_t i = 1; i <= limit; i++) {
    int64_t count = steps(i);
    if (count > most) {
      best = i;
      most = count;
    }
  }
  return best;
}

int main(void) {
  printf("%" PRId64 "\n", longest(bench_size(1000000)));
  return 0;
}
