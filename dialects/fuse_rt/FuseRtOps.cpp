//===- FuseRtOps.cpp - Operations of the fuse_rt dialect ------------------===//
//
// Registration and verifiers.
//
//===----------------------------------------------------------------------===//

#include "fuse_rt/FuseRtOps.h"

#define GET_OP_CLASSES
#include "fuse_rt/FuseRtOps.cpp.inc"

using namespace mlir;

namespace fuse_rt {

void FuseRtDialect::registerOps() {
  addOperations<
#define GET_OP_LIST
#include "fuse_rt/FuseRtOps.cpp.inc"
      >();
}

/// Glue must be a symbol of the module; whether its signature fits is the
/// business of its call after lowering.
static LogicalResult verifyGlue(Operation *op, FlatSymbolRefAttr glue,
                                StringRef role,
                                SymbolTableCollection &symbolTable) {
  if (!glue || symbolTable.lookupNearestSymbolFrom(op, glue.getAttr()))
    return success();
  return op->emitOpError() << role << " function " << glue << " does not exist";
}

LogicalResult ReleaseOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyGlue(*this, getDropAttr(), "drop", symbolTable);
}

LogicalResult
ArrayUniqueOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  if (failed(verifyGlue(*this, getRetainAttr(), "retain", symbolTable)))
    return failure();
  return verifyGlue(*this, getDropAttr(), "drop", symbolTable);
}

LogicalResult
ArrayPushOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  if (failed(verifyGlue(*this, getRetainAttr(), "retain", symbolTable)))
    return failure();
  return verifyGlue(*this, getDropAttr(), "drop", symbolTable);
}

LogicalResult
FunctionAddressOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyGlue(*this, getFunctionAttr(), "addressed", symbolTable);
}

LogicalResult NamedOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyGlue(*this, getCalleeAttr(), "called", symbolTable);
}

LogicalResult CStringOp::verify() {
  if (getValue().contains('\0'))
    return emitOpError("text contains a NUL byte");
  return success();
}

LogicalResult CallOp::verify() {
  if (!getCallee().starts_with("fuse_rt_"))
    return emitOpError() << "calls " << getCalleeAttr()
                         << ", which is no function of the runtime";
  if (getResults().size() > 1)
    return emitOpError("has more than one result");
  return success();
}

} // namespace fuse_rt
