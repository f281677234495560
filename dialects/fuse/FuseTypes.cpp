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
         isa<StrType, ListType, OptionType, StructType, EnumType>(type);
}

LogicalResult
ListType::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                 Type elementType) {
  if (!isValueType(elementType))
    return emitError() << "list element must be a FUSE value type, but is "
                       << elementType;
  return success();
}

LogicalResult
OptionType::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                   Type elementType) {
  if (!isValueType(elementType))
    return emitError() << "option value must be a FUSE value type, but is "
                       << elementType;
  if (isa<OptionType>(elementType))
    return emitError() << "options do not nest";
  return success();
}

void FuseDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "fuse/FuseTypes.cpp.inc"
      >();
}

} // namespace fuse
