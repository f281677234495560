/* Text that grows at its end, for the C versions of programs that build text. */
#ifndef BENCH_TEXT_H
#define BENCH_TEXT_H

#include "size.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  char *data;
  size_t length, capacity;
} text;

static inline void text_add(text *t, const char *data, size_t length) {
  if (t->capacity - t->length < length) {
    t->capacity = 2 * t->capacity > t->length + length ? 2 * t->capacity : t->length + length;
    t->data = realloc(t->data, t->capacity);
    if (t->data == NULL)
      abort();
  }
  memcpy(t->data + t->length, data, length);
  t->length += length;
}

static inline void text_put(text *t, const char *zero_terminated) { text_add(t, zero_terminated, strlen(zero_terminated)); }

static inline void text_int(text *t, int64_t value) {
  char digits[24];
  text_add(t, digits, (size_t)snprintf(digits, sizeof digits, "%lld", (long long)value));
}

static inline void text_print(const text *t) {
  fwrite(t->data, 1, t->length, stdout);
  putchar('\n');
}

#endif
