/* Tagged values; a row's fields are in the order of their names and found by halving, as those of a map in FUSE. The rows are made
 * without JSON: there are only a thousand of them. */
#include "../size.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { INT, FLOAT, TEXT, LIST, MAP } kind;

typedef struct value value;
struct value {
  kind kind;
  union {
    int64_t i;
    double f;
    const char *text;
    struct {
      int64_t length;
      value *items;
      const char **names; /* of a map */
    };
  };
};

static value whole(int64_t i) { return (value){.kind = INT, .i = i}; }

static value fraction(double f) { return (value){.kind = FLOAT, .f = f}; }

static value text(const char *s) { return (value){.kind = TEXT, .text = strdup(s)}; }

static void fail(void) {
  fprintf(stderr, "wrong kind\n");
  exit(1);
}

static double number(value v) {
  if (v.kind == INT)
    return (double)v.i;
  if (v.kind != FLOAT)
    fail();
  return v.f;
}

static value sum(value a, value b) { return a.kind == INT && b.kind == INT ? whole(a.i + b.i) : fraction(number(a) + number(b)); }

static value product(value a, value b) {
  return a.kind == INT && b.kind == INT ? whole(a.i * b.i) : fraction(number(a) * number(b));
}

static value field(value map, const char *name) {
  if (map.kind != MAP)
    fail();
  int64_t low = 0, high = map.length;
  while (low < high) {
    int64_t middle = low + (high - low) / 2;
    int order = strcmp(name, map.names[middle]);
    if (order == 0)
      return map.items[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  fail();
  return whole(0);
}

static value element(value list, int64_t index) {
  if (list.kind != LIST || index < 0 || index >= list.length)
    fail();
  return list.items[index];
}

static value row(int64_t i) {
  static const char *names[] = {"count", "id", "price", "tags"};
  char tag[8];
  snprintf(tag, sizeof tag, "b%" PRId64, i % 3);
  value *tags = malloc(2 * sizeof *tags), *items = malloc(4 * sizeof *items);
  tags[0] = text("a");
  tags[1] = text(tag);
  items[0] = whole(i % 7);
  items[1] = whole(i);
  items[2] = fraction((double)(i % 50) + 0.5);
  items[3] = (value){.kind = LIST, .length = 2, .items = tags};
  return (value){.kind = MAP, .length = 4, .items = items, .names = names};
}

int main(void) {
  int64_t n = bench_size(5000);
  value rows = {.kind = LIST, .length = 1000, .items = malloc(1000 * sizeof(value))};
  for (int64_t i = 1; i <= 1000; i++)
    rows.items[i - 1] = row(i);
  value total = fraction(0), marked = whole(0);
  for (int64_t round = 0; round < n; round++)
    for (int64_t i = 0; i < rows.length; i++) {
      value each = element(rows, i);
      total = sum(total, product(field(each, "price"), field(each, "count")));
      value tag = element(field(each, "tags"), 1);
      if (tag.kind == TEXT && strcmp(tag.text, "b1") == 0)
        marked = sum(marked, field(each, "id"));
    }
  printf("%.15g %" PRId64 "\n", number(total), marked.i);
  return 0;
}
