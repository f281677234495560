// Every op once: what is printed reads back.
// RUN: fuse-opt %s | fuse-opt | FileCheck %s

func.func private @drop(!llvm.ptr)
func.func private @retain(!llvm.ptr)

// CHECK-LABEL: func.func @counts
// CHECK-SAME:    (%[[R:.*]]: !llvm.ptr)
func.func @counts(%r: !llvm.ptr) {
  // CHECK: fuse_rt.retain %[[R]]{{$}}
  // CHECK: fuse_rt.retain %[[R]] {nullable}
  // CHECK: fuse_rt.release %[[R]]{{$}}
  // CHECK: fuse_rt.release %[[R]] {drop = @drop, nullable}
  // CHECK: fuse_rt.is_unique %[[R]]{{$}}
  fuse_rt.retain %r
  fuse_rt.retain %r {nullable}
  fuse_rt.release %r
  fuse_rt.release %r {drop = @drop, nullable}
  %0 = fuse_rt.is_unique %r
  return
}

// CHECK-LABEL: func.func @constants
func.func @constants() {
  // CHECK: fuse_rt.constant "text\00" : !llvm.ptr
  // CHECK: fuse_rt.c_string "APP_PORT" : !llvm.ptr
  // CHECK: fuse_rt.array.constant(array<i64: 1, 2>) : !llvm.ptr
  // CHECK: fuse_rt.texts ["a", "b"] : !llvm.ptr
  // CHECK: fuse_rt.function_address @drop : !llvm.ptr
  %0 = fuse_rt.constant "text\00" : !llvm.ptr
  %1 = fuse_rt.c_string "APP_PORT" : !llvm.ptr
  %numbers = fuse_rt.array.constant(array<i64: 1, 2>) : !llvm.ptr
  %texts = fuse_rt.texts ["a", "b"] : !llvm.ptr
  %2 = fuse_rt.function_address @drop : !llvm.ptr
  return
}

// CHECK-LABEL: func.func @arrays
// CHECK-SAME:    (%[[N:.*]]: i64, %[[R:.*]]: !llvm.ptr)
func.func @arrays(%n: i64, %r: !llvm.ptr) {
  // CHECK: fuse_rt.array.alloc %[[N]] : !llvm.struct<(i1, i64)>
  // CHECK: fuse_rt.array.length %[[R]]{{$}}
  // CHECK: %[[V:.*]] = fuse_rt.array.load %[[R]][%[[N]]] : f64
  // CHECK: fuse_rt.array.store %[[V]], %[[R]][%[[N]]] : f64
  // CHECK: fuse_rt.array.unique %[[R]] : i64
  // CHECK: fuse_rt.array.unique %[[R]] {drop = @drop, retain = @retain} : !llvm.ptr
  // CHECK: fuse_rt.array.push %[[N]], %[[R]] : i64
  // CHECK: fuse_rt.array.push %[[R]], %[[R]] {drop = @drop, retain = @retain} : !llvm.ptr
  %0 = fuse_rt.array.alloc %n : !llvm.struct<(i1, i64)>
  %1 = fuse_rt.array.length %r
  %2 = fuse_rt.array.load %r[%n] : f64
  fuse_rt.array.store %2, %r[%n] : f64
  %3 = fuse_rt.array.unique %r : i64
  %4 = fuse_rt.array.unique %r {retain = @retain, drop = @drop} : !llvm.ptr
  %5 = fuse_rt.array.push %n, %r : i64
  %6 = fuse_rt.array.push %r, %r {retain = @retain, drop = @drop} : !llvm.ptr
  return
}

// CHECK-LABEL: func.func @calls
// CHECK-SAME:    (%[[R:.*]]: !llvm.ptr)
func.func @calls(%r: !llvm.ptr) {
  // CHECK: fuse_rt.call @fuse_rt_print(%[[R]]) : (!llvm.ptr) -> ()
  // CHECK: fuse_rt.call @fuse_rt_str_eq(%[[R]], %[[R]]) : (!llvm.ptr, !llvm.ptr) -> i1
  fuse_rt.call @fuse_rt_print(%r) : (!llvm.ptr) -> ()
  %0 = fuse_rt.call @fuse_rt_str_eq(%r, %r) : (!llvm.ptr, !llvm.ptr) -> i1
  return
}
