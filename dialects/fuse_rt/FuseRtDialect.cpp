//===- FuseRtDialect.cpp - The fuse_rt dialect ----------------------------===//

#include "fuse_rt/FuseRtDialect.h"
#include "fuse_rt/FuseRtOps.h"

#include "mlir/Transforms/InliningUtils.h"

#include "fuse_rt/FuseRtDialect.cpp.inc"

using namespace mlir;

namespace fuse_rt {
namespace {

/// Every fuse_rt op means the same in any function, so any may be inlined
/// anywhere.
struct FuseRtInlinerInterface : DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final {
    return true;
  }
};

} // namespace

void FuseRtDialect::initialize() {
  registerOps();
  addInterfaces<FuseRtInlinerInterface>();
}

} // namespace fuse_rt
