//===- FuseFolds.cpp - Folds of fuse ops ----------------------------------===//
//
// `fold` methods: results known from constants or from the op that made an
// operand. They make no op; what needs one is in FuseCanonicalize.cpp.
//
//===----------------------------------------------------------------------===//

#include "fuse/FuseOps.h"

#include "mlir/IR/Matchers.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/APSInt.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include <cmath>

using namespace mlir;

namespace fuse {

/// The value of a constant Int or Bool operand.
static std::optional<llvm::APInt> constantInt(Attribute attribute) {
  if (auto integer = dyn_cast_or_null<IntegerAttr>(attribute))
    return integer.getValue();
  return std::nullopt;
}

static Attribute boolAttr(MLIRContext *context, bool value) {
  return BoolAttr::get(context, value);
}

static Attribute intAttr(MLIRContext *context, llvm::APInt value) {
  return IntegerAttr::get(IntegerType::get(context, value.getBitWidth()),
                          value);
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

OpFoldResult StrConstantOp::fold(FoldAdaptor) { return getValueAttr(); }

OpFoldResult OptionNoneOp::fold(FoldAdaptor) {
  return UnitAttr::get(getContext());
}

OpFoldResult ErrorNoneOp::fold(FoldAdaptor) {
  return UnitAttr::get(getContext());
}

OpFoldResult UnitConstantOp::fold(FoldAdaptor) {
  return UnitAttr::get(getContext());
}

OpFoldResult AnyNullOp::fold(FoldAdaptor) {
  return UnitAttr::get(getContext());
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

OpFoldResult StrConcatOp::fold(FoldAdaptor adaptor) {
  if (getParts().size() == 1)
    return getParts().front();
  std::string text;
  for (Attribute part : adaptor.getParts()) {
    auto constant = dyn_cast_or_null<StringAttr>(part);
    if (!constant)
      return {};
    text += constant.getValue();
  }
  return StringAttr::get(getContext(), text);
}

OpFoldResult StrEqOp::fold(FoldAdaptor adaptor) {
  if (getLhs() == getRhs())
    return boolAttr(getContext(), true);
  auto lhs = dyn_cast_or_null<StringAttr>(adaptor.getLhs());
  auto rhs = dyn_cast_or_null<StringAttr>(adaptor.getRhs());
  if (!lhs || !rhs)
    return {};
  return boolAttr(getContext(), lhs.getValue() == rhs.getValue());
}

OpFoldResult StrScalarsOp::fold(FoldAdaptor adaptor) {
  auto text = dyn_cast_or_null<StringAttr>(adaptor.getText());
  if (!text)
    return {};
  // Every byte but the continuation bytes 10xxxxxx begins a scalar value.
  int64_t count = llvm::count_if(
      text.getValue(), [](char byte) { return (byte & 0xC0) != 0x80; });
  return intAttr(getContext(), llvm::APInt(64, count));
}

OpFoldResult StrTrimOp::fold(FoldAdaptor adaptor) {
  if (getText().getDefiningOp<StrTrimOp>())
    return getText();
  auto text = dyn_cast_or_null<StringAttr>(adaptor.getText());
  if (!text)
    return {};
  StringRef trimmed = text.getValue().trim("\t\n\v\f\r ");
  // The table of Unicode white space is the runtime's: a text that is left with
  // a character beyond ASCII at an end stays for it.
  auto beyondAscii = [](char byte) { return (byte & 0x80) != 0; };
  if (!trimmed.empty() &&
      (beyondAscii(trimmed.front()) || beyondAscii(trimmed.back())))
    return {};
  return StringAttr::get(getContext(), trimmed);
}

/// The text of a Float where it needs no search for the shortest digits:
/// special values, and integers that a double holds exactly together with both
/// neighbours.
static std::optional<std::string> simpleFloatText(double value) {
  if (std::isnan(value))
    return "NaN";
  if (std::isinf(value))
    return value < 0 ? "-inf" : "inf";
  constexpr double exactLimit = 9007199254740992.0; // 2^53
  if (std::fabs(value) >= exactLimit || value != std::trunc(value))
    return std::nullopt;
  if (value == 0)
    return std::signbit(value) ? "-0" : "0";
  return std::to_string(static_cast<int64_t>(value));
}

OpFoldResult StrFromOp::fold(FoldAdaptor adaptor) {
  if (isa<StrType>(getValue().getType()))
    return getValue();
  if (std::optional<llvm::APInt> value = constantInt(adaptor.getValue())) {
    if (value->getBitWidth() == 1)
      return StringAttr::get(getContext(), value->isOne() ? "true" : "false");
    return StringAttr::get(getContext(),
                           llvm::toString(*value, 10, /*Signed=*/true));
  }
  if (auto value = dyn_cast_or_null<FloatAttr>(adaptor.getValue()))
    if (std::optional<std::string> text =
            simpleFloatText(value.getValueAsDouble()))
      return StringAttr::get(getContext(), *text);
  return {};
}

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

/// Whether dividing panics.
static bool panics(const llvm::APInt &lhs, const llvm::APInt &rhs) {
  return rhs.isZero() || (lhs.isMinSignedValue() && rhs.isAllOnes());
}

OpFoldResult IntDivOp::fold(FoldAdaptor adaptor) {
  std::optional<llvm::APInt> rhs = constantInt(adaptor.getRhs());
  if (rhs && rhs->isOne())
    return getLhs();
  std::optional<llvm::APInt> lhs = constantInt(adaptor.getLhs());
  if (!lhs || !rhs || panics(*lhs, *rhs))
    return {};
  return intAttr(getContext(), lhs->sdiv(*rhs));
}

OpFoldResult IntRemOp::fold(FoldAdaptor adaptor) {
  std::optional<llvm::APInt> rhs = constantInt(adaptor.getRhs());
  if (rhs && rhs->isOne())
    return intAttr(getContext(), llvm::APInt(64, 0));
  std::optional<llvm::APInt> lhs = constantInt(adaptor.getLhs());
  if (!lhs || !rhs || panics(*lhs, *rhs))
    return {};
  return intAttr(getContext(), lhs->srem(*rhs));
}

/// Compares without rounding: quadruple precision holds every Int and every
/// Float.
static llvm::APFloat::cmpResult compareExactly(const llvm::APInt &lhs,
                                               const llvm::APFloat &rhs) {
  llvm::APFloat left(llvm::APFloat::IEEEquad());
  left.convertFromAPInt(lhs, /*IsSigned=*/true,
                        llvm::APFloat::rmNearestTiesToEven);
  llvm::APFloat right = rhs;
  bool inexact = false;
  right.convert(llvm::APFloat::IEEEquad(), llvm::APFloat::rmNearestTiesToEven,
                &inexact);
  return left.compare(right);
}

static bool holds(MixedCmpPredicate predicate,
                  llvm::APFloat::cmpResult result) {
  bool less = result == llvm::APFloat::cmpLessThan;
  bool equal = result == llvm::APFloat::cmpEqual;
  bool greater = result == llvm::APFloat::cmpGreaterThan;
  switch (predicate) {
  case MixedCmpPredicate::eq:
    return equal;
  case MixedCmpPredicate::ne:
    return !equal;
  case MixedCmpPredicate::slt:
    return less;
  case MixedCmpPredicate::sle:
    return less || equal;
  case MixedCmpPredicate::sgt:
    return greater;
  case MixedCmpPredicate::sge:
    return greater || equal;
  }
  llvm_unreachable("all predicates are listed");
}

OpFoldResult MixedCmpOp::fold(FoldAdaptor adaptor) {
  std::optional<llvm::APInt> lhs = constantInt(adaptor.getLhs());
  auto rhs = dyn_cast_or_null<FloatAttr>(adaptor.getRhs());
  if (!lhs || !rhs)
    return {};
  return boolAttr(getContext(),
                  holds(getPredicate(), compareExactly(*lhs, rhs.getValue())));
}

OpFoldResult RangeCheckOp::fold(FoldAdaptor adaptor) {
  std::optional<llvm::APInt> low = constantInt(adaptor.getLow());
  std::optional<llvm::APInt> high = constantInt(adaptor.getHigh());
  if (!low || !high || low->sgt(*high))
    return {};
  // A number of steps that is no Int raises as well.
  bool overflows = false;
  llvm::APInt steps = high->ssub_ov(*low, overflows);
  if (overflows || steps.isMaxSignedValue())
    return {};
  return intAttr(getContext(), steps + 1);
}

//===----------------------------------------------------------------------===//
// Lists
//===----------------------------------------------------------------------===//

/// The list that this one has the length of: the operand of an update.
static Value sameLength(Value list) {
  Operation *op = list.getDefiningOp();
  if (isa_and_nonnull<ListSetOp, ListSetUncheckedOp, ListUniqueOp>(op))
    return op->getOperand(0);
  return {};
}

int64_t ListConstantOp::getLength() {
  return TypeSwitch<Attribute, int64_t>(getElements())
      .Case([](DenseI64ArrayAttr array) { return array.size(); })
      .Case([](DenseF64ArrayAttr array) { return array.size(); })
      .Case([](DenseBoolArrayAttr array) { return array.size(); })
      .Default([](Attribute) { return 0; });
}

OpFoldResult ListConstantOp::fold(FoldAdaptor) { return getElements(); }

OpFoldResult ListLengthOp::fold(FoldAdaptor) {
  if (auto constant = getList().getDefiningOp<ListConstantOp>())
    return intAttr(getContext(), llvm::APInt(64, constant.getLength()));
  if (auto make = getList().getDefiningOp<ListMakeOp>())
    return intAttr(getContext(), llvm::APInt(64, make.getElements().size()));
  if (Value source = sameLength(getList())) {
    getListMutable().assign(source);
    return getResult();
  }
  return {};
}

/// Whether two indices are known to be equal, or known to differ; none when
/// neither is known.
static std::optional<bool> equalIndices(Value lhs, Value rhs) {
  if (lhs == rhs)
    return true;
  llvm::APInt left, right;
  if (matchPattern(lhs, m_ConstantInt(&left)) &&
      matchPattern(rhs, m_ConstantInt(&right)))
    return left == right;
  return std::nullopt;
}

/// The element that a list was made or updated with at this index.
static Value knownElement(Value list, Value index) {
  Operation *op = list.getDefiningOp();
  if (auto make = dyn_cast_or_null<ListMakeOp>(op)) {
    llvm::APInt position;
    if (matchPattern(index, m_ConstantInt(&position)) &&
        position.ult(make.getElements().size()))
      return make.getElements()[position.getZExtValue()];
    return {};
  }
  if (isa_and_nonnull<ListSetOp, ListSetUncheckedOp>(op) &&
      equalIndices(op->getOperand(1), index).value_or(false))
    return op->getOperand(2);
  return {};
}

/// The list that has the same element at this index: the operand of an update
/// of another element. It has the same length, so that the index is in range of
/// both or of none.
static Value sameElement(Value list, Value index) {
  Operation *op = list.getDefiningOp();
  if (isa_and_nonnull<ListUniqueOp>(op))
    return op->getOperand(0);
  if (isa_and_nonnull<ListSetOp, ListSetUncheckedOp>(op) &&
      !equalIndices(op->getOperand(1), index).value_or(true))
    return op->getOperand(0);
  return {};
}

template <typename GetOp> static OpFoldResult foldGet(GetOp op) {
  if (Value element = knownElement(op.getList(), op.getIndex()))
    return element;
  if (Value source = sameElement(op.getList(), op.getIndex())) {
    op.getListMutable().assign(source);
    return op.getResult();
  }
  return {};
}

OpFoldResult ListGetOp::fold(FoldAdaptor) { return foldGet(*this); }

OpFoldResult ListGetUncheckedOp::fold(FoldAdaptor) { return foldGet(*this); }

OpFoldResult ListConcatOp::fold(FoldAdaptor) {
  auto isEmpty = [](Value list) {
    auto make = list.getDefiningOp<ListMakeOp>();
    return make && make.getElements().empty();
  };
  if (isEmpty(getRhs()))
    return getLhs();
  if (isEmpty(getLhs()))
    return getRhs();
  return {};
}

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

OpFoldResult OptionIsSomeOp::fold(FoldAdaptor) {
  Operation *op = getOption().getDefiningOp();
  if (isa_and_nonnull<OptionSomeOp>(op))
    return boolAttr(getContext(), true);
  if (isa_and_nonnull<OptionNoneOp>(op))
    return boolAttr(getContext(), false);
  return {};
}

OpFoldResult OptionGetOp::fold(FoldAdaptor) {
  if (auto some = getOption().getDefiningOp<OptionSomeOp>())
    return some.getValue();
  return {};
}

//===----------------------------------------------------------------------===//
// Structs and enums
//===----------------------------------------------------------------------===//

OpFoldResult StructGetOp::fold(FoldAdaptor) {
  if (auto set = getInput().getDefiningOp<StructSetOp>()) {
    if (set.getField() == getField())
      return set.getValue();
    getInputMutable().assign(set.getInput());
    return getResult();
  }
  auto make = getInput().getDefiningOp<StructMakeOp>();
  if (!make)
    return {};
  auto def = SymbolTable::lookupNearestSymbolFrom<StructDefOp>(
      *this, cast<StructType>(getInput().getType()).getName());
  if (!def)
    return {};
  std::optional<unsigned> index = def.fieldIndex(getField());
  return index ? make.getFields()[*index] : Value();
}

OpFoldResult StructSetOp::fold(FoldAdaptor) {
  // Writing back the field that is there.
  auto get = getValue().getDefiningOp<StructGetOp>();
  if (get && get.getInput() == getInput() && get.getField() == getField())
    return getInput();
  return {};
}

OpFoldResult EnumTagOp::fold(FoldAdaptor) {
  auto make = getInput().getDefiningOp<EnumMakeOp>();
  if (!make)
    return {};
  auto def = SymbolTable::lookupNearestSymbolFrom<EnumDefOp>(
      *this, cast<EnumType>(getInput().getType()).getName());
  if (!def)
    return {};
  std::optional<unsigned> index = def.variantIndex(make.getVariant());
  return index ? OpFoldResult(intAttr(getContext(), llvm::APInt(32, *index)))
               : OpFoldResult();
}

OpFoldResult EnumGetOp::fold(FoldAdaptor) {
  auto make = getInput().getDefiningOp<EnumMakeOp>();
  // Another variant: the op stands in code that never runs.
  if (!make || make.getVariant() != getVariant())
    return {};
  return make.getPayload()[getIndex()];
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

OpFoldResult ErrorIsSetOp::fold(FoldAdaptor) {
  Operation *op = getError().getDefiningOp();
  if (isa_and_nonnull<ErrorNoneOp>(op))
    return boolAttr(getContext(), false);
  if (isa_and_nonnull<ErrorTextOp, ErrorPanicOp, ErrorValidationOp>(op))
    return boolAttr(getContext(), true);
  return {};
}

//===----------------------------------------------------------------------===//
// Markup, results, values known at run time
//===----------------------------------------------------------------------===//

OpFoldResult HtmlMarkupOp::fold(FoldAdaptor) {
  auto raw = getHtml().getDefiningOp<HtmlRawOp>();
  return raw ? OpFoldResult(raw.getText()) : OpFoldResult();
}

OpFoldResult ResultIsOkOp::fold(FoldAdaptor) {
  if (getInput().getDefiningOp<ResultOkOp>())
    return boolAttr(getContext(), true);
  if (getInput().getDefiningOp<ResultErrOp>())
    return boolAttr(getContext(), false);
  return {};
}

OpFoldResult ResultGetOp::fold(FoldAdaptor) {
  auto ok = getInput().getDefiningOp<ResultOkOp>();
  return ok ? OpFoldResult(ok.getValue()) : OpFoldResult();
}

OpFoldResult ResultErrorOp::fold(FoldAdaptor) {
  auto err = getInput().getDefiningOp<ResultErrOp>();
  return err ? OpFoldResult(err.getError()) : OpFoldResult();
}

OpFoldResult AnyFromOp::fold(FoldAdaptor) {
  // Null of an option is null; `any` itself needs no conversion.
  if (isa<AnyType>(getValue().getType()))
    return getValue();
  return {};
}

OpFoldResult AnyIsNullOp::fold(FoldAdaptor adaptor) {
  if (isa_and_nonnull<UnitAttr>(adaptor.getValue()))
    return boolAttr(getContext(), true);
  auto from = getValue().getDefiningOp<AnyFromOp>();
  if (from && !isa<OptionType, BoxType, AnyType>(from.getValue().getType()))
    return boolAttr(getContext(), false);
  return {};
}

OpFoldResult AnyGetOp::fold(FoldAdaptor) {
  auto from = getValue().getDefiningOp<AnyFromOp>();
  if (from && from.getValue().getType() == getResult().getType())
    return from.getValue();
  return {};
}

} // namespace fuse
