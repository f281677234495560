//===- FuseDialect.cpp - The fuse dialect ---------------------------------===//
//
// Registration, materialization of folded constants, and what the inliner may
// do.
//
//===----------------------------------------------------------------------===//

#include "fuse/FuseDialect.h"
#include "fuse/FuseOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Transforms/InliningUtils.h"

#include "fuse/FuseDialect.cpp.inc"

using namespace mlir;

namespace fuse {
namespace {

/// Every fuse op means the same in any function, so any may be inlined
/// anywhere.
struct FuseInlinerInterface : DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *, Operation *, bool) const final {
    return true;
  }
  bool isLegalToInline(Region *, Region *, bool, IRMapping &) const final {
    return true;
  }
  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final {
    return true;
  }
};

} // namespace

void FuseDialect::initialize() {
  registerTypes();
  registerOps();
  addInterfaces<FuseInlinerInterface>();
}

Operation *FuseDialect::materializeConstant(OpBuilder &builder, Attribute value,
                                            Type type, Location loc) {
  if (auto text = dyn_cast<StringAttr>(value); text && isa<StrType>(type))
    return StrConstantOp::create(builder, loc, type, text);
  if (isa<ListType>(type))
    return ListConstantOp::create(builder, loc, type, value);
  if (isa<UnitAttr>(value) && isa<OptionType>(type))
    return OptionNoneOp::create(builder, loc, type);
  if (isa<UnitAttr>(value) && isa<ErrorType>(type))
    return ErrorNoneOp::create(builder, loc, type);
  if (isa<UnitAttr>(value) && isa<AnyType>(type))
    return AnyNullOp::create(builder, loc, type);
  if (isa<UnitAttr>(value) && isa<UnitType>(type))
    return UnitConstantOp::create(builder, loc, type);
  return arith::ConstantOp::materialize(builder, value, type, loc);
}

} // namespace fuse
