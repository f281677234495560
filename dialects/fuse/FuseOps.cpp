//===- FuseOps.cpp - Operations of the fuse dialect -----------------------===//
//
// Custom assembly and the accessors of declarations. Verifiers are in
// FuseVerify.cpp, folds in FuseFolds.cpp, patterns in FuseCanonicalize.cpp.
//
//===----------------------------------------------------------------------===//

#include "fuse/FuseOps.h"

#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

#define GET_OP_CLASSES
#include "fuse/FuseOps.cpp.inc"

using namespace mlir;

namespace fuse {

void FuseDialect::registerOps() {
  addOperations<
#define GET_OP_LIST
#include "fuse/FuseOps.cpp.inc"
      >();
}

/// Parses a name that is printed bare where the syntax allows it.
static ParseResult parseName(OpAsmParser &parser,
                             SmallVectorImpl<Attribute> &names) {
  std::string name;
  if (parser.parseKeywordOrString(&name))
    return failure();
  names.push_back(parser.getBuilder().getStringAttr(name));
  return success();
}

//===----------------------------------------------------------------------===//
// StructDefOp: `@User {name: !fuse.str, age: i64}`
//===----------------------------------------------------------------------===//

ParseResult StructDefOp::parse(OpAsmParser &parser, OperationState &result) {
  StringAttr symbol;
  SmallVector<Attribute> names, types;
  auto parseField = [&]() -> ParseResult {
    Type type;
    if (parseName(parser, names) || parser.parseColonType(type))
      return failure();
    types.push_back(TypeAttr::get(type));
    return success();
  };
  if (parser.parseSymbolName(symbol) ||
      parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Braces,
                                     parseField) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  Builder &builder = parser.getBuilder();
  result.addAttribute(getSymNameAttrName(result.name), symbol);
  result.addAttribute(getFieldNamesAttrName(result.name),
                      builder.getArrayAttr(names));
  result.addAttribute(getFieldTypesAttrName(result.name),
                      builder.getArrayAttr(types));
  return success();
}

void StructDefOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  printer.printSymbolName(getSymName());
  printer << " {";
  llvm::interleaveComma(llvm::zip(getFieldNames().getAsRange<StringAttr>(),
                                  getFieldTypes().getAsValueRange<TypeAttr>()),
                        printer, [&](auto field) {
                          printer.printKeywordOrString(
                              std::get<0>(field).getValue());
                          printer << ": " << std::get<1>(field);
                        });
  printer << '}';
  printer.printOptionalAttrDictWithKeyword(
      (*this)->getAttrs(),
      {getSymNameAttrName(), getFieldNamesAttrName(), getFieldTypesAttrName()});
}

std::optional<unsigned> StructDefOp::fieldIndex(StringRef name) {
  for (auto [index, field] :
       llvm::enumerate(getFieldNames().getAsRange<StringAttr>()))
    if (field.getValue() == name)
      return index;
  return std::nullopt;
}

Type StructDefOp::fieldType(unsigned index) {
  return cast<TypeAttr>(getFieldTypes()[index]).getValue();
}

//===----------------------------------------------------------------------===//
// EnumDefOp: `@Color {Red, Rgb(i64, i64, i64)}`
//===----------------------------------------------------------------------===//

ParseResult EnumDefOp::parse(OpAsmParser &parser, OperationState &result) {
  Builder &builder = parser.getBuilder();
  StringAttr symbol;
  SmallVector<Attribute> names, payloads;
  auto parseVariant = [&]() -> ParseResult {
    SmallVector<Type> types;
    if (parseName(parser, names) ||
        parser.parseCommaSeparatedList(
            OpAsmParser::Delimiter::OptionalParen,
            [&] { return parser.parseType(types.emplace_back()); }))
      return failure();
    payloads.push_back(builder.getTypeArrayAttr(types));
    return success();
  };
  if (parser.parseSymbolName(symbol) ||
      parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Braces,
                                     parseVariant) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  result.addAttribute(getSymNameAttrName(result.name), symbol);
  result.addAttribute(getVariantNamesAttrName(result.name),
                      builder.getArrayAttr(names));
  result.addAttribute(getPayloadTypesAttrName(result.name),
                      builder.getArrayAttr(payloads));
  return success();
}

void EnumDefOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  printer.printSymbolName(getSymName());
  printer << " {";
  llvm::interleaveComma(
      llvm::zip(getVariantNames().getAsRange<StringAttr>(),
                getPayloadTypes().getAsRange<ArrayAttr>()),
      printer, [&](auto variant) {
        printer.printKeywordOrString(std::get<0>(variant).getValue());
        if (std::get<1>(variant).empty())
          return;
        printer << '(';
        llvm::interleaveComma(
            std::get<1>(variant).template getAsValueRange<TypeAttr>(), printer);
        printer << ')';
      });
  printer << '}';
  printer.printOptionalAttrDictWithKeyword(
      (*this)->getAttrs(), {getSymNameAttrName(), getVariantNamesAttrName(),
                            getPayloadTypesAttrName()});
}

std::optional<unsigned> EnumDefOp::variantIndex(StringRef name) {
  for (auto [index, variant] :
       llvm::enumerate(getVariantNames().getAsRange<StringAttr>()))
    if (variant.getValue() == name)
      return index;
  return std::nullopt;
}

SmallVector<Type> EnumDefOp::payload(unsigned index) {
  return llvm::to_vector(
      cast<ArrayAttr>(getPayloadTypes()[index]).getAsValueRange<TypeAttr>());
}

//===----------------------------------------------------------------------===//
// ListMakeOp: `%a, %b : !fuse.list<i64>`
//===----------------------------------------------------------------------===//

ParseResult ListMakeOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::UnresolvedOperand> elements;
  Type type;
  llvm::SMLoc elementsLoc = parser.getCurrentLocation();
  llvm::SMLoc typeLoc;
  if (parser.parseOperandList(elements) ||
      parser.parseOptionalAttrDict(result.attributes) || parser.parseColon() ||
      parser.getCurrentLocation(&typeLoc) || parser.parseType(type))
    return failure();
  auto list = dyn_cast<ListType>(type);
  if (!list)
    return parser.emitError(typeLoc, "expected a list type, but got ") << type;
  result.addTypes(list);
  SmallVector<Type> types(elements.size(), list.getElementType());
  return parser.resolveOperands(elements, types, elementsLoc, result.operands);
}

void ListMakeOp::print(OpAsmPrinter &printer) {
  if (!getElements().empty())
    printer << ' ' << getElements();
  printer.printOptionalAttrDict((*this)->getAttrs());
  printer << " : " << getResult().getType();
}

//===----------------------------------------------------------------------===//
// Effects of builtins
//===----------------------------------------------------------------------===//

using EffectInstances =
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>;

static void addBuiltinEffects(BuiltinEffect effect, EffectInstances &effects) {
  if (effect != BuiltinEffect::pure)
    effects.emplace_back(MemoryEffects::Read::get(), WorldResource::get());
  if (effect == BuiltinEffect::writes)
    effects.emplace_back(MemoryEffects::Write::get(), WorldResource::get());
}

void BuiltinOp::getEffects(EffectInstances &effects) {
  addBuiltinEffects(getEffect(), effects);
  if (getRaises())
    effects.emplace_back(MemoryEffects::Write::get(), RaiseResource::get());
}

void BuiltinTryOp::getEffects(EffectInstances &effects) {
  addBuiltinEffects(getEffect(), effects);
  // Each call has an error of its own, with one owner: two of them are not one.
  effects.emplace_back(MemoryEffects::Allocate::get());
}

} // namespace fuse
