/* The size of a program's work: the number in the environment variable N, or its default. */
#ifndef BENCH_SIZE_H
#define BENCH_SIZE_H

#include <stdint.h>
#include <stdlib.h>

static inline int64_t bench_size(int64_t usual) {
  const char *text = getenv("N");
  return text == NULL ? usual : strtoll(text, NULL, 10);
}

/* Memory or the end: none of the programs has anything to do without it. */
static inline void *bench_alloc(size_t size) {
  void *memory = malloc(size);
  if (memory == NULL)
    abort();
  return memory;
}

#endif
