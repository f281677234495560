// RUN: fuse-opt %s --pass=lower-fuse-rt-to-llvm | FileCheck %s
// Equal texts share one object in read-only memory: count 0, length, capacity 0, bytes.
// CHECK:       llvm.mlir.global internal unnamed_addr constant @str.0() {{.*}} : !llvm.struct<(i64, i64, i64, array<2 x i8>)>
// CHECK:         %[[N:.*]] = llvm.mlir.constant(2 : i64)
// CHECK:         llvm.insertvalue %[[N]], %{{.*}}[1]
// CHECK:       llvm.mlir.global internal unnamed_addr constant @c_str.0() {{.*}} : !llvm.array<3 x i8>
// CHECK-NOT:   llvm.mlir.global
// CHECK-LABEL: llvm.func internal @fuse.texts
// CHECK:         llvm.mlir.addressof @str.0
// CHECK:         llvm.mlir.addressof @str.0
// CHECK:         llvm.mlir.addressof @c_str.0
llvm.func @texts() {
  %0 = fuse_rt.constant "hi" : !llvm.ptr
  %1 = fuse_rt.constant "hi" : !llvm.ptr
  %2 = fuse_rt.c_string "hi" : !llvm.ptr
  fuse_rt.call @fuse_rt_print(%0) : (!llvm.ptr) -> ()
  fuse_rt.call @fuse_rt_print(%1) : (!llvm.ptr) -> ()
  %3 = fuse_rt.call @fuse_rt_error_panic(%2) : (!llvm.ptr) -> !llvm.ptr
  llvm.return
}
