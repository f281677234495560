//===- FuseFolds.cpp - Folds of fuse ops ----------------------------------===//
//
// `fold` methods: they never make an op.
//
//===----------------------------------------------------------------------===//

#include "fuse/FuseOps.h"

#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace fuse {

OpFoldResult StrConstantOp::fold(FoldAdaptor) { return getValueAttr(); }

OpFoldResult OptionNoneOp::fold(FoldAdaptor) {
  return UnitAttr::get(getContext());
}

OpFoldResult ErrorNoneOp::fold(FoldAdaptor) {
  return UnitAttr::get(getContext());
}

} // namespace fuse
