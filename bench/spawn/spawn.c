#include "../size.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>

enum { TASKS = 64 };

typedef struct {
  int64_t first, last, sum;
} share;

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

static void *total(void *argument) {
  share *s = argument;
  int64_t sum = 0;
  for (int64_t i = s->first; i <= s->last; i++)
    sum += steps(i);
  s->sum = sum;
  return NULL;
}

int main(void) {
  int64_t size = bench_size(20000);
  share shares[TASKS];
  pthread_t threads[TASKS];
  for (int number = 0; number < TASKS; number++) {
    shares[number] = (share){number * size + 1, (number + 1) * size, 0};
    if (pthread_create(&threads[number], NULL, total, &shares[number]) != 0)
      abort();
  }
  int64_t sum = 0;
  for (int number = 0; number < TASKS; number++) {
    pthread_join(threads[number], NULL);
    sum += shares[number].sum;
  }
  printf("%" PRId64 "\n", sum);
  return 0;
}
