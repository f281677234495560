//===- FuseAttrs.h - Attributes of the fuse dialect -------------*- C++ -*-===//

#ifndef FUSE_FUSEATTRS_H
#define FUSE_FUSEATTRS_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"

#include "fuse/FuseAttrs.h.inc"

#endif // FUSE_FUSEATTRS_H
