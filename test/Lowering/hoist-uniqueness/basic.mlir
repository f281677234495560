// RUN: fuse-opt %s --pass=hoist-uniqueness | FileCheck %s
// A list stored into on every iteration is unique before the loop.
// CHECK-LABEL: func.func @fill
// CHECK-SAME:    %[[XS:.*]]: !fuse.list<i64>
// CHECK:         %[[U:.*]] = fuse.list.unique %[[XS]]
// CHECK:         scf.for {{.*}} iter_args(%{{.*}} = %[[U]])
func.func @fill(%xs: !fuse.list<i64>, %n: i64) -> !fuse.list<i64> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%ys = %xs) -> (!fuse.list<i64>) : i64 {
    %zs = fuse.list.set %ys[%i], %i : !fuse.list<i64>
    scf.yield %zs : !fuse.list<i64>
  }
  return %r : !fuse.list<i64>
}

// Once before the outermost of nested loops.
// CHECK-LABEL: func.func @nested
// CHECK:         fuse.list.unique
// CHECK:         scf.for
// CHECK-NOT:     fuse.list.unique
// CHECK:         return
func.func @nested(%xs: !fuse.list<i64>, %n: i64) -> !fuse.list<i64> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%ys = %xs) -> (!fuse.list<i64>) : i64 {
    %s = scf.for %j = %c0 to %n step %c1 iter_args(%zs = %ys) -> (!fuse.list<i64>) : i64 {
      %ws = fuse.list.set_unchecked %zs[%j], %i : !fuse.list<i64>
      scf.yield %ws : !fuse.list<i64>
    }
    scf.yield %s : !fuse.list<i64>
  }
  return %r : !fuse.list<i64>
}

// CHECK-LABEL: func.func @while_loop
// CHECK:         %[[U:.*]] = fuse.list.unique
// CHECK:         scf.while (%{{.*}} = %[[U]]
func.func @while_loop(%xs: !fuse.list<i64>, %n: i64) -> !fuse.list<i64> {
  %c1 = arith.constant 1 : i64
  %r:2 = scf.while (%ys = %xs, %i = %n) : (!fuse.list<i64>, i64) -> (!fuse.list<i64>, i64) {
    %more = arith.cmpi sgt, %i, %c1 : i64
    scf.condition(%more) %ys, %i : !fuse.list<i64>, i64
  } do {
  ^bb0(%ys: !fuse.list<i64>, %i: i64):
    %zs = fuse.list.set %ys[%i], %c1 : !fuse.list<i64>
    %j = arith.subi %i, %c1 : i64
    scf.yield %zs, %j : !fuse.list<i64>, i64
  }
  return %r#0 : !fuse.list<i64>
}
