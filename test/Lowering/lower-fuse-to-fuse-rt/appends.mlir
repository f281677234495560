// What grows at its end: text by a call of the runtime, lists by an op of their own.
// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s

// CHECK-LABEL: func.func @text
// CHECK:         %[[SLOT:.*]] = llvm.alloca %{{.*}} x !llvm.ptr
// CHECK:         %[[N:.*]] = arith.constant 2 : i64
// CHECK:         %[[R:.*]] = fuse_rt.call @fuse_rt_str_append(%arg0, %[[N]], %[[SLOT]])
// CHECK:         return %[[R]]
func.func @text(%s: !fuse.str, %t: !fuse.str) -> !fuse.str {
  %0 = fuse.str.append %s, %t, %t
  return %0 : !fuse.str
}

// CHECK-LABEL: func.func @numbers
// CHECK:         fuse_rt.array.push %arg1, %arg0 : i64
func.func @numbers(%l: !fuse.list<i64>, %v: i64) -> !fuse.list<i64> {
  %0 = fuse.list.push %l, %v : !fuse.list<i64>
  return %0 : !fuse.list<i64>
}

// CHECK-LABEL: func.func @texts
// CHECK:         fuse_rt.array.push %arg1, %arg0 {drop = @"release_elements.list<str>", retain = @retain_at.str} : !llvm.ptr
func.func @texts(%l: !fuse.list<!fuse.str>, %v: !fuse.str) -> !fuse.list<!fuse.str> {
  %0 = fuse.list.push %l, %v : !fuse.list<!fuse.str>
  return %0 : !fuse.list<!fuse.str>
}
