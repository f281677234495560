#include "../size.h"

#include <stdio.h>

static double **matrix(int64_t n, int64_t seed) {
  double **rows = bench_alloc((size_t)n * sizeof *rows);
  for (int64_t i = 1; i <= n; i++) {
    double *row = rows[i - 1] = bench_alloc((size_t)n * sizeof *row);
    for (int64_t j = 1; j <= n; j++)
      row[j - 1] = 1.0 * (double)((i * seed + j * 7) % 100) / 10.0;
  }
  return rows;
}

static double **product(int64_t n, double **a, double **b) {
  double **c = matrix(n, 0);
  for (int64_t i = 0; i < n; i++)
    for (int64_t j = 0; j < n; j++) {
      double sum = 0.0;
      for (int64_t k = 0; k < n; k++)
        sum = sum + a[i][k] * b[k][j];
      c[i][j] = sum;
    }
  return c;
}

static double trace(int64_t n, double **c) {
  double sum = 0.0;
  for (int64_t i = 0; i < n; i++)
    sum += c[i][i];
  return sum;
}

static void release(int64_t n, double **rows) {
  for (int64_t i = 0; i < n; i++)
    free(rows[i]);
  free(rows);
}

int main(void) {
  int64_t n = bench_size(400);
  double **a = matrix(n, 3), **b = matrix(n, 11);
  double **c = product(n, a, b);
  double sum = trace(n, c);
  /* The shortest text that reads back as the same double. */
  char text[64];
  for (int digits = 1; digits <= 17; digits++) {
    snprintf(text, sizeof text, "%.*g", digits, sum);
    if (strtod(text, NULL) == sum)
      break;
  }
  puts(text);
  release(n, a);
  release(n, b);
  release(n, c);
  return 0;
}
