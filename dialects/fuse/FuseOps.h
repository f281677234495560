//===- FuseOps.h - Operations of the fuse dialect ---------------*- C++ -*-===//

#ifndef FUSE_FUSEOPS_H
#define FUSE_FUSEOPS_H

#include "fuse/FuseAttrs.h"
#include "fuse/FuseDialect.h"
#include "fuse/FuseTypes.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "fuse/FuseOps.h.inc"

#endif // FUSE_FUSEOPS_H
