//===- FuseTypes.cpp - Types of the fuse dialect --------------------------===//

#include "fuse/FuseTypes.h"
#include "fuse/FuseDialect.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

#define GET_TYPEDEF_CLASSES
#include "fuse/FuseTypes.cpp.inc"

using namespace mlir;

namespace fuse {

bool isValueType(Type type) {
  return type.isSignlessInteger(64) || type.isSignlessInteger(1) ||
         type.isF64() ||
         (isa<FuseDialect>(type.getDialect()) && !isa<ErrorType>(type));
}

/// What holds of the parts of every container.
static LogicalResult
verifyPart(llvm::function_ref<InFlightDiagnostic()> emitError, StringRef part,
           Type type) {
  if (!isValueType(type))
    return emitError() << part << " must be a FUSE value type, but is " << type;
  return success();
}

LogicalResult
ListType::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                 Type elementType) {
  return verifyPart(emitError, "list element", elementType);
}

LogicalResult
MapType::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                Type elementType) {
  return verifyPart(emitError, "map value", elementType);
}

LogicalResult
OptionType::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                   Type elementType) {
  if (isa<OptionType>(elementType))
    return emitError() << "options do not nest";
  if (isa<AnyType>(elementType))
    return emitError() << "null is a value of !fuse.any, which needs no option";
  return verifyPart(emitError, "option value", elementType);
}

LogicalResult
ResultType::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                   Type elementType) {
  return verifyPart(emitError, "result value", elementType);
}

LogicalResult
BoxType::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                Type elementType) {
  if (isa<BoxType>(elementType))
    return emitError() << "boxes do not nest";
  return verifyPart(emitError, "box content", elementType);
}

LogicalResult
TaskType::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                 Type elementType) {
  return verifyPart(emitError, "task value", elementType);
}

void FuseDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "fuse/FuseTypes.cpp.inc"
      >();
}

} // namespace fuse
