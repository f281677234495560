// What the stage fuse_rt has passes the gate unchanged.
// RUN: fuse-opt %s --pass=verify-fuse-rt | FileCheck %s

// CHECK-LABEL: func.func @length
// CHECK:         fuse_rt.array.length
// CHECK:         llvm.insertvalue
// CHECK:         return
func.func @length(%list: !llvm.ptr) -> !llvm.struct<(i1, i64)> {
  %length = fuse_rt.array.length %list
  %none = llvm.mlir.zero : !llvm.struct<(i1, i64)>
  %some = llvm.insertvalue %length, %none[1] : !llvm.struct<(i1, i64)>
  return %some : !llvm.struct<(i1, i64)>
}
