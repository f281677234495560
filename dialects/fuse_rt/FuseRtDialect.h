//===- FuseRtDialect.h - The fuse_rt dialect --------------------*- C++ -*-===//

#ifndef FUSE_RT_FUSERTDIALECT_H
#define FUSE_RT_FUSERTDIALECT_H

#include "mlir/IR/Dialect.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "fuse_rt/FuseRtDialect.h.inc"

namespace fuse_rt {

/// Reference counts in the headers of objects.
struct CountsResource : mlir::SideEffects::Resource::Base<CountsResource> {
  llvm::StringRef getName() final { return "fuse_rt.counts"; }
};

} // namespace fuse_rt

#endif // FUSE_RT_FUSERTDIALECT_H
