//===- FuseCAPI.cpp - C API of the FUSE dialects --------------------------===//

#include "capi/FuseCAPI.h"

#include "fuse/FuseOps.h"
#include "fuse_rt/FuseRtOps.h"

#include "mlir/CAPI/IR.h"
#include "mlir/CAPI/Support.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/StringSet.h"
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

/// Whether a result, an argument of a block or the signature of a function has
/// a type of fuse.
static bool hasFuseType(Operation *op) {
  auto isFuse = [](Type type) {
    return isa<fuse::FuseDialect>(type.getDialect());
  };
  if (llvm::any_of(op->getResultTypes(), isFuse))
    return true;
  for (Region &region : op->getRegions())
    for (Block &block : region)
      if (llvm::any_of(block.getArgumentTypes(), isFuse))
        return true;
  auto attribute = op->getAttrOfType<TypeAttr>("function_type");
  auto signature =
      attribute ? dyn_cast<FunctionType>(attribute.getValue()) : FunctionType();
  return signature && (llvm::any_of(signature.getInputs(), isFuse) ||
                       llvm::any_of(signature.getResults(), isFuse));
}

void fuseFindLeftovers(MlirOperation root, const FuseStageContents *contents,
                       void (*report)(MlirOperation)) {
  llvm::StringSet<> dialects, refused;
  for (MlirStringRef name :
       llvm::ArrayRef(contents->dialects, contents->dialectCount))
    dialects.insert(unwrap(name));
  for (MlirStringRef name :
       llvm::ArrayRef(contents->refused, contents->refusedCount))
    refused.insert(unwrap(name));
  unwrap(root)->walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (op == unwrap(root))
      return;
    if (!dialects.contains(op->getName().getDialectNamespace()) ||
        refused.contains(op->getName().getStringRef()) ||
        (!contents->fuseTypes && hasFuseType(op)))
      report(wrap(op));
  });
}
