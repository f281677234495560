// RUN: fuse-opt %s --pass=hoist-uniqueness | FileCheck %s --implicit-check-not=fuse.list.unique

// A store under a condition may never happen: no copy for it.
// CHECK-LABEL: func.func @sometimes
// CHECK:         return
func.func @sometimes(%xs: !fuse.list<i64>, %n: i64, %b: i1) -> !fuse.list<i64> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%ys = %xs) -> (!fuse.list<i64>) : i64 {
    %zs = scf.if %b -> (!fuse.list<i64>) {
      %ws = fuse.list.set %ys[%i], %i : !fuse.list<i64>
      scf.yield %ws : !fuse.list<i64>
    } else {
      scf.yield %ys : !fuse.list<i64>
    }
    scf.yield %zs : !fuse.list<i64>
  }
  return %r : !fuse.list<i64>
}

// Another list each time: the first one need not be unique.
// CHECK-LABEL: func.func @replaced
// CHECK:         return
func.func @replaced(%xs: !fuse.list<i64>, %n: i64) -> !fuse.list<i64> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%ys = %xs) -> (!fuse.list<i64>) : i64 {
    %zs = fuse.list.concat %ys, %ys : !fuse.list<i64>
    %ws = fuse.list.set %zs[%i], %i : !fuse.list<i64>
    scf.yield %ws : !fuse.list<i64>
  }
  return %r : !fuse.list<i64>
}
