// Constant lists are constant data; a list of texts is made of constant texts.
// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s

// CHECK-LABEL: func.func @constants
// CHECK:         fuse_rt.array.constant(array<i64: 1, 2>) : !llvm.ptr
// CHECK:         %[[TEXTS:.*]] = fuse_rt.texts ["a", "b"] : !llvm.ptr
// CHECK:         %[[N:.*]] = arith.constant 2 : i64
// CHECK:         fuse_rt.call @fuse_rt_list_of_texts(%[[TEXTS]], %[[N]])
func.func @constants() -> (!fuse.list<i64>, !fuse.list<!fuse.str>) {
  %0 = fuse.list.constant(array<i64: 1, 2>) : !fuse.list<i64>
  %1 = fuse.list.texts ["a", "b"] : !fuse.list<!fuse.str>
  return %0, %1 : !fuse.list<i64>, !fuse.list<!fuse.str>
}

// CHECK-LABEL: func.func @shortest
// CHECK:         fuse_rt.call @fuse_rt_list_shortest(%arg0, %arg1, %arg2)
func.func @shortest(%rows: !fuse.list<!fuse.list<i64>>, %from: i64, %to: i64) -> i64 {
  %0 = fuse.list.shortest %rows[%from, %to] : !fuse.list<!fuse.list<i64>>
  return %0 : i64
}
