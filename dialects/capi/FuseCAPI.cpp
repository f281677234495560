//===- FuseCAPI.cpp - C API of the FUSE dialects --------------------------===//

#include "capi/FuseCAPI.h"

#include "fuse/FuseOps.h"
#include "fuse_rt/FuseRtOps.h"

#include "mlir/CAPI/IR.h"
#include "mlir/CAPI/Support.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

void fuseRegisterDialects(MlirContext context) {
  MLIRContext *ctx = unwrap(context);
  DialectRegistry registry;
  registry.insert<fuse::FuseDialect, fuse_rt::FuseRtDialect>();
  ctx->appendDialectRegistry(registry);
  ctx->loadDialect<fuse::FuseDialect, fuse_rt::FuseRtDialect>();
}

template <typename SimpleType> static Type getSimple(MLIRContext *context) {
  return SimpleType::get(context);
}

MlirType fuseSimpleTypeGet(MlirContext context, MlirStringRef mnemonic) {
  using Getter = Type (*)(MLIRContext *);
  auto get = llvm::StringSwitch<Getter>(unwrap(mnemonic))
                 .Case("str", getSimple<fuse::StrType>)
                 .Case("bytes", getSimple<fuse::BytesType>)
                 .Case("html", getSimple<fuse::HtmlType>)
                 .Case("any", getSimple<fuse::AnyType>)
                 .Case("unit", getSimple<fuse::UnitType>)
                 .Case("error", getSimple<fuse::ErrorType>)
                 .Default([](MLIRContext *) { return Type(); });
  return wrap(get(unwrap(context)));
}

MlirType fuseStructTypeGet(MlirContext context, MlirStringRef name) {
  return wrap(Type(fuse::StructType::get(
      FlatSymbolRefAttr::get(unwrap(context), unwrap(name)))));
}

MlirType fuseEnumTypeGet(MlirContext context, MlirStringRef name) {
  return wrap(Type(fuse::EnumType::get(
      FlatSymbolRefAttr::get(unwrap(context), unwrap(name)))));
}

/// The container, or null where the element may not be in it.
template <typename ContainerType> static Type getContainer(Type element) {
  MLIRContext *context = element.getContext();
  // Whether it may is all that is asked; the caller has words of its own.
  ScopedDiagnosticHandler silent(context, [](Diagnostic &) {});
  auto emitError = [&] { return mlir::emitError(UnknownLoc::get(context)); };
  return ContainerType::getChecked(emitError, context, element);
}

MlirType fuseContainerTypeGet(MlirStringRef mnemonic, MlirType element) {
  using Getter = Type (*)(Type);
  auto get = llvm::StringSwitch<Getter>(unwrap(mnemonic))
                 .Case("list", getContainer<fuse::ListType>)
                 .Case("map", getContainer<fuse::MapType>)
                 .Case("option", getContainer<fuse::OptionType>)
                 .Case("result", getContainer<fuse::ResultType>)
                 .Case("box", getContainer<fuse::BoxType>)
                 .Case("task", getContainer<fuse::TaskType>)
                 .Default([](Type) { return Type(); });
  return wrap(get(unwrap(element)));
}

MlirType fuseTypeElement(MlirType type) {
  return wrap(llvm::TypeSwitch<Type, Type>(unwrap(type))
                  .Case<fuse::ListType, fuse::MapType, fuse::OptionType,
                        fuse::ResultType, fuse::BoxType, fuse::TaskType>(
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
