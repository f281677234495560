//===- FuseDialect.h - The fuse dialect -------------------------*- C++ -*-===//

#ifndef FUSE_FUSEDIALECT_H
#define FUSE_FUSEDIALECT_H

#include "mlir/IR/Dialect.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "fuse/FuseDialect.h.inc"

namespace fuse {

/// Leaving the function by a runtime error.
struct RaiseResource : mlir::SideEffects::Resource::Base<RaiseResource> {
  llvm::StringRef getName() final { return "fuse.raise"; }
};

/// Standard output and standard error.
struct ConsoleResource : mlir::SideEffects::Resource::Base<ConsoleResource> {
  llvm::StringRef getName() final { return "fuse.console"; }
};

/// Environment variables and the config file.
struct EnvironmentResource
    : mlir::SideEffects::Resource::Base<EnvironmentResource> {
  llvm::StringRef getName() final { return "fuse.environment"; }
};

/// The variables that `fuse.global` declares.
struct GlobalsResource : mlir::SideEffects::Resource::Base<GlobalsResource> {
  llvm::StringRef getName() final { return "fuse.globals"; }
};

/// The contents of boxes.
struct BoxesResource : mlir::SideEffects::Resource::Base<BoxesResource> {
  llvm::StringRef getName() final { return "fuse.boxes"; }
};

/// Whatever else is outside of the program: clocks, files, randomness.
struct WorldResource : mlir::SideEffects::Resource::Base<WorldResource> {
  llvm::StringRef getName() final { return "fuse.world"; }
};

/// What a debugger sees of the variables.
struct DebuggerResource : mlir::SideEffects::Resource::Base<DebuggerResource> {
  llvm::StringRef getName() final { return "fuse.debugger"; }
};

/// Reference counts.
struct CountsResource : mlir::SideEffects::Resource::Base<CountsResource> {
  llvm::StringRef getName() final { return "fuse.counts"; }
};

} // namespace fuse

#endif // FUSE_FUSEDIALECT_H
