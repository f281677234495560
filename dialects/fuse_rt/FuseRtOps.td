//===- FuseRtOps.td - Operations of the fuse_rt dialect ----*- tablegen -*-===//
//
// Counts, constants, arrays, calls of the runtime. References are !llvm.ptr. Memory is the default resource; counts are memory too, but nothing
// except the ops here reads or writes them, so they are a resource of their own.
//
//===----------------------------------------------------------------------===//

#ifndef FUSE_RT_FUSERTOPS_TD
#define FUSE_RT_FUSERTOPS_TD

include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Dialect/LLVMIR/LLVMOpBase.td"
include "fuse_rt/FuseRtDialect.td"

/// A reference: one fixed type, so assembly need not spell it.
def FuseRt_Ref : Type<LLVM_AnyPointer.predicate, "!llvm.ptr", "::mlir::LLVM::LLVMPointerType">,
                 BuildableType<"::mlir::LLVM::LLVMPointerType::get($_builder.getContext())">;

def FuseRt_CountsResource : Resource<"::fuse_rt::CountsResource">;

defvar FuseRt_UsesSymbols = DeclareOpInterfaceMethods<SymbolUserOpInterface>;

//===----------------------------------------------------------------------===//
// Counts
//===----------------------------------------------------------------------===//

def FuseRt_RetainOp
    : FuseRt_Op<"retain", [MemoryEffects<[MemRead<FuseRt_CountsResource>, MemWrite<FuseRt_CountsResource>]>]> {
  let summary = "count one more reference";
  let description = [{
    Does nothing for immortal objects. The reference may be null only with `nullable`.

    ```mlir
    fuse_rt.retain %r {nullable}
    ```
  }];
  let arguments = (ins FuseRt_Ref:$ref, UnitAttr:$nullable);
  let assemblyFormat = "$ref attr-dict";
}

def FuseRt_ReleaseOp
    : FuseRt_Op<"release", [MemoryEffects<[MemRead<FuseRt_CountsResource>, MemWrite<FuseRt_CountsResource>,
                                           MemRead, MemWrite, MemFree]>,
                            FuseRt_UsesSymbols]> {
  let summary = "count one reference less, free the object at zero";
  let description = [{
    Before the object is freed, `drop` is called with it to release what it holds; without `drop` nothing inside is
    counted. Does nothing for immortal objects. The reference may be null only with `nullable`. With `deep` objects can be nested
    in the object without end: what dies with it is released one by one, not by recursion.

    ```mlir
    fuse_rt.release %r {drop = @release_elements.list<str>}
    ```
  }];
  let arguments = (ins FuseRt_Ref:$ref, OptionalAttr<FlatSymbolRefAttr>:$drop, UnitAttr:$nullable, UnitAttr:$deep);
  let assemblyFormat = "$ref attr-dict";
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

def FuseRt_ConstantOp : FuseRt_Op<"constant", [Pure]> {
  let summary = "an immortal string object";
  let description = [{
    In read-only memory, never counted.

    ```mlir
    %0 = fuse_rt.constant "text" : !llvm.ptr
    ```
  }];
  let arguments = (ins StrAttr:$value);
  let results = (outs FuseRt_Ref:$result);
  let assemblyFormat = "$value attr-dict `:` type($result)";
}

def FuseRt_ArrayConstantOp : FuseRt_Op<"array.constant", [Pure]> {
  let summary = "an immortal array of numbers or Bools";
  let description = [{
    In read-only memory, never counted.

    ```mlir
    %0 = fuse_rt.array.constant(array<i64: 1, 2>) : !llvm.ptr
    ```
  }];
  let arguments = (ins AnyAttrOf<[DenseI64ArrayAttr, DenseF64ArrayAttr, DenseBoolArrayAttr]>:$elements);
  let results = (outs FuseRt_Ref:$result);
  let assemblyFormat = "`(` $elements `)` attr-dict `:` type($result)";
}

def FuseRt_TextsOp : FuseRt_Op<"texts", [Pure]> {
  let summary = "immortal string objects, one behind the other";
  let description = [{
    The address of the first one; each begins at the next multiple of 8 bytes behind the one before. In read-only memory, never
    counted.

    ```mlir
    %0 = fuse_rt.texts ["a", "b"] : !llvm.ptr
    ```
  }];
  let arguments = (ins StrArrayAttr:$elements);
  let results = (outs FuseRt_Ref:$result);
  let assemblyFormat = "$elements attr-dict `:` type($result)";
}

def FuseRt_CStringOp : FuseRt_Op<"c_string", [Pure]> {
  let summary = "a NUL-terminated constant";
  let description = [{
    For parameters of the runtime that are C strings.

    ```mlir
    %0 = fuse_rt.c_string "text" : !llvm.ptr
    ```
  }];
  let arguments = (ins StrAttr:$value);
  let results = (outs FuseRt_Ref:$result);
  let assemblyFormat = "$value attr-dict `:` type($result)";
  let hasVerifier = 1;
}

def FuseRt_ShapeOp : FuseRt_Op<"shape", [Pure]> {
  let summary = "the constant that stands for a struct or an enum at run time";
  let description = [{
    Its name and the names of its fields or variants. Equal shapes of a module are one object.

    ```mlir
    %0 = fuse_rt.shape "User" ["name", "age"] : !llvm.ptr
    ```
  }];
  let arguments = (ins StrAttr:$name, StrArrayAttr:$names);
  let results = (outs FuseRt_Ref:$result);
  let assemblyFormat = "$name $names attr-dict `:` type($result)";
}

def FuseRt_NamedOp : FuseRt_Op<"named", [Pure, FuseRt_UsesSymbols]> {
  let summary = "the constant that stands for a function, an enum constructor, a config or a builtin as a value";
  let description = [{
    Its text, its text in JSON, the name of its type, and the function that calls it.

    ```mlir
    %0 = fuse_rt.named "<fn 1::double>", "1::double", "Function", @double.value : !llvm.ptr
    ```
  }];
  let arguments = (ins StrAttr:$text, StrAttr:$plain, StrAttr:$type_name, OptionalAttr<FlatSymbolRefAttr>:$callee);
  let results = (outs FuseRt_Ref:$result);
  let assemblyFormat = "$text `,` $plain `,` $type_name (`,` $callee^)? attr-dict `:` type($result)";
}

def FuseRt_FunctionAddressOp : FuseRt_Op<"function_address", [Pure, FuseRt_UsesSymbols]> {
  let summary = "the address of a function of the module";
  let description = [{
    For parameters of the runtime that are functions.

    ```mlir
    %0 = fuse_rt.function_address @retain_at.str : !llvm.ptr
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$function);
  let results = (outs FuseRt_Ref:$result);
  let assemblyFormat = "$function attr-dict `:` type($result)";
}

//===----------------------------------------------------------------------===//
// Arrays
//===----------------------------------------------------------------------===//

def FuseRt_ArrayAllocOp : FuseRt_Op<"array.alloc"> {
  let summary = "a new array object";
  let description = [{
    `length` elements of the type, uninitialized, count 1.

    ```mlir
    %0 = fuse_rt.array.alloc %n : i64
    ```
  }];
  let arguments = (ins I64:$length, TypeAttr:$element_type);
  let results = (outs Res<FuseRt_Ref, "the new array", [MemAlloc]>:$result);
  let assemblyFormat = "$length attr-dict `:` $element_type";
}

def FuseRt_ArrayLengthOp : FuseRt_Op<"array.length"> {
  let summary = "number of elements of an array; of bytes of a string";
  let description = [{
    ```mlir
    %0 = fuse_rt.array.length %r
    ```
  }];
  let arguments = (ins Arg<FuseRt_Ref, "the array", [MemRead]>:$array);
  let results = (outs I64:$result);
  let assemblyFormat = "$array attr-dict";
}

def FuseRt_ArrayLoadOp : FuseRt_Op<"array.load"> {
  let summary = "read an element";
  let description = [{
    The index is in range. The count of a reference that is read does not change.

    ```mlir
    %0 = fuse_rt.array.load %r[%i] : f64
    ```
  }];
  let arguments = (ins Arg<FuseRt_Ref, "the array", [MemRead]>:$array, I64:$index);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$array `[` $index `]` attr-dict `:` type($result)";
}

def FuseRt_ArrayStoreOp : FuseRt_Op<"array.store"> {
  let summary = "write an element";
  let description = [{
    The index is in range. The element that was there is not released.

    ```mlir
    fuse_rt.array.store %v, %r[%i] : f64
    ```
  }];
  let arguments = (ins AnyType:$value, Arg<FuseRt_Ref, "the array", [MemWrite]>:$array, I64:$index);
  let assemblyFormat = "$value `,` $array `[` $index `]` attr-dict `:` type($value)";
}

def FuseRt_IsUniqueOp : FuseRt_Op<"is_unique", [MemoryEffects<[MemRead<FuseRt_CountsResource>]>]> {
  let summary = "whether the count is 1";
  let description = [{
    ```mlir
    %0 = fuse_rt.is_unique %r
    ```
  }];
  let arguments = (ins FuseRt_Ref:$ref);
  let results = (outs I1:$result);
  let assemblyFormat = "$ref attr-dict";
}

def FuseRt_ArrayUniqueOp
    : FuseRt_Op<"array.unique", [MemoryEffects<[MemRead<FuseRt_CountsResource>, MemWrite<FuseRt_CountsResource>,
                                                MemRead, MemWrite, MemAlloc, MemFree]>,
                                 FuseRt_UsesSymbols]> {
  let summary = "the array itself when unique, else a copy";
  let description = [{
    Consumes the operand. A copy has its elements retained by calling `retain` with the address of each, and the operand
    is released with `drop`; without them the elements are not counted.

    ```mlir
    %0 = fuse_rt.array.unique %r {retain = @"retain_at.str", drop = @"release_elements.list<str>"} : !llvm.ptr
    ```
  }];
  let arguments = (ins FuseRt_Ref:$array, TypeAttr:$element_type, OptionalAttr<FlatSymbolRefAttr>:$retain,
                   OptionalAttr<FlatSymbolRefAttr>:$drop);
  let results = (outs FuseRt_Ref:$result);
  let assemblyFormat = "$array attr-dict `:` $element_type";
}

def FuseRt_ArrayPushOp
    : FuseRt_Op<"array.push", [MemoryEffects<[MemRead<FuseRt_CountsResource>, MemWrite<FuseRt_CountsResource>,
                                              MemRead, MemWrite, MemAlloc, MemFree]>,
                               FuseRt_UsesSymbols]> {
  let summary = "the array with one more element at its end";
  let description = [{
    Consumes the array and the value. A unique array grows in place; another one is copied first, as by `fuse_rt.array.unique`.

    ```mlir
    %0 = fuse_rt.array.push %v, %r {retain = @"retain_at.str", drop = @"release_elements.list<str>"} : !llvm.ptr
    ```
  }];
  let arguments = (ins AnyType:$value, FuseRt_Ref:$array, OptionalAttr<FlatSymbolRefAttr>:$retain,
                   OptionalAttr<FlatSymbolRefAttr>:$drop);
  let results = (outs FuseRt_Ref:$result);
  let assemblyFormat = "$value `,` $array attr-dict `:` type($value)";
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

def FuseRt_CallOp : FuseRt_Op<"call", [MemoryEffects<[MemRead, MemWrite, MemRead<FuseRt_CountsResource>,
                                                      MemWrite<FuseRt_CountsResource>]>]> {
  let summary = "call a function of the runtime";
  let description = [{
    The symbol is one of `runtime/include/fuse_rt.h`; it need not be declared in the module.

    ```mlir
    %0 = fuse_rt.call @fuse_rt_str_scalars(%s) : (!llvm.ptr) -> i64
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<AnyType>:$arguments);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = "$callee `(` $arguments `)` attr-dict `:` functional-type($arguments, $results)";
  let hasVerifier = 1;
}

#endif // FUSE_RT_FUSERTOPS_TD
