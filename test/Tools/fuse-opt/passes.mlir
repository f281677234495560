// A pass of the registry and one of MLIR, each in both notations.
// RUN: fuse-opt %s --pass=infer-raises --pass=cse | FileCheck %s
// RUN: fuse-opt %s --pipeline='builtin.module(infer-raises{explain=false},func.func(cse))' | FileCheck %s

// CHECK-LABEL: func.func @twice
// CHECK-SAME:    attributes {fuse.raises}
// CHECK:         fuse.list.get
// CHECK:         fuse.list.get
// CHECK-NOT:     fuse.list.length
// CHECK:         fuse.list.length
// CHECK-NOT:     fuse.list.length
// CHECK:         return
func.func @twice(%list: !fuse.list<i64>, %index: i64) -> (i64, i64, i64, i64) {
  %a = fuse.list.get %list[%index] : !fuse.list<i64>
  %b = fuse.list.get %list[%index] : !fuse.list<i64>
  %c = fuse.list.length %list : !fuse.list<i64>
  %d = fuse.list.length %list : !fuse.list<i64>
  return %a, %b, %c, %d : i64, i64, i64, i64
}
