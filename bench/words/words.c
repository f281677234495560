/* The map is a table with linear probing and FNV-1a hashes, doubled at three quarters. */
#include "../size.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  char *key;
  uint64_t hash;
  int64_t value;
} entry;

typedef struct {
  entry *entries;
  size_t capacity, used;
} map;

static uint64_t hash_of(const char *key) {
  uint64_t hash = 14695981039346656037u;
  for (; *key != '\0'; key++)
    hash = (hash ^ (unsigned char)*key) * 1099511628211u;
  return hash;
}

static entry *slot(const map *m, const char *key, uint64_t hash) {
  size_t at = hash & (m->capacity - 1);
  while (m->entries[at].key != NULL && (m->entries[at].hash != hash || strcmp(m->entries[at].key, key) != 0))
    at = (at + 1) & (m->capacity - 1);
  return &m->entries[at];
}

static void grow(map *m) {
  map larger = {calloc(m->capacity * 2, sizeof(entry)), m->capacity * 2, m->used};
  if (larger.entries == NULL)
    abort();
  for (size_t i = 0; i < m->capacity; i++)
    if (m->entries[i].key != NULL)
      *slot(&larger, m->entries[i].key, m->entries[i].hash) = m->entries[i];
  free(m->entries);
  *m = larger;
}

static void add(map *m, const char *key) {
  uint64_t hash = hash_of(key);
  entry *found = slot(m, key, hash);
  if (found->key == NULL) {
    found->key = strdup(key);
    found->hash = hash;
    m->used++;
  }
  found->value++;
  if (m->used * 4 > m->capacity * 3)
    grow(m);
}

int main(void) {
  map counts = {calloc(16, sizeof(entry)), 16, 0};
  int64_t n = bench_size(2000000), state = 42;
  for (int64_t i = 1; i <= n; i++) {
    state = (state * 1103515245 + 12345) % 2147483648;
    char word[32];
    snprintf(word, sizeof word, "word%lld", (long long)(state / 65536 % 5000));
    add(&counts, word);
  }
  int64_t words = 0, most = 0, squares = 0;
  for (size_t i = 0; i < counts.capacity; i++) {
    const entry *e = &counts.entries[i];
    if (e->key == NULL)
      continue;
    words++;
    squares += e->value * e->value;
    most = e->value > most ? e->value : most;
    free(e->key);
  }
  free(counts.entries);
  printf("%" PRId64 " %" PRId64 " %" PRId64 "\n", words, most, squares);
  return 0;
}
