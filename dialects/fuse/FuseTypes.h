//===- FuseTypes.h - Types of the fuse dialect ------------------*- C++ -*-===//

#ifndef FUSE_FUSETYPES_H
#define FUSE_FUSETYPES_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Types.h"

#define GET_TYPEDEF_CLASSES
#include "fuse/FuseTypes.h.inc"

namespace fuse {

/// Whether variables, fields, elements and payloads may have this type: Int,
/// Float, Bool and the types of the dialect except `!fuse.error`.
bool isValueType(mlir::Type type);

} // namespace fuse

#endif // FUSE_FUSETYPES_H
