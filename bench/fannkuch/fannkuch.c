#include "../size.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

static int64_t flips(const int64_t *source, int64_t *p, int64_t n) {
  for (int64_t i = 0; i < n; i++)
    p[i] = source[i];
  int64_t count = 0;
  while (p[0] != 0) {
    int64_t low = 0, high = p[0];
    while (low < high) {
      int64_t t = p[low];
      p[low++] = p[high];
      p[high--] = t;
    }
    count++;
  }
  return count;
}

static int64_t *numbers(int64_t length) {
  int64_t *list = bench_alloc((size_t)length * sizeof *list);
  for (int64_t i = 0; i < length; i++)
    list[i] = i;
  return list;
}

static void fannkuch(int64_t n) {
  int64_t *p = numbers(n), *scratch = numbers(n), *counts = numbers(n + 1);
  int64_t most = 0, checksum = 0, permutation = 0, r = n;
  bool running = true;
  while (running) {
    for (; r != 1; r--)
      counts[r - 1] = r;
    int64_t count = flips(p, scratch, n);
    if (count > most)
      most = count;
    if (permutation % 2 == 0)
      checksum += count;
    else
      checksum -= count;
    bool searching = true;
    while (searching) {
      if (r == n) {
        running = false;
        searching = false;
      } else {
        int64_t first = p[0];
        for (int64_t i = 0; i < r; i++)
          p[i] = p[i + 1];
        p[r] = first;
        if (--counts[r] > 0)
          searching = false;
        else
          r++;
      }
    }
    permutation++;
  }
  printf("%" PRId64 " %" PRId64 "\n", checksum, most);
  free(p);
  free(scratch);
  free(counts);
}

int main(void) {
  fannkuch(bench_size(10));
  return 0;
}
