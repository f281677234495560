//===- FuseTypes.td - Types of the fuse dialect ------------*- tablegen -*-===//
//
// `Int` is `i64`, `Float` is `f64`, `Bool` is `i1`; everything else is here.
//
//===----------------------------------------------------------------------===//

#ifndef FUSE_FUSETYPES_TD
#define FUSE_FUSETYPES_TD

include "fuse/FuseDialect.td"

def Fuse_StrType : Fuse_Type<"Str", "str"> {
  let summary = "immutable UTF-8 text";
  let description = [{
    A FUSE `String`.

    ```mlir
    %0 = fuse.str.constant "text" // !fuse.str
    ```
  }];
}

def Fuse_BytesType : Fuse_Type<"Bytes", "bytes"> {
  let summary = "immutable bytes";
  let description = [{
    A FUSE `Bytes`.

    ```mlir
    !fuse.bytes
    ```
  }];
}

def Fuse_HtmlType : Fuse_Type<"Html", "html"> {
  let summary = "rendered markup";
  let description = [{
    A FUSE `Html`: text in which whatever was data is escaped already.

    ```mlir
    !fuse.html
    ```
  }];
}

def Fuse_AnyType : Fuse_Type<"Any", "any"> {
  let summary = "a value that is known by its tag at run time";
  let description = [{
    Decoded JSON, database rows, error values. Null is one of its values. What is inside such a value is `!fuse.any` too:
    `fuse.any.from` converts the parts along with the whole.

    ```mlir
    !fuse.any
    ```
  }];
}

def Fuse_UnitType : Fuse_Type<"Unit", "unit"> {
  let summary = "the type of the Unit value inside other values";
  let description = [{
    Functions and expressions of the type Unit have no SSA value; elements of a list, contents of a result or of a task have.

    ```mlir
    !fuse.result<!fuse.unit>
    ```
  }];
}

class Fuse_ContainerType<string name, string mnemonic> : Fuse_Type<name, mnemonic> {
  let parameters = (ins "::mlir::Type":$elementType);
  let builders = [TypeBuilderWithInferredContext<(ins "::mlir::Type":$elementType), [{
    return $_get(elementType.getContext(), elementType);
  }]>];
  let assemblyFormat = "`<` $elementType `>`";
  let genVerifyDecl = 1;
}

def Fuse_ListType : Fuse_ContainerType<"List", "list"> {
  let summary = "list of values of one type";
  let description = [{
    A FUSE `List<T>`: a value, updated by making another.

    ```mlir
    !fuse.list<!fuse.list<i64>>
    ```
  }];
}

def Fuse_MapType : Fuse_ContainerType<"Map", "map"> {
  let summary = "values of one type by text, in order of insertion";
  let description = [{
    A FUSE `Map<String, T>`: a value, updated by making another.

    ```mlir
    !fuse.map<i64>
    ```
  }];
}

def Fuse_OptionType : Fuse_ContainerType<"Option", "option"> {
  let summary = "a value or null";
  let description = [{
    A FUSE `T?`. Options do not nest: null inside null cannot be told apart.

    ```mlir
    !fuse.option<!fuse.str>
    ```
  }];
}

def Fuse_ResultType : Fuse_ContainerType<"Result", "result"> {
  let summary = "a value, or an error value";
  let description = [{
    A FUSE `T!E`. The error value is `!fuse.any` whatever E is.

    ```mlir
    !fuse.result<i64>
    ```
  }];
}

def Fuse_BoxType : Fuse_ContainerType<"Box", "box"> {
  let summary = "a shared cell that changes";
  let description = [{
    A FUSE `box`. The only type whose values alias: ops that read or write the content have effects.

    ```mlir
    !fuse.box<i64>
    ```
  }];
}

def Fuse_TaskType : Fuse_ContainerType<"Task", "task"> {
  let summary = "a computation that was started";
  let description = [{
    A FUSE `Task<T>`.

    ```mlir
    !fuse.task<!fuse.unit>
    ```
  }];
}

def Fuse_StructType : Fuse_Type<"Struct", "struct"> {
  let summary = "a struct declared by fuse.struct.def";
  let description = [{
    A value of a FUSE `type`; its fields are in the `fuse.struct.def` of that name.

    ```mlir
    !fuse.struct<@User>
    ```
  }];
  let parameters = (ins "::mlir::FlatSymbolRefAttr":$name);
  let builders = [TypeBuilderWithInferredContext<(ins "::mlir::FlatSymbolRefAttr":$name), [{
    return $_get(name.getContext(), name);
  }]>];
  let assemblyFormat = "`<` $name `>`";
}

def Fuse_EnumType : Fuse_Type<"Enum", "enum"> {
  let summary = "an enum declared by fuse.enum.def";
  let description = [{
    A value of a FUSE `enum`; its variants are in the `fuse.enum.def` of that name.

    ```mlir
    !fuse.enum<@Color>
    ```
  }];
  let parameters = (ins "::mlir::FlatSymbolRefAttr":$name);
  let builders = [TypeBuilderWithInferredContext<(ins "::mlir::FlatSymbolRefAttr":$name), [{
    return $_get(name.getContext(), name);
  }]>];
  let assemblyFormat = "`<` $name `>`";
}

def Fuse_ErrorType : Fuse_Type<"Error", "error"> {
  let summary = "a runtime error, or none";
  let description = [{
    What a failing operation raises. Not a value of the language: it occurs in the region of `fuse.check`, and from the
    stage `cfg` on as the first result of functions that may raise.

    ```mlir
    %0 = fuse.error.panic "attempt to divide by zero" // !fuse.error
    ```
  }];
}

// Operands and results: `!fuse.list<…>` in assembly, where the type definition itself would print as `<…>`.
class Fuse_Any<string cppName, string article>
    : Type<CPred<"::llvm::isa<::fuse::" # cppName # "Type>($_self)">, article # " !fuse." # !tolower(cppName)>;
def Fuse_AnyList : Fuse_Any<"List", "a">;
def Fuse_AnyMap : Fuse_Any<"Map", "a">;
def Fuse_AnyOption : Fuse_Any<"Option", "an">;
def Fuse_AnyResult : Fuse_Any<"Result", "a">;
def Fuse_AnyBox : Fuse_Any<"Box", "a">;
def Fuse_AnyTask : Fuse_Any<"Task", "a">;
def Fuse_AnyStruct : Fuse_Any<"Struct", "a">;
def Fuse_AnyEnum : Fuse_Any<"Enum", "an">;

// A value of the language: what variables, fields, elements and payloads hold.
def Fuse_Value : Type<CPred<"::fuse::isValueType($_self)">, "a FUSE value type">;

// What `fuse.retain` and `fuse.release` take: a value or an error.
def Fuse_Counted : Type<CPred<"::fuse::isValueType($_self) || ::llvm::isa<::fuse::ErrorType>($_self)">,
                        "a FUSE value type or !fuse.error">;

// What the environment and the config file give.
def Fuse_OptionStr
    : Type<CPred<"::llvm::isa<::fuse::OptionType>($_self) && "
                 "::llvm::isa<::fuse::StrType>(::llvm::cast<::fuse::OptionType>($_self).getElementType())">,
           "!fuse.option<!fuse.str>">,
      BuildableType<"::fuse::OptionType::get(::fuse::StrType::get($_builder.getContext()))">;

// What `fuse.str.join` joins.
def Fuse_ListOfStr
    : Type<CPred<"::llvm::isa<::fuse::ListType>($_self) && "
                 "::llvm::isa<::fuse::StrType>(::llvm::cast<::fuse::ListType>($_self).getElementType())">,
           "!fuse.list<!fuse.str>">;

// Int or Float.
def Fuse_JsonScalar : AnyTypeOf<[I64, F64, Fuse_StrType, Fuse_AnyType], "Int, Float, a text or a value known at run time">;
def Fuse_Number : AnyTypeOf<[I64, F64], "Int (i64) or Float (f64)">;

#endif // FUSE_FUSETYPES_TD
