//===- FuseCAPI.cpp - C API of the FUSE dialects --------------------------===//

#include "capi/FuseCAPI.h"

#include "fuse/FuseOps.h"
#include "fuse_rt/FuseRtOps.h"

#include "mlir/CAPI/IR.h"
#include "mlir/CAPI/Support.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

void fuseRegisterDialects(MlirContext context) {
  MLIRContext *ctx = unwrap(context);
  DialectRegistry registry;
  registry.insert<fuse::FuseDialect, fuse_rt::FuseRtDialect>();
  ctx->appendDialectRegistry(registry);
  ctx->loadDialect<fuse::FuseDialect, fuse_rt::FuseRtDialect>();
}

MlirType fuseStrTypeGet(MlirContext context) {
  return wrap(Type(fuse::StrType::get(unwrap(context))));
}

MlirType fuseErrorTypeGet(MlirContext context) {
  return wrap(Type(fuse::ErrorType::get(unwrap(context))));
}

MlirType fuseStructTypeGet(MlirContext context, MlirStringRef name) {
  return wrap(Type(fuse::StructType::get(
      FlatSymbolRefAttr::get(unwrap(context), unwrap(name)))));
}

MlirType fuseEnumTypeGet(MlirContext context, MlirStringRef name) {
  return wrap(Type(fuse::EnumType::get(
      FlatSymbolRefAttr::get(unwrap(context), unwrap(name)))));
}

MlirType fuseListTypeGet(MlirType element) {
  Type type = unwrap(element);
  if (!fuse::isValueType(type))
    return wrap(Type());
  return wrap(Type(fuse::ListType::get(type)));
}

MlirType fuseOptionTypeGet(MlirType element) {
  Type type = unwrap(element);
  if (!fuse::isValueType(type) || isa<fuse::OptionType>(type))
    return wrap(Type());
  return wrap(Type(fuse::OptionType::get(type)));
}

MlirType fuseTypeElement(MlirType type) {
  return wrap(llvm::TypeSwitch<Type, Type>(unwrap(type))
                  .Case<fuse::ListType, fuse::OptionType>(
                      [](auto type) { return type.getElementType(); })
                  .Default([](Type) { return Type(); }));
}

MlirStringRef fuseTypeSymbol(MlirType type) {
  return wrap(llvm::TypeSwitch<Type, llvm::StringRef>(unwrap(type))
                  .Case<fuse::StructType, fuse::EnumType>(
                      [](auto type) { return type.getName().getValue(); })
                  .Default([](Type) { return llvm::StringRef(); }));
}

bool fuseOperationRaises(MlirOperation operation) {
  auto effects = dyn_cast<MemoryEffectOpInterface>(unwrap(operation));
  if (!effects)
    return false;
  llvm::SmallVector<MemoryEffects::EffectInstance> instances;
  effects.getEffectsOnResource(fuse::RaiseResource::get(), instances);
  return !instances.empty();
}
