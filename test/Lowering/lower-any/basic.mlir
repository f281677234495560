// RUN: fuse-opt %s --pass=lower-any | FileCheck %s
// A list becomes one of values known at run time, element by element; what is one already but for its form stays an op.
// CHECK-LABEL: func.func @widen
// CHECK:         call @"any.from.list<i64>"(%{{.*}}) : (!fuse.list<i64>) -> !fuse.any
// CHECK:         fuse.any.from %{{.*}} : !fuse.str
// CHECK-LABEL: func.func private @"any.from.list<i64>"
// CHECK:         scf.for
// CHECK:           fuse.any.from %{{.*}} : i64
// CHECK:         fuse.any.from %{{.*}} : !fuse.list<!fuse.any>
func.func @widen(%xs: !fuse.list<i64>, %s: !fuse.str) -> (!fuse.any, !fuse.any) {
  %0 = fuse.any.from %xs : !fuse.list<i64>
  %1 = fuse.any.from %s : !fuse.str
  return %0, %1 : !fuse.any, !fuse.any
}
