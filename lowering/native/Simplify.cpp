//===- Simplify.cpp - Folds and canonicalization patterns, in two halves --===//
//
// The work of the pass `simplify` (lowering/simplify.py).
//
// Upstream `canonicalize` applies the patterns of values and those of control
// flow together. When a branch of a loop folds, the loop can lose its entry and
// be merged with its own body; a loop variable is then defined by itself,
// `%x = arith.addi %x, %c`, and the patterns that combine two additions never
// end. Such code is unreachable, so it must be gone before values are looked
// at. Here values and control flow take turns, with unreachable blocks erased
// in between; while values are simplified no block loses its predecessors.
//
//===----------------------------------------------------------------------===//

#include "capi/FuseCAPI.h"

#include "mlir/CAPI/IR.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir/Transforms/RegionUtils.h"

using namespace mlir;

namespace {

/// Turns of values and control flow; each turn of control flow can only make
/// the graph smaller, so few programs need more than three.
constexpr int maxRounds = 10;

struct Patterns {
  FrozenRewritePatternSet values;
  FrozenRewritePatternSet flow;
};

Patterns collectPatterns(MLIRContext *context) {
  RewritePatternSet values(context), flow(context);
  for (Dialect *dialect : context->getLoadedDialects())
    dialect->getCanonicalizationPatterns(values);
  for (RegisteredOperationName name : context->getRegisteredOperations())
    name.getCanonicalizationPatterns(
        name.getDialectNamespace() == "cf" ? flow : values, context);
  return {FrozenRewritePatternSet(std::move(values)),
          FrozenRewritePatternSet(std::move(flow))};
}

bool apply(Operation *root, const FrozenRewritePatternSet &patterns,
           const GreedyRewriteConfig &config) {
  bool changed = false;
  for (Region &region : root->getRegions()) {
    bool changedHere = false;
    // Not converging is no failure: the rest stays as it is.
    (void)applyPatternsGreedily(region, patterns, config, &changedHere);
    changed |= changedHere;
  }
  return changed;
}

} // namespace

void fuseSimplify(MlirOperation operation) {
  Operation *root = unwrap(operation);
  Patterns patterns = collectPatterns(root->getContext());
  GreedyRewriteConfig valueConfig;
  valueConfig.setUseTopDownTraversal(true);
  GreedyRewriteConfig flowConfig;
  flowConfig.enableFolding(false);
  IRRewriter rewriter(root->getContext());
  for (int round = 0; round < maxRounds; ++round) {
    (void)eraseUnreachableBlocks(rewriter, root->getRegions());
    apply(root, patterns.values, valueConfig);
    if (!apply(root, patterns.flow, flowConfig))
      return;
  }
}
