#include "../size.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

static bool attacked(const int64_t *board, int64_t row) {
  int64_t column = board[row];
  for (int64_t other = 0; other <= row; other++)
    if (other < row) {
      int64_t distance = board[other] - column;
      if (distance == 0 || distance == row - other || distance == other - row)
        return true;
    }
  return false;
}

static int64_t solutions(int64_t n) {
  int64_t *board = bench_alloc((size_t)n * sizeof *board);
  for (int64_t i = 0; i < n; i++)
    board[i] = i + 1;
  board[0] = -1;
  int64_t found = 0, row = 0;
  while (row >= 0) {
    board[row]++;
    if (board[row] == n) {
      row--;
    } else if (!attacked(board, row)) {
      if (row == n - 1)
        found++;
      else
        board[++row] = -1;
    }
  }
  free(board);
  return found;
}

int main(void) {
  printf("%" PRId64 "\n", solutions(bench_size(12)));
  return 0;
}
