// RUN: fuse-mlir build --from=llvm %s -o %t.debug && %t.debug | FileCheck %s
// RUN: fuse-mlir build --from=llvm --release %s -o %t.release && %t.release | FileCheck %s
// RUN: fuse-mlir build --from=llvm --leak-check %s -o %t.checked && %t.checked | FileCheck %s
// RUN: llvm-readelf --program-headers %t.debug | FileCheck %s --check-prefix=DYNAMIC
// RUN: llvm-readelf --program-headers --sections %t.release | FileCheck %s --check-prefix=STATIC

// Every profile links and runs; a debug build is dynamic, a release build static and without symbols.

// CHECK: {{^}}hello{{$}}
// DYNAMIC: INTERP
// STATIC-NOT: .symtab
// STATIC-NOT: INTERP
// STATIC: GNU_STACK

llvm.func @fuse_rt_print(!llvm.ptr)
llvm.mlir.global internal constant @text() : !llvm.struct<(i64, i64, i64, array<5 x i8>)> {
  %0 = llvm.mlir.undef : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
  %zero = llvm.mlir.constant(0 : i64) : i64
  %length = llvm.mlir.constant(5 : i64) : i64
  %bytes = llvm.mlir.constant("hello") : !llvm.array<5 x i8>
  %1 = llvm.insertvalue %zero, %0[0] : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
  %2 = llvm.insertvalue %length, %1[1] : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
  %3 = llvm.insertvalue %zero, %2[2] : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
  %4 = llvm.insertvalue %bytes, %3[3] : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
  llvm.return %4 : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
}
llvm.func internal @fuse.entry() -> !llvm.ptr {
  %text = llvm.mlir.addressof @text : !llvm.ptr
  llvm.call @fuse_rt_print(%text) : (!llvm.ptr) -> ()
  %none = llvm.mlir.zero : !llvm.ptr
  llvm.return %none : !llvm.ptr
}
