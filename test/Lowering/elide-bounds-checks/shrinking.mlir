// RUN: fuse-opt %s --pass=elide-bounds-checks | FileCheck %s

// The inner loop of an insertion sort: j starts at i, only shrinks, and element i + 1 exists.
// CHECK-LABEL: func.func @insertion
// CHECK:         fuse.list.get %
// CHECK:         scf.while
// CHECK-NOT:     fuse.list.get %
// CHECK-NOT:     fuse.list.set %
// CHECK:         fuse.list.get_unchecked
// CHECK-NOT:     fuse.list.get %
// CHECK-NOT:     fuse.list.set %
// CHECK:         fuse.list.set_unchecked
// CHECK:         return
func.func @insertion(%l: !fuse.list<i64>, %n: i64) -> !fuse.list<i64> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %true = arith.constant true
  %false = arith.constant false
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%xs = %l) -> (!fuse.list<i64>) : i64 {
    %next = arith.addi %i, %c1 overflow<nsw> : i64
    %x = fuse.list.get %xs[%next] : !fuse.list<i64>
    %w:2 = scf.while (%ys = %xs, %j = %i, %go = %true) : (!fuse.list<i64>, i64, i1) -> (!fuse.list<i64>, i64) {
      scf.condition(%go) %ys, %j : !fuse.list<i64>, i64
    } do {
    ^bb0(%ys: !fuse.list<i64>, %j: i64):
      %end = arith.cmpi slt, %j, %c0 : i64
      %s:3 = scf.if %end -> (!fuse.list<i64>, i64, i1) {
        scf.yield %ys, %j, %false : !fuse.list<i64>, i64, i1
      } else {
        %y = fuse.list.get %ys[%j] : !fuse.list<i64>
        %more = arith.cmpi sgt, %y, %x : i64
        %t:2 = scf.if %more -> (!fuse.list<i64>, i64) {
          %k = arith.addi %j, %c1 : i64
          %zs = fuse.list.set %ys[%k], %y : !fuse.list<i64>
          %m = arith.subi %j, %c1 : i64
          scf.yield %zs, %m : !fuse.list<i64>, i64
        } else {
          scf.yield %ys, %j : !fuse.list<i64>, i64
        }
        scf.yield %t#0, %t#1, %more : !fuse.list<i64>, i64, i1
      }
      scf.yield %s#0, %s#1, %s#2 : !fuse.list<i64>, i64, i1
    }
    scf.yield %w#0 : !fuse.list<i64>
  }
  return %r : !fuse.list<i64>
}

// Where it may also grow, it has no bound.
// CHECK-LABEL: func.func @both_ways
// CHECK:         scf.while
// CHECK:         fuse.list.get %
// CHECK:         return
func.func @both_ways(%l: !fuse.list<i64>, %i: i64, %up: i1) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %first = fuse.list.get %l[%i] : !fuse.list<i64>
  %w = scf.while (%j = %i) : (i64) -> (i64) {
    %go = arith.cmpi sge, %j, %c0 : i64
    scf.condition(%go) %j : i64
  } do {
  ^bb0(%j: i64):
    %y = fuse.list.get %l[%j] : !fuse.list<i64>
    %more = arith.addi %j, %c1 overflow<nsw> : i64
    %less = arith.subi %j, %c1 overflow<nsw> : i64
    %k = arith.select %up, %more, %less : i64
    scf.yield %k : i64
  }
  return %w : i64
}

// A reset inside the loop is no start that the whole loop may rely on.
// CHECK-LABEL: func.func @reset
// CHECK:         scf.while
// CHECK:         fuse.list.get %arg0
// CHECK:         return
func.func @reset(%l: !fuse.list<i64>, %i: i64, %again: i1) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %first = fuse.list.get %l[%i] : !fuse.list<i64>
  %w:2 = scf.while (%j = %i, %k = %i) : (i64, i64) -> (i64, i64) {
    %go = arith.cmpi sge, %j, %c0 : i64
    scf.condition(%go) %j, %k : i64, i64
  } do {
  ^bb0(%j: i64, %k: i64):
    %y = fuse.list.get %l[%j] : !fuse.list<i64>
    %less = arith.subi %j, %c1 overflow<nsw> : i64
    %other = arith.muli %k, %y : i64
    %next = arith.select %again, %other, %less : i64
    scf.yield %next, %other : i64, i64
  }
  return %w#0 : i64
}
