// Constant arrays have the header of an object that is never counted: count 0, length, capacity 0. Equal ones are one.
// RUN: fuse-opt %s --pass=lower-fuse-rt-to-llvm | FileCheck %s

// CHECK:       llvm.mlir.global internal unnamed_addr constant @list.0()
// CHECK-SAME:    !llvm.struct<(i64, i64, i64, array<2 x i64>)>
// CHECK:         %[[ZERO:.*]] = llvm.mlir.zero
// CHECK:         %[[LENGTH:.*]] = llvm.mlir.constant(2 : i64)
// CHECK:         %[[OBJECT:.*]] = llvm.insertvalue %[[LENGTH]], %[[ZERO]][1]
// CHECK:         %[[DATA:.*]] = llvm.mlir.constant(dense<[7, -1]> : tensor<2xi64>) : !llvm.array<2 x i64>
// CHECK:         llvm.insertvalue %[[DATA]], %[[OBJECT]][3]
// CHECK-NOT:   @list.2
// Each text begins at a multiple of 8 bytes: 24 of header, 1 of text, 7 of nothing, 24 of header.
// CHECK:       llvm.mlir.global internal unnamed_addr constant @texts.0()
// CHECK-SAME:    alignment = 8
// CHECK-SAME:    !llvm.array<56 x i8>
// CHECK-LABEL: llvm.func internal @fuse.constants
// CHECK:         llvm.mlir.addressof @list.0
// CHECK:         llvm.mlir.addressof @list.1
// CHECK:         llvm.mlir.addressof @list.0
// CHECK:         llvm.mlir.addressof @texts.0
llvm.func @constants() {
  %0 = fuse_rt.array.constant(array<i64: 7, -1>) : !llvm.ptr
  %1 = fuse_rt.array.constant(array<i1: true>) : !llvm.ptr
  %2 = fuse_rt.array.constant(array<i64: 7, -1>) : !llvm.ptr
  %3 = fuse_rt.texts ["a", ""] : !llvm.ptr
  llvm.return
}
