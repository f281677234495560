// RUN: fuse-opt %s --pass=forward-list-lengths | FileCheck %s
// A list that a loop only stores into: its accesses are tested against the length read before the loop.
// CHECK-LABEL: func.func @stores
// CHECK-SAME:    %[[XS:.*]]: !fuse.list<i64>, %[[N:.*]]: i64
// CHECK:         %[[LENGTH:.*]] = fuse.list.length %[[XS]]
// CHECK:         scf.while (%{{.*}} = %[[XS]]
// CHECK:         ^bb0(%[[YS:.*]]: !fuse.list<i64>, %[[I:.*]]: i64):
// CHECK:           %[[OK:.*]] = arith.cmpi ult, %[[I]], %[[LENGTH]]
// CHECK:           fuse.check %[[OK]] {
// CHECK:             fuse.str.constant "index out of bounds"
// CHECK:           fuse.list.set_unchecked %[[YS]][%[[I]]]
// CHECK-NOT:     fuse.list.length
// CHECK:         return
func.func @stores(%xs: !fuse.list<i64>, %n: i64) -> !fuse.list<i64> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r:2 = scf.while (%ys = %xs, %i = %n) : (!fuse.list<i64>, i64) -> (!fuse.list<i64>, i64) {
    %more = arith.cmpi sgt, %i, %c0 : i64
    scf.condition(%more) %ys, %i : !fuse.list<i64>, i64
  } do {
  ^bb0(%ys: !fuse.list<i64>, %i: i64):
    %zs = fuse.list.set %ys[%i], %c0 : !fuse.list<i64>
    %j = arith.subi %i, %c1 : i64
    scf.yield %zs, %j : !fuse.list<i64>, i64
  }
  return %r#0 : !fuse.list<i64>
}

// The length of what stores make is that of the list they started from.
// CHECK-LABEL: func.func @length
// CHECK-SAME:    %[[XS:.*]]: !fuse.list<i64>
// CHECK:         fuse.list.length %[[XS]]
func.func @length(%xs: !fuse.list<i64>, %i: i64) -> i64 {
  %ys = fuse.list.set %xs[%i], %i : !fuse.list<i64>
  %zs = fuse.list.unique %ys : !fuse.list<i64>
  %n = fuse.list.length %zs : !fuse.list<i64>
  return %n : i64
}

// A loop of blocks.
// CHECK-LABEL: func.func @blocks
// CHECK:         fuse.list.length
// CHECK:       ^bb1
// CHECK:         arith.cmpi ult
// CHECK:         fuse.list.get_unchecked
func.func @blocks(%xs: !fuse.list<i64>, %n: i64) -> i64 {
  %c1 = arith.constant 1 : i64
  cf.br ^head(%n : i64)
^head(%i: i64):
  %x = fuse.list.get %xs[%i] : !fuse.list<i64>
  %again = arith.cmpi eq, %x, %i : i64
  %j = arith.addi %i, %c1 : i64
  cf.cond_br %again, ^head(%j : i64), ^done
^done:
  return %x : i64
}
