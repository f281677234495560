#include "../size.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct tree {
  struct tree *left, *right;
} tree;

static tree *make(int64_t depth) {
  tree *t = bench_alloc(sizeof *t);
  t->left = depth == 0 ? NULL : make(depth - 1);
  t->right = depth == 0 ? NULL : make(depth - 1);
  return t;
}

static int64_t count(const tree *t) {
  int64_t nodes = 1;
  if (t->left != NULL)
    nodes += count(t->left);
  if (t->right != NULL)
    nodes += count(t->right);
  return nodes;
}

static void drop(tree *t) {
  if (t == NULL)
    return;
  drop(t->left);
  drop(t->right);
  free(t);
}

int main(void) {
  int64_t deepest = bench_size(16);
  tree *kept = make(deepest);
  int64_t trees = (int64_t)1 << deepest;
  for (int64_t depth = 4; depth <= deepest; depth += 4) {
    int64_t nodes = 0;
    for (int64_t i = 1; i <= trees; i++) {
      tree *t = make(depth);
      nodes += count(t);
      drop(t);
    }
    printf("%" PRId64 " trees of depth %" PRId64 ": %" PRId64 "\n", trees, depth, nodes);
    trees = trees / 16 == 0 ? 1 : trees / 16;
  }
  printf("kept: %" PRId64 "\n", count(kept));
  drop(kept);
  return 0;
}
