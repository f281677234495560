//===- FuseOps.td - Operations of the fuse dialect ---------*- tablegen -*-===//
//
// Grouped as in docs/architecture.md: declarations, text, input and output, numbers, lists, maps, options, structs, enums,
// results, boxes, values known at run time, builtins, errors, counts.
//
//===----------------------------------------------------------------------===//

#ifndef FUSE_FUSEOPS_TD
#define FUSE_FUSEOPS_TD

include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "fuse/FuseAttrs.td"
include "fuse/FuseInterfaces.td"
include "fuse/FuseTypes.td"

defvar Fuse_UsesSymbols = DeclareOpInterfaceMethods<SymbolUserOpInterface>;

class Fuse_ElementOf<string container, string element>
    : TypesMatchWith<"type of '" # element # "' is the element type of '" # container # "'", container, element,
                     "::llvm::cast<::fuse::ListType>($_self).getElementType()">;

class Fuse_InnerOf<string option, string inner>
    : TypesMatchWith<"type of '" # inner # "' is the inner type of '" # option # "'", option, inner,
                     "::llvm::cast<::fuse::OptionType>($_self).getElementType()">;

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

def Fuse_StructDefOp : Fuse_Op<"struct.def", [Symbol, HasParent<"::mlir::ModuleOp">, NoMemoryEffect, Fuse_UsesSymbols]> {
  let summary = "declare a struct";
  let description = [{
    Names the fields of a struct in declaration order. A struct that contains itself is held behind a reference.

    ```mlir
    fuse.struct.def @User {name: !fuse.str, age: i64}
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrArrayAttr:$field_names, TypeArrayAttr:$field_types);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// Position of a field in declaration order, or none.
    std::optional<unsigned> fieldIndex(::llvm::StringRef name);
    ::mlir::Type fieldType(unsigned index);
  }];
}

def Fuse_EnumDefOp : Fuse_Op<"enum.def", [Symbol, HasParent<"::mlir::ModuleOp">, NoMemoryEffect, Fuse_UsesSymbols]> {
  let summary = "declare an enum";
  let description = [{
    Names the variants of an enum in declaration order, with the types of their payloads.

    ```mlir
    fuse.enum.def @Color {Red, Rgb(i64, i64, i64)}
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrArrayAttr:$variant_names,
                   TypedArrayAttrBase<TypeArrayAttr, "array of type arrays">:$payload_types);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// Position of a variant in declaration order, or none.
    std::optional<unsigned> variantIndex(::llvm::StringRef name);
    /// Payload types of a variant.
    ::llvm::SmallVector<::mlir::Type> payload(unsigned index);
  }];
}

def Fuse_GlobalOp : Fuse_Op<"global", [Symbol, HasParent<"::mlir::ModuleOp">, NoMemoryEffect]> {
  let summary = "declare a variable of the program";
  let description = [{
    One field of a config. It has no value before the first `fuse.global.store`.

    ```mlir
    fuse.global @App.greeting : !fuse.str
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttrOf<Fuse_Value>:$type);
  let assemblyFormat = "$sym_name attr-dict `:` $type";
}

def Fuse_GlobalLoadOp : Fuse_Op<"global.load", [MemoryEffects<[MemRead<Fuse_GlobalsResource>]>, Fuse_UsesSymbols]> {
  let summary = "read a variable of the program";
  let description = [{
    ```mlir
    %0 = fuse.global.load @App.greeting : !fuse.str
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$global);
  let results = (outs Fuse_Value:$result);
  let assemblyFormat = "$global attr-dict `:` type($result)";
}

def Fuse_GlobalStoreOp : Fuse_Op<"global.store", [MemoryEffects<[MemWrite<Fuse_GlobalsResource>]>, Fuse_UsesSymbols]> {
  let summary = "write a variable of the program";
  let description = [{
    ```mlir
    fuse.global.store %0, @App.greeting : !fuse.str
    ```
  }];
  let arguments = (ins Fuse_Value:$value, FlatSymbolRefAttr:$global);
  let assemblyFormat = "$value `,` $global attr-dict `:` type($value)";
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

def Fuse_StrConstantOp : Fuse_Op<"str.constant", [ConstantLike, Pure]> {
  let summary = "a constant text";
  let description = [{
    ```mlir
    %0 = fuse.str.constant "text"
    ```
  }];
  let arguments = (ins StrAttr:$value);
  let results = (outs Fuse_StrType:$result);
  let assemblyFormat = "$value attr-dict";
  let hasFolder = 1;
}

def Fuse_StrConcatOp : Fuse_Op<"str.concat", [Pure]> {
  let summary = "join texts";
  let description = [{
    The texts of the operands, in order, as one text. There is at least one operand.

    ```mlir
    %0 = fuse.str.concat %a, %b, %c
    ```
  }];
  let arguments = (ins Variadic<Fuse_StrType>:$parts);
  let results = (outs Fuse_StrType:$result);
  let assemblyFormat = "$parts attr-dict";
  let hasVerifier = 1;
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Fuse_StrAppendOp : Fuse_Op<"str.append", [Pure]> {
  let summary = "a text with others behind it";
  let description = [{
    The value is that of `fuse.str.concat` of all operands. `text` is consumed, and grows in place when this was its only
    reference.

    ```mlir
    %0 = fuse.str.append %text, %a, %b
    ```
  }];
  let arguments = (ins Fuse_StrType:$text, Variadic<Fuse_StrType>:$parts);
  let results = (outs Fuse_StrType:$result);
  let assemblyFormat = "$text `,` $parts attr-dict";
}

def Fuse_StrEqOp : Fuse_Op<"str.eq", [Pure, Commutative]> {
  let summary = "whether two texts are equal";
  let description = [{
    ```mlir
    %0 = fuse.str.eq %a, %b
    ```
  }];
  let arguments = (ins Fuse_StrType:$lhs, Fuse_StrType:$rhs);
  let results = (outs I1:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
  let hasFolder = 1;
}

def Fuse_StrScalarsOp : Fuse_Op<"str.scalars", [Pure]> {
  let summary = "number of Unicode scalar values of a text";
  let description = [{
    ```mlir
    %0 = fuse.str.scalars %s
    ```
  }];
  let arguments = (ins Fuse_StrType:$text);
  let results = (outs I64:$result);
  let assemblyFormat = "$text attr-dict";
  let hasFolder = 1;
}

def Fuse_StrTrimOp : Fuse_Op<"str.trim", [Pure]> {
  let summary = "a text without leading and trailing Unicode white space";
  let description = [{
    ```mlir
    %0 = fuse.str.trim %s
    ```
  }];
  let arguments = (ins Fuse_StrType:$text);
  let results = (outs Fuse_StrType:$result);
  let assemblyFormat = "$text attr-dict";
  let hasFolder = 1;
}

def Fuse_StrParseOp : Fuse_Op<"str.parse", [Pure]> {
  let summary = "text conversion to Int, Float or Bool";
  let description = [{
    The value that the trimmed text spells, null when it is malformed.

    ```mlir
    %0 = fuse.str.parse %s : !fuse.option<i64>
    ```
  }];
  let arguments = (ins Fuse_StrType:$text);
  let results = (outs Fuse_AnyOption:$result);
  let assemblyFormat = "$text attr-dict `:` type($result)";
  let hasVerifier = 1;
}

def Fuse_StrFromOp : Fuse_Op<"str.from", [Pure]> {
  let summary = "the text of a value";
  let description = [{
    What interpolation shows for the value.

    ```mlir
    %0 = fuse.str.from %v : i64
    ```
  }];
  let arguments = (ins Fuse_Value:$value);
  let results = (outs Fuse_StrType:$result);
  let assemblyFormat = "$value attr-dict `:` type($value)";
  let hasFolder = 1;
}

def Fuse_StrJoinOp : Fuse_Op<"str.join", [Pure]> {
  let summary = "the texts of a list with a separator between them";
  let description = [{
    ```mlir
    %0 = fuse.str.join %parts, %separator : !fuse.list<!fuse.str>, !fuse.str
    ```
  }];
  let arguments = (ins Fuse_ListOfStr:$parts, Fuse_StrType:$separator);
  let results = (outs Fuse_StrType:$result);
  let assemblyFormat = "$parts `,` $separator attr-dict `:` type($parts) `,` type($separator)";
  let hasCanonicalizer = 1;
}

class Fuse_StrTestBase<string mnemonic> : Fuse_Op<mnemonic, [Pure]> {
  let arguments = (ins Fuse_StrType:$text);
  let results = (outs I1:$result);
  let assemblyFormat = "$text attr-dict";
}

def Fuse_StrIsEmailOp : Fuse_StrTestBase<"str.is_email"> {
  let summary = "whether a text has the form of an e-mail address";
  let description = [{
    One `@`, both sides of it non-empty, a `.` after it.

    ```mlir
    %0 = fuse.str.is_email %s
    ```
  }];
}

def Fuse_StrIsNullOp : Fuse_StrTestBase<"str.is_null"> {
  let summary = "whether a configured text means null";
  let description = [{
    It is empty or `null` in any ASCII case, after trimming.

    ```mlir
    %0 = fuse.str.is_null %s
    ```
  }];
}

def Fuse_StrMatchesOp : Fuse_Op<"str.matches", [Pure]> {
  let summary = "whether a regular expression occurs in a text";
  let description = [{
    By a deterministic automaton, which starts in state 0. The code points from one of `starts` on, to the next, are of the class at
    the same place of `classes`. `transitions` has a row a state: the next state for each class, then the answer where the text
    ends; -1 stands for found, -2 for not found whatever follows. `pattern` is what the automaton was made of, for readers.

    ```mlir
    %0 = fuse.str.matches %s, "^a+$" starts [0, 97, 98] classes [0, 1, 0] transitions [-2, 1, -2, -2, 1, -1]
    ```
  }];
  let arguments = (ins Fuse_StrType:$text, StrAttr:$pattern, DenseI32ArrayAttr:$starts, DenseI32ArrayAttr:$classes,
                   DenseI32ArrayAttr:$transitions);
  let results = (outs I1:$result);
  let assemblyFormat = "$text `,` $pattern `starts` $starts `classes` $classes `transitions` $transitions attr-dict";
  let hasVerifier = 1;
}

def Fuse_HtmlRawOp : Fuse_Op<"html.raw", [Pure]> {
  let summary = "text as markup, unchanged";
  let description = [{
    ```mlir
    %0 = fuse.html.raw %s
    ```
  }];
  let arguments = (ins Fuse_StrType:$text);
  let results = (outs Fuse_HtmlType:$result);
  let assemblyFormat = "$text attr-dict";
}

def Fuse_HtmlMarkupOp : Fuse_Op<"html.markup", [Pure]> {
  let summary = "the text of markup";
  let description = [{
    ```mlir
    %0 = fuse.html.markup %h
    ```
  }];
  let arguments = (ins Fuse_HtmlType:$html);
  let results = (outs Fuse_StrType:$result);
  let assemblyFormat = "$html attr-dict";
  let hasFolder = 1;
}

def Fuse_UnitConstantOp : Fuse_Op<"unit.constant", [ConstantLike, Pure]> {
  let summary = "the Unit value";
  let description = [{
    ```mlir
    %0 = fuse.unit.constant
    ```
  }];
  let results = (outs Fuse_UnitType:$result);
  let assemblyFormat = "attr-dict";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Console, environment, configuration
//===----------------------------------------------------------------------===//

def Fuse_PrintOp : Fuse_Op<"print", [MemoryEffects<[MemWrite<Fuse_ConsoleResource>]>]> {
  let summary = "write a text and a newline to standard output";
  let description = [{
    ```mlir
    fuse.print %s
    ```
  }];
  let arguments = (ins Fuse_StrType:$text);
  let assemblyFormat = "$text attr-dict";
}

def Fuse_EnvOp : Fuse_Op<"env", [MemoryEffects<[MemRead<Fuse_EnvironmentResource>]>]> {
  let summary = "an environment variable";
  let description = [{
    Its value; null when it is unset or not UTF-8.

    ```mlir
    %0 = fuse.env %name
    ```
  }];
  let arguments = (ins Fuse_StrType:$name);
  let results = (outs Fuse_OptionStr:$result);
  let assemblyFormat = "$name attr-dict";
}

def Fuse_ConfigLookupOp
    : Fuse_Op<"config.lookup", [MemoryEffects<[MemRead<Fuse_EnvironmentResource>, Fuse_Raises]>]> {
  let summary = "the configured text of a config field";
  let description = [{
    The environment variable, else the field of that section of the config file, else null. Raises when the config file
    cannot be read.

    ```mlir
    %0 = fuse.config.lookup "APP_PORT", "App", "port"
    ```
  }];
  let arguments = (ins StrAttr:$variable, StrAttr:$section, StrAttr:$field);
  let results = (outs Fuse_OptionStr:$result);
  let assemblyFormat = "$variable `,` $section `,` $field attr-dict";
}

def Fuse_ConfigTryLookupOp
    : Fuse_Op<"config.try_lookup", [MemoryEffects<[MemRead<Fuse_EnvironmentResource>]>]> {
  let summary = "the configured text of a config field, with the error as a result";
  let description = [{
    `fuse.config.lookup` from the stage `cfg` on: the error first, then the text. The text is null when there is an error.

    ```mlir
    %error, %text = fuse.config.try_lookup "APP_PORT", "App", "port"
    ```
  }];
  let arguments = (ins StrAttr:$variable, StrAttr:$section, StrAttr:$field);
  let results = (outs Fuse_ErrorType:$error, Fuse_OptionStr:$result);
  let assemblyFormat = "$variable `,` $section `,` $field attr-dict";
}

def Fuse_ConfigHintOp : Fuse_Op<"config.hint", [MemoryEffects<[MemRead<Fuse_EnvironmentResource>, MemWrite<Fuse_ConsoleResource>]>]> {
  let summary = "print the typo hints of one config block";
  let description = [{
    Takes the names of all fields of the block and the environment variable of each.

    ```mlir
    fuse.config.hint "App", ["port", "dbUrl"], ["APP_PORT", "APP_DB_URL"]
    ```
  }];
  let arguments = (ins StrAttr:$section, StrArrayAttr:$fields, StrArrayAttr:$variables);
  let assemblyFormat = "$section `,` $fields `,` $variables attr-dict";
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

def Fuse_IntDivOp : Fuse_Op<"int.div", [MemoryEffects<[Fuse_Raises]>]> {
  let summary = "truncating division of Ints";
  let description = [{
    Panics on a zero divisor and on the least Int divided by -1.

    ```mlir
    %0 = fuse.int.div %a, %b
    ```
  }];
  let arguments = (ins I64:$lhs, I64:$rhs);
  let results = (outs I64:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Fuse_IntRemOp : Fuse_Op<"int.rem", [MemoryEffects<[Fuse_Raises]>]> {
  let summary = "remainder of truncating division of Ints";
  let description = [{
    Panics on a zero divisor and on the least Int divided by -1.

    ```mlir
    %0 = fuse.int.rem %a, %b
    ```
  }];
  let arguments = (ins I64:$lhs, I64:$rhs);
  let results = (outs I64:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Fuse_MixedCmpOp : Fuse_Op<"mixed.cmp", [Pure]> {
  let summary = "exact comparison of an Int with a Float";
  let description = [{
    Compares the numbers without rounding the Int. With NaN only `ne` holds. Predicates: eq ne slt sle sgt sge.

    ```mlir
    %0 = fuse.mixed.cmp slt, %int, %float
    ```
  }];
  let arguments = (ins Fuse_MixedCmpPredicate:$predicate, I64:$lhs, F64:$rhs);
  let results = (outs I1:$result);
  let assemblyFormat = "$predicate `,` $lhs `,` $rhs attr-dict";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Lists
//===----------------------------------------------------------------------===//

def Fuse_ListMakeOp : Fuse_Op<"list.make", [Pure]> {
  let summary = "a list of the given elements";
  let description = [{
    ```mlir
    %0 = fuse.list.make %a, %b : !fuse.list<i64>
    ```
  }];
  let arguments = (ins Variadic<Fuse_Value>:$elements);
  let results = (outs Fuse_AnyList:$result);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
}

def Fuse_ListConstantOp : Fuse_Op<"list.constant", [ConstantLike, Pure]> {
  let summary = "a list of constant numbers or Bools";
  let description = [{
    One attribute holds all elements: literals of a million elements stay one op. The list lies in read-only memory and is never
    counted; what updates it copies it first.

    ```mlir
    %0 = fuse.list.constant(array<i64: 1, 2>) : !fuse.list<i64>
    ```
  }];
  let arguments = (ins AnyAttrOf<[DenseI64ArrayAttr, DenseF64ArrayAttr, DenseBoolArrayAttr]>:$elements);
  let results = (outs Fuse_AnyList:$result);
  let assemblyFormat = "`(` $elements `)` attr-dict `:` type($result)";
  let hasFolder = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// Number of elements.
    int64_t getLength();
  }];
}

def Fuse_ListTextsOp : Fuse_Op<"list.texts", [Pure]> {
  let summary = "a list of constant texts";
  let description = [{
    A new list; the texts in it are constants.

    ```mlir
    %0 = fuse.list.texts ["a", "b"] : !fuse.list<!fuse.str>
    ```
  }];
  let arguments = (ins StrArrayAttr:$elements);
  let results = (outs Fuse_AnyList:$result);
  let assemblyFormat = "$elements attr-dict `:` type($result)";
  let hasVerifier = 1;
}

class Fuse_ListRangeBase<string mnemonic, list<Trait> traits> : Fuse_Op<mnemonic, !listconcat(traits, [
    Fuse_ElementOf<"result", "low">, Fuse_ElementOf<"result", "high">,
    TypesMatchWith<"result is a list of the type of 'low'", "low", "result", "::fuse::ListType::get($_self)">])> {
  let arguments = (ins Fuse_Number:$low, Fuse_Number:$high);
  let results = (outs Fuse_AnyList:$result);
  let assemblyFormat = "$low `,` $high attr-dict `:` type($result)";
}

def Fuse_ListRangeOp : Fuse_ListRangeBase<"list.range", [MemoryEffects<[Fuse_Raises]>]> {
  let summary = "the list of the numbers of an inclusive range";
  let description = [{
    low, low + 1, … up to high, Ints or Floats. Raises when low > high, and when a Float bound is not finite.

    ```mlir
    %0 = fuse.list.range %a, %b : !fuse.list<i64>
    ```
  }];
  let hasCanonicalizer = 1;
}

def Fuse_ListRangeUncheckedOp : Fuse_ListRangeBase<"list.range_unchecked", [NoMemoryEffect]> {
  let summary = "the list of the numbers of an inclusive range whose bounds were checked";
  let description = [{
    `fuse.list.range` where low <= high is known and both are finite. Not speculatable.

    ```mlir
    %0 = fuse.list.range_unchecked %a, %b : !fuse.list<f64>
    ```
  }];
}

def Fuse_RangeCheckOp : Fuse_Op<"range.check", [MemoryEffects<[Fuse_Raises]>]> {
  let summary = "number of steps of an inclusive Int range";
  let description = [{
    high - low + 1. Raises when low > high, and when the number is no Int.

    ```mlir
    %0 = fuse.range.check %a, %b
    ```
  }];
  let arguments = (ins I64:$low, I64:$high);
  let results = (outs I64:$result);
  let assemblyFormat = "$low `,` $high attr-dict";
  let hasFolder = 1;
}

def Fuse_ListLengthOp : Fuse_Op<"list.length", [Pure]> {
  let summary = "number of elements of a list";
  let description = [{
    ```mlir
    %0 = fuse.list.length %l : !fuse.list<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyList:$list);
  let results = (outs I64:$result);
  let assemblyFormat = "$list attr-dict `:` type($list)";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Fuse_ListShortestOp : Fuse_Op<"list.shortest", [NoMemoryEffect]> {
  let summary = "the least length of some of the lists in a list";
  let description = [{
    Of the elements from index `from` to before `to`, which are in range: not speculatable. The greatest Int when there are none.

    ```mlir
    %0 = fuse.list.shortest %rows[%from, %to] : !fuse.list<!fuse.list<i64>>
    ```
  }];
  let arguments = (ins Fuse_AnyList:$list, I64:$from, I64:$to);
  let results = (outs I64:$result);
  let assemblyFormat = "$list `[` $from `,` $to `]` attr-dict `:` type($list)";
  let hasVerifier = 1;
}

class Fuse_ListGetBase<string mnemonic, list<Trait> traits>
    : Fuse_Op<mnemonic, !listconcat(traits, [Fuse_ElementOf<"list", "result">])> {
  let arguments = (ins Fuse_AnyList:$list, I64:$index);
  let results = (outs Fuse_Value:$result);
  let assemblyFormat = "$list `[` $index `]` attr-dict `:` type($list)";
  let hasFolder = 1;
}

def Fuse_ListGetOp : Fuse_ListGetBase<"list.get", [MemoryEffects<[Fuse_Raises]>]> {
  let summary = "an element of a list";
  let description = [{
    Raises when the index is negative or not less than the length.

    ```mlir
    %0 = fuse.list.get %l[%i] : !fuse.list<i64>
    ```
  }];
}

def Fuse_ListGetUncheckedOp : Fuse_ListGetBase<"list.get_unchecked", [NoMemoryEffect]> {
  let summary = "an element of a list, at an index known to be in range";
  let description = [{
    Not speculatable: it stays behind the comparison that proved the index.

    ```mlir
    %0 = fuse.list.get_unchecked %l[%i] : !fuse.list<i64>
    ```
  }];
  let hasCanonicalizer = 1;
}

class Fuse_ListSetBase<string mnemonic, list<Trait> traits>
    : Fuse_Op<mnemonic, !listconcat(traits, [
        Fuse_ElementOf<"list", "value">,
        TypesMatchWith<"result has the type of 'list'", "list", "result", "$_self">])> {
  let arguments = (ins Fuse_AnyList:$list, I64:$index, Fuse_Value:$value);
  let results = (outs Fuse_AnyList:$result);
  let assemblyFormat = "$list `[` $index `]` `,` $value attr-dict `:` type($list)";
}

def Fuse_ListSetOp : Fuse_ListSetBase<"list.set", [MemoryEffects<[Fuse_Raises]>]> {
  let summary = "a list with one element replaced";
  let description = [{
    Raises when the index is negative or not less than the length.

    ```mlir
    %0 = fuse.list.set %l[%i], %v : !fuse.list<i64>
    ```
  }];
}

def Fuse_ListSetUncheckedOp : Fuse_ListSetBase<"list.set_unchecked", [NoMemoryEffect]> {
  let summary = "a list with one element replaced, at an index known to be in range";
  let description = [{
    Not speculatable: it stays behind the comparison that proved the index.

    ```mlir
    %0 = fuse.list.set_unchecked %l[%i], %v : !fuse.list<i64>
    ```
  }];
  let hasCanonicalizer = 1;
}

def Fuse_ListConcatOp : Fuse_Op<"list.concat", [Pure, SameOperandsAndResultType]> {
  let summary = "the elements of one list, then those of another";
  let description = [{
    ```mlir
    %0 = fuse.list.concat %a, %b : !fuse.list<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyList:$lhs, Fuse_AnyList:$rhs);
  let results = (outs Fuse_AnyList:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` type($result)";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Fuse_ListPushOp
    : Fuse_Op<"list.push", [Pure, Fuse_ElementOf<"list", "value">,
        TypesMatchWith<"result has the type of 'list'", "list", "result", "$_self">]> {
  let summary = "a list with one more element at its end";
  let description = [{
    The value is that of `fuse.list.concat` with a list of this element. Ownership phase only: the list is consumed, and grows
    in place when this was its only reference.

    ```mlir
    %0 = fuse.list.push %l, %v : !fuse.list<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyList:$list, Fuse_Value:$value);
  let results = (outs Fuse_AnyList:$result);
  let assemblyFormat = "$list `,` $value attr-dict `:` type($list)";
}

def Fuse_ListUniqueOp : Fuse_Op<"list.unique", [Pure, SameOperandsAndResultType]> {
  let summary = "the same list, held uniquely from here";
  let description = [{
    The value is that of the operand. From the stage `owned` on, the result is the only reference to its storage, so that a
    loop of `fuse.list.set_unchecked` on it updates in place without a test.

    ```mlir
    %0 = fuse.list.unique %l : !fuse.list<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyList:$list);
  let results = (outs Fuse_AnyList:$result);
  let assemblyFormat = "$list attr-dict `:` type($list)";
}

def Fuse_ListTakeOp
    : Fuse_Op<"list.take", [NoMemoryEffect, Fuse_ElementOf<"list", "element">,
        TypesMatchWith<"'rest' has the type of 'list'", "list", "rest", "$_self">]> {
  let summary = "move an element out of a list, at an index known to be in range";
  let description = [{
    Gives the list without the element, then the element. The place of the element is a hole until `fuse.list.put` fills it;
    nothing else may use the rest. Ownership phase only: an element that is moved out can be updated in place.

    ```mlir
    %rest, %element = fuse.list.take %l[%i] : !fuse.list<!fuse.list<i64>>
    ```
  }];
  let arguments = (ins Fuse_AnyList:$list, I64:$index);
  let results = (outs Fuse_AnyList:$rest, Fuse_Value:$element);
  let assemblyFormat = "$list `[` $index `]` attr-dict `:` type($list)";
}

def Fuse_ListPutOp : Fuse_ListSetBase<"list.put", [NoMemoryEffect]> {
  let summary = "fill the hole that fuse.list.take left";
  let description = [{
    The operand is the rest of a `fuse.list.take` at the same index.

    ```mlir
    %0 = fuse.list.put %rest[%i], %v : !fuse.list<!fuse.list<i64>>
    ```
  }];
}

//===----------------------------------------------------------------------===//
// Maps
//===----------------------------------------------------------------------===//

class Fuse_MapValue<string map, string value>
    : TypesMatchWith<"type of '" # value # "' is the value type of '" # map # "'", map, value,
                     "::llvm::cast<::fuse::MapType>($_self).getElementType()">;

def Fuse_MapMakeOp : Fuse_Op<"map.make", [Pure, SameVariadicOperandSize]> {
  let summary = "a map of the given entries";
  let description = [{
    The keys, then the values. Of equal keys the first gives the place and the last the value.

    ```mlir
    %0 = fuse.map.make(%k, %l) -> (%v, %w : i64, i64) : !fuse.map<i64>
    ```
  }];
  let arguments = (ins Variadic<Fuse_StrType>:$keys, Variadic<Fuse_Value>:$values);
  let results = (outs Fuse_AnyMap:$result);
  let assemblyFormat = "`(` $keys `)` `->` `(` ($values^ `:` type($values))? `)` attr-dict `:` type($result)";
  let hasVerifier = 1;
}

def Fuse_MapFindOp : Fuse_Op<"map.find", [Pure]> {
  let summary = "position of a key in a map";
  let description = [{
    In order of insertion from 0; -1 where the map has no such key.

    ```mlir
    %0 = fuse.map.find %m[%key] : !fuse.map<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyMap:$map, Fuse_StrType:$key);
  let results = (outs I64:$result);
  let assemblyFormat = "$map `[` $key `]` attr-dict `:` type($map)";
}

def Fuse_MapLengthOp : Fuse_Op<"map.length", [Pure]> {
  let summary = "number of entries of a map";
  let description = [{
    ```mlir
    %0 = fuse.map.length %m : !fuse.map<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyMap:$map);
  let results = (outs I64:$result);
  let assemblyFormat = "$map attr-dict `:` type($map)";
}

def Fuse_MapKeyAtOp : Fuse_Op<"map.key_at", [NoMemoryEffect]> {
  let summary = "the key of an entry, at a position known to be in range";
  let description = [{
    ```mlir
    %0 = fuse.map.key_at %m[%i] : !fuse.map<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyMap:$map, I64:$position);
  let results = (outs Fuse_StrType:$result);
  let assemblyFormat = "$map `[` $position `]` attr-dict `:` type($map)";
}

def Fuse_MapValueAtOp : Fuse_Op<"map.value_at", [NoMemoryEffect, Fuse_MapValue<"map", "result">]> {
  let summary = "the value of an entry, at a position known to be in range";
  let description = [{
    Not speculatable: it stays behind the test that proved the position.

    ```mlir
    %0 = fuse.map.value_at %m[%i] : !fuse.map<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyMap:$map, I64:$position);
  let results = (outs Fuse_Value:$result);
  let assemblyFormat = "$map `[` $position `]` attr-dict `:` type($map)";
}

def Fuse_MapSetOp : Fuse_Op<"map.set", [Pure, Fuse_MapValue<"map", "value">,
    TypesMatchWith<"result has the type of 'map'", "map", "result", "$_self">]> {
  let summary = "a map with one entry replaced or added";
  let description = [{
    A new entry comes last.

    ```mlir
    %0 = fuse.map.set %m[%key], %v : !fuse.map<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyMap:$map, Fuse_StrType:$key, Fuse_Value:$value);
  let results = (outs Fuse_AnyMap:$result);
  let assemblyFormat = "$map `[` $key `]` `,` $value attr-dict `:` type($map)";
}

class Fuse_MapPlaceBase<string mnemonic> : Fuse_Op<mnemonic, [NoMemoryEffect, Fuse_MapValue<"map", "value">,
    TypesMatchWith<"result has the type of 'map'", "map", "result", "$_self">]> {
  let arguments = (ins Fuse_AnyMap:$map, I64:$position, Fuse_Value:$value);
  let results = (outs Fuse_AnyMap:$result);
  let assemblyFormat = "$map `[` $position `]` `,` $value attr-dict `:` type($map)";
}

def Fuse_MapSetAtOp : Fuse_MapPlaceBase<"map.set_at"> {
  let summary = "a map with the value of one entry replaced, at a position known to be in range";
  let description = [{
    ```mlir
    %0 = fuse.map.set_at %m[%i], %v : !fuse.map<i64>
    ```
  }];
}

def Fuse_MapTakeOp : Fuse_Op<"map.take", [NoMemoryEffect, Fuse_MapValue<"map", "value">,
    TypesMatchWith<"'rest' has the type of 'map'", "map", "rest", "$_self">]> {
  let summary = "move a value out of a map, at a position known to be in range";
  let description = [{
    Gives the map without the value, then the value, as `fuse.list.take` does for an element.

    ```mlir
    %rest, %value = fuse.map.take %m[%i] : !fuse.map<!fuse.str>
    ```
  }];
  let arguments = (ins Fuse_AnyMap:$map, I64:$position);
  let results = (outs Fuse_AnyMap:$rest, Fuse_Value:$value);
  let assemblyFormat = "$map `[` $position `]` attr-dict `:` type($map)";
}

def Fuse_MapPutOp : Fuse_MapPlaceBase<"map.put"> {
  let summary = "fill the hole that fuse.map.take left";
  let description = [{
    The operand is the rest of a `fuse.map.take` at the same position.

    ```mlir
    %0 = fuse.map.put %rest[%i], %v : !fuse.map<!fuse.str>
    ```
  }];
}

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

def Fuse_OptionSomeOp : Fuse_Op<"option.some", [Pure, Fuse_InnerOf<"result", "value">,
    TypesMatchWith<"result is an option of the type of 'value'", "value", "result", "::fuse::OptionType::get($_self)">]> {
  let summary = "an option that holds a value";
  let description = [{
    ```mlir
    %0 = fuse.option.some %v : !fuse.option<i64>
    ```
  }];
  let arguments = (ins Fuse_Value:$value);
  let results = (outs Fuse_AnyOption:$result);
  let assemblyFormat = "$value attr-dict `:` type($result)";
}

def Fuse_OptionNoneOp : Fuse_Op<"option.none", [ConstantLike, Pure]> {
  let summary = "null";
  let description = [{
    ```mlir
    %0 = fuse.option.none : !fuse.option<i64>
    ```
  }];
  let results = (outs Fuse_AnyOption:$result);
  let assemblyFormat = "attr-dict `:` type($result)";
  let hasFolder = 1;
}

def Fuse_OptionIsSomeOp : Fuse_Op<"option.is_some", [Pure]> {
  let summary = "whether an option holds a value";
  let description = [{
    ```mlir
    %0 = fuse.option.is_some %o : !fuse.option<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyOption:$option);
  let results = (outs I1:$result);
  let assemblyFormat = "$option attr-dict `:` type($option)";
  let hasFolder = 1;
}

def Fuse_OptionGetOp : Fuse_Op<"option.get", [NoMemoryEffect, Fuse_InnerOf<"option", "result">]> {
  let summary = "the value of an option known to hold one";
  let description = [{
    Not speculatable: it stays behind the test that proved the option.

    ```mlir
    %0 = fuse.option.get %o : !fuse.option<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyOption:$option);
  let results = (outs Fuse_Value:$result);
  let assemblyFormat = "$option attr-dict `:` type($option)";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Structs
//===----------------------------------------------------------------------===//

def Fuse_StructMakeOp : Fuse_Op<"struct.make", [Pure, Fuse_UsesSymbols]> {
  let summary = "a struct of the given fields";
  let description = [{
    The operands are the fields in declaration order.

    ```mlir
    %0 = fuse.struct.make %name, %age : (!fuse.str, i64) -> !fuse.struct<@User>
    ```
  }];
  let arguments = (ins Variadic<Fuse_Value>:$fields);
  let results = (outs Fuse_AnyStruct:$result);
  let assemblyFormat = "$fields attr-dict `:` functional-type($fields, $result)";
}

def Fuse_StructGetOp : Fuse_Op<"struct.get", [Pure, Fuse_UsesSymbols]> {
  let summary = "a field of a struct";
  let description = [{
    ```mlir
    %0 = fuse.struct.get %s["name"] : !fuse.struct<@User> -> !fuse.str
    ```
  }];
  let arguments = (ins Fuse_AnyStruct:$input, StrAttr:$field);
  let results = (outs Fuse_Value:$result);
  let assemblyFormat = "$input `[` $field `]` attr-dict `:` type($input) `->` type($result)";
  let hasFolder = 1;
}

def Fuse_StructSetOp : Fuse_Op<"struct.set", [Pure, Fuse_UsesSymbols,
    TypesMatchWith<"result has the type of 'input'", "input", "result", "$_self">]> {
  let summary = "a struct with one field replaced";
  let description = [{
    ```mlir
    %0 = fuse.struct.set %s["name"], %v : !fuse.struct<@User>, !fuse.str
    ```
  }];
  let arguments = (ins Fuse_AnyStruct:$input, StrAttr:$field, Fuse_Value:$value);
  let results = (outs Fuse_AnyStruct:$result);
  let assemblyFormat = "$input `[` $field `]` `,` $value attr-dict `:` type($input) `,` type($value)";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Fuse_StructTakeOp : Fuse_Op<"struct.take", [NoMemoryEffect, Fuse_UsesSymbols,
    TypesMatchWith<"'rest' has the type of 'input'", "input", "rest", "$_self">]> {
  let summary = "move a field out of a struct";
  let description = [{
    Gives the struct without the field, then the field, as `fuse.list.take` does for an element.

    ```mlir
    %rest, %value = fuse.struct.take %s["names"] : !fuse.struct<@Group> -> !fuse.list<!fuse.str>
    ```
  }];
  let arguments = (ins Fuse_AnyStruct:$input, StrAttr:$field);
  let results = (outs Fuse_AnyStruct:$rest, Fuse_Value:$value);
  let assemblyFormat = "$input `[` $field `]` attr-dict `:` type($input) `->` type($value)";
}

def Fuse_StructPutOp : Fuse_Op<"struct.put", [NoMemoryEffect, Fuse_UsesSymbols,
    TypesMatchWith<"result has the type of 'input'", "input", "result", "$_self">]> {
  let summary = "fill the hole that fuse.struct.take left";
  let description = [{
    The operand is the rest of a `fuse.struct.take` of the same field.

    ```mlir
    %0 = fuse.struct.put %rest["names"], %v : !fuse.struct<@Group>, !fuse.list<!fuse.str>
    ```
  }];
  let arguments = (ins Fuse_AnyStruct:$input, StrAttr:$field, Fuse_Value:$value);
  let results = (outs Fuse_AnyStruct:$result);
  let assemblyFormat = "$input `[` $field `]` `,` $value attr-dict `:` type($input) `,` type($value)";
}

//===----------------------------------------------------------------------===//
// Enums
//===----------------------------------------------------------------------===//

def Fuse_EnumMakeOp : Fuse_Op<"enum.make", [Pure, Fuse_UsesSymbols]> {
  let summary = "a variant of an enum with its payload";
  let description = [{
    ```mlir
    %0 = fuse.enum.make "Rgb"(%r, %g, %b) : (i64, i64, i64) -> !fuse.enum<@Color>
    ```
  }];
  let arguments = (ins StrAttr:$variant, Variadic<Fuse_Value>:$payload);
  let results = (outs Fuse_AnyEnum:$result);
  let assemblyFormat = "$variant `(` $payload `)` attr-dict `:` functional-type($payload, $result)";
}

def Fuse_EnumTagOp : Fuse_Op<"enum.tag", [Pure, Fuse_UsesSymbols]> {
  let summary = "position of the variant of an enum value";
  let description = [{
    In declaration order, from 0.

    ```mlir
    %0 = fuse.enum.tag %e : !fuse.enum<@Color>
    ```
  }];
  let arguments = (ins Fuse_AnyEnum:$input);
  let results = (outs I32:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let hasFolder = 1;
}

def Fuse_EnumGetOp : Fuse_Op<"enum.get", [NoMemoryEffect, Fuse_UsesSymbols]> {
  let summary = "part of the payload of an enum value known to be of a variant";
  let description = [{
    Not speculatable: it stays behind the test that proved the variant.

    ```mlir
    %0 = fuse.enum.get %e["Rgb", 0] : !fuse.enum<@Color> -> i64
    ```
  }];
  let arguments = (ins Fuse_AnyEnum:$input, StrAttr:$variant, ConfinedAttr<I64Attr, [IntNonNegative]>:$index);
  let results = (outs Fuse_Value:$result);
  let assemblyFormat = "$input `[` $variant `,` $index `]` attr-dict `:` type($input) `->` type($result)";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

class Fuse_OkOf<string result, string value>
    : TypesMatchWith<"type of '" # value # "' is the value type of '" # result # "'", result, value,
                     "::llvm::cast<::fuse::ResultType>($_self).getElementType()">;

def Fuse_ResultOkOp : Fuse_Op<"result.ok", [Pure, Fuse_OkOf<"result", "value">]> {
  let summary = "a result that holds a value";
  let description = [{
    ```mlir
    %0 = fuse.result.ok %v : !fuse.result<i64>
    ```
  }];
  let arguments = (ins Fuse_Value:$value);
  let results = (outs Fuse_AnyResult:$result);
  let assemblyFormat = "$value attr-dict `:` type($result)";
}

def Fuse_ResultErrOp : Fuse_Op<"result.err", [Pure]> {
  let summary = "a result that holds an error value";
  let description = [{
    ```mlir
    %0 = fuse.result.err %e : !fuse.result<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyType:$error);
  let results = (outs Fuse_AnyResult:$result);
  let assemblyFormat = "$error attr-dict `:` type($result)";
}

def Fuse_ResultIsOkOp : Fuse_Op<"result.is_ok", [Pure]> {
  let summary = "whether a result holds a value";
  let description = [{
    ```mlir
    %0 = fuse.result.is_ok %r : !fuse.result<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyResult:$input);
  let results = (outs I1:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let hasFolder = 1;
}

def Fuse_ResultGetOp : Fuse_Op<"result.get", [NoMemoryEffect, Fuse_OkOf<"input", "result">]> {
  let summary = "the value of a result known to hold one";
  let description = [{
    Not speculatable: it stays behind the test that proved the result.

    ```mlir
    %0 = fuse.result.get %r : !fuse.result<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyResult:$input);
  let results = (outs Fuse_Value:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let hasFolder = 1;
}

def Fuse_ResultErrorOp : Fuse_Op<"result.error", [NoMemoryEffect]> {
  let summary = "the error value of a result known to hold one";
  let description = [{
    Not speculatable: it stays behind the test that proved the result.

    ```mlir
    %0 = fuse.result.error %r : !fuse.result<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyResult:$input);
  let results = (outs Fuse_AnyType:$error);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Boxes
//===----------------------------------------------------------------------===//

class Fuse_ContentOf<string box, string content>
    : TypesMatchWith<"type of '" # content # "' is the content type of '" # box # "'", box, content,
                     "::llvm::cast<::fuse::BoxType>($_self).getElementType()">;

def Fuse_BoxNewOp : Fuse_Op<"box.new", [MemoryEffects<[MemAlloc<Fuse_BoxesResource>]>, Fuse_ContentOf<"result", "content">]> {
  let summary = "a new box";
  let description = [{
    ```mlir
    %0 = fuse.box.new %v : !fuse.box<i64>
    ```
  }];
  let arguments = (ins Fuse_Value:$content);
  let results = (outs Fuse_AnyBox:$result);
  let assemblyFormat = "$content attr-dict `:` type($result)";
}

def Fuse_BoxLoadOp : Fuse_Op<"box.load", [MemoryEffects<[MemRead<Fuse_BoxesResource>]>, Fuse_ContentOf<"box", "result">]> {
  let summary = "the content of a box";
  let description = [{
    ```mlir
    %0 = fuse.box.load %b : !fuse.box<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyBox:$box);
  let results = (outs Fuse_Value:$result);
  let assemblyFormat = "$box attr-dict `:` type($box)";
}

def Fuse_BoxStoreOp : Fuse_Op<"box.store", [MemoryEffects<[MemWrite<Fuse_BoxesResource>]>, Fuse_ContentOf<"box", "content">]> {
  let summary = "replace the content of a box";
  let description = [{
    ```mlir
    fuse.box.store %v, %b : !fuse.box<i64>
    ```
  }];
  let arguments = (ins Fuse_Value:$content, Fuse_AnyBox:$box);
  let assemblyFormat = "$content `,` $box attr-dict `:` type($box)";
}

//===----------------------------------------------------------------------===//
// Values known at run time
//===----------------------------------------------------------------------===//

def Fuse_AnyNullOp : Fuse_Op<"any.null", [ConstantLike, Pure]> {
  let summary = "null as a value known at run time";
  let description = [{
    ```mlir
    %0 = fuse.any.null
    ```
  }];
  let results = (outs Fuse_AnyType:$result);
  let assemblyFormat = "attr-dict";
  let hasFolder = 1;
}

def Fuse_AnyNamedOp : Fuse_Op<"any.named", [Pure]> {
  let summary = "a function, enum constructor, config or builtin as a value";
  let description = [{
    Its text, its text in JSON, the name of its type; the function that calls it, where it can be called: that takes the arguments
    as a list and may raise; and the function that gives its members by name, where it has some, which may raise too.

    ```mlir
    %0 = fuse.any.named "<fn 1::double>", "1::double", "Function", @double.value
    ```
  }];
  let arguments = (ins StrAttr:$text, StrAttr:$plain, StrAttr:$type_name, OptionalAttr<FlatSymbolRefAttr>:$callee,
                   OptionalAttr<FlatSymbolRefAttr>:$members);
  let results = (outs Fuse_AnyType:$result);
  let assemblyFormat = "$text `,` $plain `,` $type_name (`,` $callee^)? (`members` $members^)? attr-dict";
}

def Fuse_AnyFromOp : Fuse_Op<"any.from", [Pure]> {
  let summary = "a value as one known at run time";
  let description = [{
    Parts are converted too. The content of a box, never the box. From the stage `cfg` on only of Int, Float, Bool, Unit, texts,
    bytes, markup, and of lists and maps of `!fuse.any`.

    ```mlir
    %0 = fuse.any.from %v : !fuse.list<i64>
    ```
  }];
  let arguments = (ins Fuse_Value:$value);
  let results = (outs Fuse_AnyType:$result);
  let assemblyFormat = "$value attr-dict `:` type($value)";
  let hasFolder = 1;
}

def Fuse_AnyToOp : Fuse_Op<"any.to", [MemoryEffects<[Fuse_Raises]>]> {
  let summary = "a value known at run time as one of a type";
  let description = [{
    Raises `type mismatch: expected <T>, got <U>` when it is none. Parts are converted and checked too. Not after the stage
    `fuse-opt`.

    ```mlir
    %0 = fuse.any.to %a : i64
    ```
  }];
  let arguments = (ins Fuse_AnyType:$value);
  let results = (outs Fuse_Value:$result);
  let assemblyFormat = "$value attr-dict `:` type($result)";
}

def Fuse_AnyIsNullOp : Fuse_Op<"any.is_null", [Pure]> {
  let summary = "whether a value is null";
  let description = [{
    ```mlir
    %0 = fuse.any.is_null %a
    ```
  }];
  let arguments = (ins Fuse_AnyType:$value);
  let results = (outs I1:$result);
  let assemblyFormat = "$value attr-dict";
  let hasFolder = 1;
}

def Fuse_AnyIsOp : Fuse_Op<"any.is", [Pure]> {
  let summary = "whether a value is of a type";
  let description = [{
    Looks at the value itself: a list is a list whatever its elements are. A variant of an enum can be asked for, and `Ok` or `Err`
    of a result.

    ```mlir
    %0 = fuse.any.is %a : !fuse.enum<@Color> "Rgb"
    ```
  }];
  let arguments = (ins Fuse_AnyType:$value, TypeAttrOf<Fuse_Value>:$type, OptionalAttr<StrAttr>:$variant);
  let results = (outs I1:$result);
  let assemblyFormat = "$value `:` $type ($variant^)? attr-dict";
  let hasVerifier = 1;
}

def Fuse_AnyGetOp : Fuse_Op<"any.get", [NoMemoryEffect]> {
  let summary = "a value known to be of a type that needs no conversion";
  let description = [{
    Int, Float, Bool, text, bytes, markup, or a list or map of `!fuse.any`. Not speculatable.

    ```mlir
    %0 = fuse.any.get %a : !fuse.list<!fuse.any>
    ```
  }];
  let arguments = (ins Fuse_AnyType:$value);
  let results = (outs Fuse_Value:$result);
  let assemblyFormat = "$value attr-dict `:` type($result)";
  let hasVerifier = 1;
  let hasFolder = 1;
}

def Fuse_AnyPackOp : Fuse_Op<"any.pack", [Pure, Fuse_UsesSymbols]> {
  let summary = "a struct, enum or result as a value known at run time, from its parts";
  let description = [{
    The fields of a struct in declaration order, the payload of a variant, the content of `Ok` or `Err`.

    ```mlir
    %0 = fuse.any.pack(%r, %g, %b) : !fuse.enum<@Color> "Rgb"
    ```
  }];
  let arguments = (ins Variadic<Fuse_AnyType>:$parts, TypeAttrOf<Fuse_Value>:$type, OptionalAttr<StrAttr>:$variant);
  let results = (outs Fuse_AnyType:$result);
  let assemblyFormat = "`(` $parts `)` `:` $type ($variant^)? attr-dict";
}

def Fuse_AnyPartOp : Fuse_Op<"any.part", [NoMemoryEffect]> {
  let summary = "a part of a struct, enum or result known at run time";
  let description = [{
    A field, an item of the payload, or the content, by position. Not speculatable: it stays behind the test of what the value is.

    ```mlir
    %0 = fuse.any.part %a[1]
    ```
  }];
  let arguments = (ins Fuse_AnyType:$value, ConfinedAttr<I64Attr, [IntNonNegative]>:$position);
  let results = (outs Fuse_AnyType:$result);
  let assemblyFormat = "$value `[` $position `]` attr-dict";
}

def Fuse_AnyStoreOp : Fuse_Op<"any.store", [MemoryEffects<[Fuse_Raises]>]> {
  let summary = "a value known at run time with a place inside it replaced";
  let description = [{
    The keys lead to the place; `steps` says how each is meant: 0 an index, 1 the name of a field (a text), 2 and 3 the same where
    null has an error of its own.

    ```mlir
    %0 = fuse.any.store %root[%name, %index] = %v steps [1, 0]
    ```
  }];
  let arguments = (ins Fuse_AnyType:$root, Fuse_AnyType:$value, Variadic<Fuse_AnyType>:$keys, DenseI64ArrayAttr:$steps);
  let results = (outs Fuse_AnyType:$result);
  let assemblyFormat = "$root `[` $keys `]` `=` $value `steps` $steps attr-dict";
  let hasVerifier = 1;
}

def Fuse_AnyStoreTryOp : Fuse_Op<"any.store.try", [MemoryEffects<[MemAlloc]>]> {
  let summary = "a store into a value known at run time, with the error as a result";
  let description = [{
    `fuse.any.store` from the stage `cfg` on: the error first, then the value, which is valid without an error. Updates in place what
    has one owner.

    ```mlir
    %error, %0 = fuse.any.store.try %root[%name, %index] = %v steps [1, 0]
    ```
  }];
  let arguments = (ins Fuse_AnyType:$root, Fuse_AnyType:$value, Variadic<Fuse_AnyType>:$keys, DenseI64ArrayAttr:$steps);
  let results = (outs Fuse_ErrorType:$error, Fuse_AnyType:$result);
  let assemblyFormat = "$root `[` $keys `]` `=` $value `steps` $steps attr-dict";
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

def Fuse_JsonEncodeOp : Fuse_Op<"json.encode", [Pure]> {
  let summary = "the JSON text of any value";
  let description = [{
    Not after the stage `fuse-opt`: lower-json makes a function of it for each type.

    ```mlir
    %s = fuse.json.encode %v : !fuse.list<i64>
    ```
  }];
  let arguments = (ins Fuse_Value:$value);
  let results = (outs Fuse_StrType:$result);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}

def Fuse_JsonPutOp : Fuse_Op<"json.put", [NoMemoryEffect]> {
  let summary = "a text with the JSON of a value at its end";
  let description = [{
    Grows the text in place when it has one owner. Not speculatable.

    ```mlir
    %t = fuse.json.put %s, %v : i64
    ```
  }];
  let arguments = (ins Fuse_StrType:$text, Fuse_JsonScalar:$value);
  let results = (outs Fuse_StrType:$result);
  let assemblyFormat = "$text `,` $value attr-dict `:` type($value)";
}

//===----------------------------------------------------------------------===//
// Builtins
//===----------------------------------------------------------------------===//

def Fuse_BuiltinOp : Fuse_Op<"builtin", [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "a function of the runtime library";
  let description = [{
    What the language has as builtins, and operations on values known at run time. `effect` says what it does to the world outside:
    `pure` nothing, `reads` it depends on it, `writes` it changes it. Operands are only looked at. dialects/builtins.py has the
    table of names, signatures and effects.

    ```mlir
    %0 = fuse.builtin "crypto.hash"(%name, %data) {effect = 0 : i64, raises} : (!fuse.str, !fuse.bytes) -> !fuse.bytes
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<Fuse_Value>:$operands, Fuse_BuiltinEffect:$effect, UnitAttr:$raises);
  let results = (outs Optional<Fuse_Value>:$result);
  let assemblyFormat = "$name `(` $operands `)` attr-dict `:` functional-type($operands, $result)";
}

def Fuse_BuiltinTryOp : Fuse_Op<"builtin.try", [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "a function of the runtime library, with the error as a result";
  let description = [{
    A `fuse.builtin` that raises, from the stage `cfg` on: the error first, then the value, which is valid without an error.

    ```mlir
    %error, %0 = fuse.builtin.try "time.format"(%ms, %format) {effect = 0 : i64} : (i64, !fuse.str) -> (!fuse.error, !fuse.str)
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<Fuse_Value>:$operands, Fuse_BuiltinEffect:$effect);
  let results = (outs Fuse_ErrorType:$error, Optional<Fuse_Value>:$result);
  let assemblyFormat = "$name `(` $operands `)` attr-dict `:` functional-type($operands, results)";
}

//===----------------------------------------------------------------------===//
// Tasks
//===----------------------------------------------------------------------===//

class Fuse_ResultOf<string task, string value>
    : TypesMatchWith<"value has the type of the task's result", task, value, "::llvm::cast<::fuse::TaskType>($_self).getElementType()">;

def Fuse_SpawnOp : Fuse_Op<"spawn", [MemoryEffects<[MemRead<Fuse_WorldResource>, MemWrite<Fuse_WorldResource>]>]> {
  let summary = "a new task";
  let description = [{
    The task runs a function, which has the attribute `fuse.exported`, with the captured values, on a thread of its own. The captured
    values are moved into the task and marked as shared between threads.

    ```mlir
    %0 = fuse.spawn @lift.main.0(%n) : (i64) -> !fuse.task<i64>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<Fuse_Value>:$captures);
  let results = (outs Fuse_AnyTask:$task);
  let assemblyFormat = "$callee `(` $captures `)` attr-dict `:` functional-type($captures, $task)";
}

def Fuse_AwaitOp : Fuse_Op<"await", [MemoryEffects<[MemRead<Fuse_WorldResource>, Fuse_Raises]>, Fuse_ResultOf<"task", "result">]> {
  let summary = "the value of a task, when it has ended";
  let description = [{
    Raises what the task raised; a panic in it as `task execution failed (worker disconnected)`. May be repeated.

    ```mlir
    %0 = fuse.await %t : !fuse.task<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyTask:$task);
  let results = (outs Fuse_Value:$result);
  let assemblyFormat = "$task attr-dict `:` type($task)";
}

def Fuse_AwaitTryOp : Fuse_Op<"await.try", [MemoryEffects<[MemRead<Fuse_WorldResource>]>, Fuse_ResultOf<"task", "result">]> {
  let summary = "the value of a task, with the error as a result";
  let description = [{
    A `fuse.await` from the stage `cfg` on: the error first, then the value, which is valid without an error.

    ```mlir
    %error, %0 = fuse.await.try %t : !fuse.task<i64>
    ```
  }];
  let arguments = (ins Fuse_AnyTask:$task);
  let results = (outs Fuse_ErrorType:$error, Fuse_Value:$result);
  let assemblyFormat = "$task attr-dict `:` type($task)";
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

def Fuse_ErrorTextOp : Fuse_Op<"error.text", [Pure]> {
  let summary = "a runtime error with a text";
  let description = [{
    ```mlir
    %0 = fuse.error.text %s : !fuse.error
    ```
  }];
  let arguments = (ins Fuse_StrType:$text);
  let results = (outs Fuse_ErrorType:$result);
  let assemblyFormat = "$text attr-dict `:` type($result)";
}

def Fuse_ErrorPanicOp : Fuse_Op<"error.panic", [Pure]> {
  let summary = "a panic with a static text";
  let description = [{
    ```mlir
    %0 = fuse.error.panic "attempt to divide by zero"
    ```
  }];
  let arguments = (ins StrAttr:$text);
  let results = (outs Fuse_ErrorType:$result);
  let assemblyFormat = "$text attr-dict";
}

def Fuse_ErrorValidationOp : Fuse_Op<"error.validation", [Pure]> {
  let summary = "a validation failure of one field";
  let description = [{
    ```mlir
    %0 = fuse.error.validation %path, %code, %message
    ```
  }];
  let arguments = (ins Fuse_StrType:$path, Fuse_StrType:$code, Fuse_StrType:$message);
  let results = (outs Fuse_ErrorType:$result);
  let assemblyFormat = "$path `,` $code `,` $message attr-dict";
}

def Fuse_ErrorValueOp : Fuse_Op<"error.value", [Pure]> {
  let summary = "an error value that is raised";
  let description = [{
    A function that returns a result turns it into its `Err`.

    ```mlir
    %0 = fuse.error.value %a
    ```
  }];
  let arguments = (ins Fuse_AnyType:$value);
  let results = (outs Fuse_ErrorType:$result);
  let assemblyFormat = "$value attr-dict";
}

def Fuse_ErrorCatchOp : Fuse_Op<"error.catch", [NoMemoryEffect]> {
  let summary = "the error value in an error";
  let description = [{
    Whether the error is a raised error value or a validation failure, then that value, then what is left: no error if there was a
    value, else the error itself. Without a value it is null.

    ```mlir
    %caught, %value, %rest = fuse.error.catch %e
    ```
  }];
  let arguments = (ins Fuse_ErrorType:$error);
  let results = (outs I1:$caught, Fuse_AnyType:$value, Fuse_ErrorType:$rest);
  let assemblyFormat = "$error attr-dict";
}

def Fuse_ErrorTraceOp : Fuse_Op<"error.trace", [Pure]> {
  let summary = "the same error, which passes a place of the program";
  let description = [{
    The place is where the error was raised, or the call that it comes out of. Only programs that are compiled for debugging have it.

    ```mlir
    %1 = fuse.error.trace %0, "pick" at "shop.fuse" : 7 : 10
    ```
  }];
  let arguments = (ins Fuse_ErrorType:$error, StrAttr:$function, StrAttr:$file, I64Attr:$line, I64Attr:$column);
  let results = (outs Fuse_ErrorType:$result);
  let assemblyFormat = "$error `,` $function `at` $file `:` $line `:` $column attr-dict";
}

def Fuse_ErrorNoneOp : Fuse_Op<"error.none", [ConstantLike, Pure]> {
  let summary = "no error";
  let description = [{
    ```mlir
    %0 = fuse.error.none
    ```
  }];
  let results = (outs Fuse_ErrorType:$result);
  let assemblyFormat = "attr-dict";
  let hasFolder = 1;
}

def Fuse_ErrorIsSetOp : Fuse_Op<"error.is_set", [Pure]> {
  let summary = "whether there is an error";
  let description = [{
    ```mlir
    %0 = fuse.error.is_set %e
    ```
  }];
  let arguments = (ins Fuse_ErrorType:$error);
  let results = (outs I1:$result);
  let assemblyFormat = "$error attr-dict";
  let hasFolder = 1;
}

def Fuse_CheckOp : Fuse_Op<"check", [RecursiveMemoryEffects, MemoryEffects<[Fuse_Raises]>]> {
  let summary = "raise an error when a condition does not hold";
  let description = [{
    The region makes the error and runs only when the condition is false; control does not come back then.

    ```mlir
    fuse.check %ok {
      %text = fuse.str.constant "assertion failed"
      %error = fuse.error.text %text : !fuse.error
      fuse.yield %error : !fuse.error
    }
    ```
  }];
  let arguments = (ins I1:$condition);
  let regions = (region SizedRegion<1>:$handler);
  let assemblyFormat = "$condition $handler attr-dict-with-keyword";
  let hasVerifier = 1;
  let hasCanonicalizer = 1;
}

def Fuse_YieldOp : Fuse_Op<"yield", [Pure, Terminator, HasParent<"::fuse::CheckOp">]> {
  let summary = "the error that a fuse.check raises";
  let description = [{
    ```mlir
    fuse.yield %error : !fuse.error
    ```
  }];
  let arguments = (ins Fuse_ErrorType:$error);
  let assemblyFormat = "$error attr-dict `:` type($error)";
}

//===----------------------------------------------------------------------===//
// Counts
//===----------------------------------------------------------------------===//

def Fuse_RetainOp : Fuse_Op<"retain", [MemoryEffects<[MemWrite<Fuse_CountsResource>]>]> {
  let summary = "one more owner of a value";
  let description = [{
    From the stage `owned` on.

    ```mlir
    fuse.retain %v : !fuse.str
    ```
  }];
  let arguments = (ins Fuse_Counted:$value);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}

def Fuse_ReleaseOp : Fuse_Op<"release", [MemoryEffects<[MemWrite<Fuse_CountsResource>]>]> {
  let summary = "one owner of a value less";
  let description = [{
    From the stage `owned` on. The value dies with its last owner.

    ```mlir
    fuse.release %v : !fuse.str
    ```
  }];
  let arguments = (ins Fuse_Counted:$value);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}

//===----------------------------------------------------------------------===//
// Debugging
//===----------------------------------------------------------------------===//

def Fuse_DebugSetOp : Fuse_Op<"debug.set", [MemoryEffects<[MemWrite<Fuse_DebuggerResource>]>]> {
  let summary = "a variable has a value from here on, for a debugger";
  let description = [{
    Only programs that are compiled for debugging have it. `number` tells the variables of a function apart, `line` is where the
    variable is declared, `scope` the lines and columns of the first and the last character of the block that it is visible in, and
    `argument` the position of a parameter, from 1.

    ```mlir
    fuse.debug.set %v as "total" 2 at 7 in [7, 3, 9, 20] : i64
    ```
  }];
  let arguments = (ins AnyType:$value, StrAttr:$name, I64Attr:$number, I64Attr:$line, DenseI64ArrayAttr:$scope,
      OptionalAttr<I64Attr>:$argument);
  let assemblyFormat = [{
    $value `as` $name $number `at` $line `in` $scope (`argument` $argument^)? attr-dict `:` type($value)
  }];
}

#endif // FUSE_FUSEOPS_TD
