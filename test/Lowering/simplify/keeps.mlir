// RUN: fuse-opt %s --pass=simplify | FileCheck %s
// What raises or prints stays, in order, whether its result is used or not.
// CHECK-LABEL: func.func @effects
// CHECK-SAME:      %[[L:.*]]: !fuse.list<i64>, %[[I:.*]]: i64, %[[S:.*]]: !fuse.str
// CHECK-NEXT:    fuse.list.get %[[L]][%[[I]]]
// CHECK-NEXT:    fuse.print %[[S]]
// CHECK-NEXT:    return
func.func @effects(%l: !fuse.list<i64>, %i: i64, %s: !fuse.str) {
  %0 = fuse.list.get %l[%i] : !fuse.list<i64>
  fuse.print %s
  return
}
