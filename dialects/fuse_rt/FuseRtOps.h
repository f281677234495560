//===- FuseRtOps.h - Operations of the fuse_rt dialect ----------*- C++ -*-===//

#ifndef FUSE_RT_FUSERTOPS_H
#define FUSE_RT_FUSERTOPS_H

#include "fuse_rt/FuseRtDialect.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/LLVMIR/LLVMTypes.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "fuse_rt/FuseRtOps.h.inc"

#endif // FUSE_RT_FUSERTOPS_H
