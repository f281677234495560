#include "../size.h"

#include <inttypes.h>
#include <stdio.h>

static int64_t triples(int64_t n) {
  int64_t found = 0;
  for (int64_t a = 1; a <= n; a++)
    for (int64_t b = a; b <= n; b++)
      for (int64_t c = b; c <= n; c++)
        if (a * a + b * b == c * c)
          found++;
  return found;
}

int main(void) {
  printf("%" PRId64 "\n", triples(bench_size(1000)));
  return 0;
}
