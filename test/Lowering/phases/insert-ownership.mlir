// RUN: fuse-opt %s --phase=insert-ownership | FileCheck %s
// RUN: fuse-opt %s -O0 --phase=insert-ownership | FileCheck %s --check-prefix=O0

// A matrix made here and updated in place, element by element: no retain, no test of the outer list.
// CHECK-LABEL: func.func @matrix
// CHECK-NOT:     fuse.retain
// CHECK:       ^[[HEAD:.*]](%[[M:.*]]: !fuse.list<!fuse.list<i64>>):
// CHECK:         %[[REST:.*]], %[[ROW:.*]] = fuse.list.take %[[M]][%arg0] {unique}
// CHECK-NEXT:    %[[NEW:.*]] = fuse.list.set_unchecked %[[ROW]][%arg0], %arg0
// CHECK-NEXT:    %[[NEXT:.*]] = fuse.list.put %[[REST]][%arg0], %[[NEW]]
// CHECK-NEXT:    cf.cond_br %arg1, ^[[HEAD]](%[[NEXT]]
// CHECK-NOT:     fuse.retain
// CHECK:         return

// Without the passes for speed the row is retained, and copied at run time.
// O0-LABEL: func.func @matrix
// O0:         %[[ROW:.*]] = fuse.list.get_unchecked
// O0-NEXT:    fuse.retain %[[ROW]]
// O0-NEXT:    fuse.list.set_unchecked %[[ROW]][%arg0], %arg0 :
// O0-NOT:     unique}
// O0:         return
func.func @matrix(%i: i64, %c: i1) -> !fuse.list<!fuse.list<i64>> {
  %row = fuse.list.make %i, %i : !fuse.list<i64>
  %m = fuse.list.make %row : !fuse.list<!fuse.list<i64>>
  cf.br ^loop(%m : !fuse.list<!fuse.list<i64>>)
^loop(%x: !fuse.list<!fuse.list<i64>>):
  %r = fuse.list.get_unchecked %x[%i] : !fuse.list<!fuse.list<i64>>
  %s = fuse.list.set_unchecked %r[%i], %i : !fuse.list<i64>
  %y = fuse.list.set_unchecked %x[%i], %s : !fuse.list<!fuse.list<i64>>
  cf.cond_br %c, ^loop(%y : !fuse.list<!fuse.list<i64>>), ^end
^end:
  return %y : !fuse.list<!fuse.list<i64>>
}

// A parameter that is only read: borrowed by the callee, released by the caller.
// CHECK-LABEL: func.func @length(%arg0: !fuse.str {fuse.borrow}) -> i64
// CHECK-NOT:     fuse.release
// CHECK:         return
func.func @length(%s: !fuse.str) -> i64 {
  %n = fuse.str.scalars %s
  return %n : i64
}

// CHECK-LABEL: func.func @caller
// CHECK:         call @length(%[[T:.*]]) :
// CHECK-NEXT:    fuse.release %[[T]]
func.func @caller(%s: !fuse.str) -> i64 {
  %t = fuse.str.concat %s, %s
  %n = call @length(%t) : (!fuse.str) -> i64
  %m = arith.addi %n, %n : i64
  return %m : i64
}
