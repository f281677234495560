#include "../text.h"

static void numbers(text *out, int64_t n) {
  for (int64_t i = 1; i <= n; i++) {
    text_int(out, i);
    text_put(out, ",");
  }
}

static void lines(text *out, int64_t n) {
  text line = {0};
  for (int64_t i = 1; i <= n; i++) {
    line.length = 0;
    text_put(&line, "line ");
    text_int(&line, i);
    text_put(&line, ": ");
    text_int(&line, i % 7);
    text_add(out, line.data, line.length);
    text_put(out, "\n");
  }
  free(line.data);
}

int main(void) {
  int64_t n = bench_size(1000000);
  text a = {0}, b = {0};
  numbers(&a, n);
  text_print(&a);
  lines(&b, n);
  text_print(&b);
  free(a.data);
  free(b.data);
  return 0;
}
