//===- FuseVerify.cpp - Verifiers of fuse ops -----------------------------===//
//
// Structural rules (`verify`), and the rules that need a declaration
// (`verifySymbolUses`): fields, variants, payloads and globals exist and have
// the types that the op states.
//
//===----------------------------------------------------------------------===//

#include "fuse/FuseOps.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace fuse {

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

/// Names of fields or variants occur once.
static LogicalResult verifyNames(Operation *op, ArrayAttr names,
                                 StringRef what) {
  llvm::StringSet<> seen;
  for (auto name : names.getAsRange<StringAttr>())
    if (!seen.insert(name.getValue()).second)
      return op->emitOpError()
             << "declares " << what << " '" << name.getValue() << "' twice";
  return success();
}

static LogicalResult verifyValueTypes(Operation *op, ArrayAttr types,
                                      ArrayAttr names, StringRef what) {
  for (auto [type, name] : llvm::zip(types.getAsValueRange<TypeAttr>(),
                                     names.getAsRange<StringAttr>()))
    if (!isValueType(type))
      return op->emitOpError()
             << what << " '" << name.getValue()
             << "' must have a FUSE value type, but has " << type;
  return success();
}

LogicalResult StructDefOp::verify() {
  if (getFieldNames().size() != getFieldTypes().size())
    return emitOpError() << "has " << getFieldNames().size()
                         << " field names, but " << getFieldTypes().size()
                         << " field types";
  if (failed(verifyNames(*this, getFieldNames(), "field")))
    return failure();
  return verifyValueTypes(*this, getFieldTypes(), getFieldNames(), "field");
}

LogicalResult EnumDefOp::verify() {
  if (getVariantNames().size() != getPayloadTypes().size())
    return emitOpError() << "has " << getVariantNames().size()
                         << " variant names, but " << getPayloadTypes().size()
                         << " payloads";
  if (getVariantNames().empty())
    return emitOpError("must have a variant");
  if (failed(verifyNames(*this, getVariantNames(), "variant")))
    return failure();
  for (unsigned index = 0, count = getVariantNames().size(); index != count;
       ++index)
    for (Type type : payload(index))
      if (!isValueType(type))
        return emitOpError()
               << "payload of variant '"
               << cast<StringAttr>(getVariantNames()[index]).getValue()
               << "' must have FUSE value types, but has " << type;
  return success();
}

/// Every struct and enum that a type names is declared.
static LogicalResult verifyDeclared(Operation *op, Type type,
                                    SymbolTableCollection &symbols) {
  // Containers have one parameter, the type inside of them.
  LogicalResult result = success();
  type.walk([&](Type part) {
    FlatSymbolRefAttr name;
    if (auto structType = dyn_cast<StructType>(part))
      name = structType.getName();
    else if (auto enumType = dyn_cast<EnumType>(part))
      name = enumType.getName();
    else
      return WalkResult::advance();
    Operation *def = symbols.lookupNearestSymbolFrom(op, name.getAttr());
    if (isa<StructType>(part) ? isa_and_nonnull<StructDefOp>(def)
                              : isa_and_nonnull<EnumDefOp>(def))
      return WalkResult::advance();
    result = op->emitOpError() << "uses the undeclared type " << part;
    return WalkResult::interrupt();
  });
  return result;
}

LogicalResult
StructDefOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  for (Type type : getFieldTypes().getAsValueRange<TypeAttr>())
    if (failed(verifyDeclared(*this, type, symbolTable)))
      return failure();
  return success();
}

LogicalResult EnumDefOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  for (unsigned index = 0, count = getVariantNames().size(); index != count;
       ++index)
    for (Type type : payload(index))
      if (failed(verifyDeclared(*this, type, symbolTable)))
        return failure();
  return success();
}

static LogicalResult verifyGlobal(Operation *op, FlatSymbolRefAttr name,
                                  Type type,
                                  SymbolTableCollection &symbolTable) {
  auto global =
      symbolTable.lookupNearestSymbolFrom<GlobalOp>(op, name.getAttr());
  if (!global)
    return op->emitOpError() << "names " << name << ", which is no fuse.global";
  if (global.getType() != type)
    return op->emitOpError() << "has type " << type << ", but " << name
                             << " has type " << global.getType();
  return success();
}

LogicalResult
GlobalLoadOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyGlobal(*this, getGlobalAttr(), getResult().getType(),
                      symbolTable);
}

LogicalResult
GlobalStoreOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyGlobal(*this, getGlobalAttr(), getValue().getType(),
                      symbolTable);
}

//===----------------------------------------------------------------------===//
// Text, configuration, lists, checks
//===----------------------------------------------------------------------===//

LogicalResult StrConcatOp::verify() {
  if (getParts().empty())
    return emitOpError("must have an operand");
  return success();
}

LogicalResult StrParseOp::verify() {
  Type type = cast<OptionType>(getResult().getType()).getElementType();
  if (!type.isInteger(64) && !type.isF64() && !type.isInteger(1))
    return emitOpError(
               "result must be an option of Int, Float or Bool, but is ")
           << getResult().getType();
  return success();
}

LogicalResult ConfigHintOp::verify() {
  if (getFields().size() != getVariables().size())
    return emitOpError() << "has " << getFields().size() << " fields, but "
                         << getVariables().size() << " variables";
  return success();
}

LogicalResult ListMakeOp::verify() {
  Type type = cast<ListType>(getResult().getType()).getElementType();
  for (Value element : getElements())
    if (element.getType() != type)
      return emitOpError() << "element has type " << element.getType()
                           << ", but the list has elements of type " << type;
  return success();
}

LogicalResult StrMatchesOp::verify() {
  ArrayRef<int32_t> starts = getStarts(), classes = getClasses(),
                    transitions = getTransitions();
  if (starts.empty() || starts.front() != 0 ||
      !llvm::is_sorted(starts, std::less_equal<int32_t>()))
    return emitOpError() << "starts do not ascend from 0";
  if (classes.size() != starts.size() || *llvm::min_element(classes) < 0)
    return emitOpError() << "each start needs a class";
  size_t width = size_t(*llvm::max_element(classes)) + 2;
  if (transitions.empty() || transitions.size() % width != 0)
    return emitOpError() << "transitions are not rows of " << width;
  int32_t states = int32_t(transitions.size() / width);
  for (auto [index, next] : llvm::enumerate(transitions))
    if (next < -2 || next >= (index % width == width - 1 ? 0 : states))
      return emitOpError() << "transition " << index
                           << " leads nowhere: " << next;
  return success();
}

LogicalResult ListConstantOp::verify() {
  Type type = cast<ListType>(getResult().getType()).getElementType();
  bool fits = TypeSwitch<Attribute, bool>(getElements())
                  .Case([&](DenseI64ArrayAttr) { return type.isInteger(64); })
                  .Case([&](DenseF64ArrayAttr) { return type.isF64(); })
                  .Case([&](DenseBoolArrayAttr) { return type.isInteger(1); })
                  .Default([](Attribute) { return false; });
  if (!fits)
    return emitOpError() << "elements do not have the type " << type;
  return success();
}

LogicalResult ListTextsOp::verify() {
  Type type = cast<ListType>(getResult().getType()).getElementType();
  if (!isa<StrType>(type))
    return emitOpError() << "the list has elements of type " << type
                         << ", not texts";
  return success();
}

LogicalResult ListShortestOp::verify() {
  Type type = cast<ListType>(getList().getType()).getElementType();
  if (!isa<ListType>(type))
    return emitOpError() << "the list has elements of type " << type
                         << ", not lists";
  return success();
}

LogicalResult MapMakeOp::verify() {
  Type type = cast<MapType>(getResult().getType()).getElementType();
  for (Value value : getValues())
    if (value.getType() != type)
      return emitOpError() << "value has type " << value.getType()
                           << ", but the map has values of type " << type;
  return success();
}

LogicalResult CheckOp::verify() {
  Block &block = getHandler().front();
  if (block.empty() || !isa<YieldOp>(block.back()))
    return emitOpError("region must end with fuse.yield");
  if (block.getNumArguments() != 0)
    return emitOpError("region takes no arguments");
  return success();
}

//===----------------------------------------------------------------------===//
// Structs and enums
//===----------------------------------------------------------------------===//

static StructDefOp lookupStruct(Operation *op, Type type,
                                SymbolTableCollection &symbolTable) {
  FlatSymbolRefAttr name = cast<StructType>(type).getName();
  auto def =
      symbolTable.lookupNearestSymbolFrom<StructDefOp>(op, name.getAttr());
  if (!def)
    op->emitOpError() << "uses the undeclared type " << type;
  return def;
}

static EnumDefOp lookupEnum(Operation *op, Type type,
                            SymbolTableCollection &symbolTable) {
  FlatSymbolRefAttr name = cast<EnumType>(type).getName();
  auto def = symbolTable.lookupNearestSymbolFrom<EnumDefOp>(op, name.getAttr());
  if (!def)
    op->emitOpError() << "uses the undeclared type " << type;
  return def;
}

LogicalResult
StructMakeOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  StructDefOp def = lookupStruct(*this, getResult().getType(), symbolTable);
  if (!def)
    return failure();
  if (getFields().size() != def.getFieldNames().size())
    return emitOpError() << "has " << getFields().size() << " operands, but "
                         << getResult().getType() << " has "
                         << def.getFieldNames().size() << " fields";
  for (auto [index, value] : llvm::enumerate(getFields()))
    if (value.getType() != def.fieldType(index))
      return emitOpError()
             << "field '"
             << cast<StringAttr>(def.getFieldNames()[index]).getValue()
             << "' has type " << def.fieldType(index)
             << ", but the operand has type " << value.getType();
  return success();
}

static LogicalResult verifyField(Operation *op, Type structType,
                                 StringRef field, Type type,
                                 SymbolTableCollection &symbolTable) {
  StructDefOp def = lookupStruct(op, structType, symbolTable);
  if (!def)
    return failure();
  std::optional<unsigned> index = def.fieldIndex(field);
  if (!index)
    return op->emitOpError() << "names the field '" << field << "', which "
                             << structType << " does not have";
  if (def.fieldType(*index) != type)
    return op->emitOpError()
           << "field '" << field << "' has type " << def.fieldType(*index)
           << ", but the op says " << type;
  return success();
}

LogicalResult
StructGetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyField(*this, getInput().getType(), getField(),
                     getResult().getType(), symbolTable);
}

LogicalResult
StructSetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyField(*this, getInput().getType(), getField(),
                     getValue().getType(), symbolTable);
}

LogicalResult
StructTakeOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyField(*this, getInput().getType(), getField(),
                     getValue().getType(), symbolTable);
}

LogicalResult
StructPutOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyField(*this, getInput().getType(), getField(),
                     getValue().getType(), symbolTable);
}

/// Payload types of a variant; none after a reported error.
static std::optional<SmallVector<Type>>
lookupPayload(Operation *op, Type enumType, StringRef variant,
              SymbolTableCollection &symbolTable) {
  EnumDefOp def = lookupEnum(op, enumType, symbolTable);
  if (!def)
    return std::nullopt;
  std::optional<unsigned> index = def.variantIndex(variant);
  if (!index) {
    op->emitOpError() << "names the variant '" << variant << "', which "
                      << enumType << " does not have";
    return std::nullopt;
  }
  return def.payload(*index);
}

LogicalResult EnumMakeOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  std::optional<SmallVector<Type>> payload =
      lookupPayload(*this, getResult().getType(), getVariant(), symbolTable);
  if (!payload)
    return failure();
  if (getPayload().size() != payload->size())
    return emitOpError() << "has " << getPayload().size()
                         << " operands, but variant '" << getVariant()
                         << "' has " << payload->size();
  for (auto [index, value] : llvm::enumerate(getPayload()))
    if (value.getType() != (*payload)[index])
      return emitOpError() << "operand " << index << " of variant '"
                           << getVariant() << "' has type " << (*payload)[index]
                           << ", but the operand has type " << value.getType();
  return success();
}

LogicalResult EnumTagOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return success(lookupEnum(*this, getInput().getType(), symbolTable));
}

LogicalResult EnumGetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  std::optional<SmallVector<Type>> payload =
      lookupPayload(*this, getInput().getType(), getVariant(), symbolTable);
  if (!payload)
    return failure();
  if (getIndex() >= payload->size())
    return emitOpError() << "variant '" << getVariant() << "' has "
                         << payload->size() << " payload values, index "
                         << getIndex() << " is out of range";
  if ((*payload)[getIndex()] != getResult().getType())
    return emitOpError() << "payload " << getIndex() << " of variant '"
                         << getVariant() << "' has type "
                         << (*payload)[getIndex()] << ", but the op says "
                         << getResult().getType();
  return success();
}

//===----------------------------------------------------------------------===//
// Values known at run time
//===----------------------------------------------------------------------===//

LogicalResult AnyIsOp::verify() {
  if (getVariant() && !isa<EnumType, ResultType>(getType()))
    return emitOpError() << "names a variant of " << getType()
                         << ", which has none";
  if (isa<AnyType, OptionType, BoxType>(getType()))
    return emitOpError() << "asks for " << getType()
                         << ", which is no type at run time";
  return success();
}

static LogicalResult verifySteps(Operation *op, OperandRange keys,
                                 ArrayRef<int64_t> steps) {
  if (keys.empty() || keys.size() != steps.size())
    return op->emitOpError()
           << "has " << keys.size() << " keys and " << steps.size() << " steps";
  for (int64_t step : steps)
    if (step < 0 || step > 3)
      return op->emitOpError() << "has a step " << step;
  return success();
}

LogicalResult AnyStoreOp::verify() {
  return verifySteps(*this, getKeys(), getSteps());
}

LogicalResult AnyStoreTryOp::verify() {
  return verifySteps(*this, getKeys(), getSteps());
}

LogicalResult AnyGetOp::verify() {
  Type type = getResult().getType();
  Type part;
  if (auto list = dyn_cast<ListType>(type))
    part = list.getElementType();
  else if (auto map = dyn_cast<MapType>(type))
    part = map.getElementType();
  else if (auto task = dyn_cast<TaskType>(type))
    part = task.getElementType();
  if (part ? isa<AnyType>(part)
           : isa<StrType, BytesType, HtmlType>(type) ||
                 !isa<FuseDialect>(type.getDialect()))
    return success();
  return emitOpError() << "gives " << type << ", which needs a conversion";
}

LogicalResult AnyPackOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  size_t wanted = 1;
  if (isa<StructType>(getType())) {
    StructDefOp def = lookupStruct(*this, getType(), symbolTable);
    if (!def)
      return failure();
    wanted = def.getFieldNames().size();
  } else if (isa<EnumType>(getType())) {
    std::optional<SmallVector<Type>> payload =
        lookupPayload(*this, getType(), getVariant().value_or(""), symbolTable);
    if (!payload)
      return failure();
    wanted = payload->size();
  } else if (!isa<ResultType>(getType())) {
    return emitOpError() << "makes " << getType() << ", which has no parts";
  }
  if (getParts().size() != wanted)
    return emitOpError() << "has " << getParts().size() << " parts, but "
                         << getType() << " has " << wanted;
  return success();
}

} // namespace fuse
