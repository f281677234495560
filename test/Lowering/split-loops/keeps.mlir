// Loops that stay whole.
// RUN: fuse-opt %s --pass=split-loops | FileCheck %s

// The index may be negative at first.
// CHECK-LABEL: func.func @behind
// CHECK:       scf.for
// CHECK-NOT:   scf.for
// CHECK:       return
func.func @behind(%l: !fuse.list<i64>, %n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %m = arith.constant -1 : i64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %c0) -> (i64) : i64 {
    %j = arith.addi %i, %m : i64
    %v = fuse.list.get %l[%j] : !fuse.list<i64>
    scf.yield %v : i64
  }
  return %r : i64
}

// The index has nothing to do with the induction variable.
// CHECK-LABEL: func.func @carried
// CHECK:       scf.for
// CHECK-NOT:   scf.for
// CHECK:       return
func.func @carried(%l: !fuse.list<i64>, %n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %c0) -> (i64) : i64 {
    %v = fuse.list.get %l[%s] : !fuse.list<i64>
    scf.yield %v : i64
  }
  return %r : i64
}

// A read that only a test left in the loop proves is not made before it.
// CHECK-LABEL: func.func @proven_inside
// CHECK-NOT:   fuse.list.get_unchecked %arg0
// CHECK:       scf.for
// CHECK:         fuse.check
// CHECK:         fuse.list.get_unchecked %arg0
// CHECK:       return
func.func @proven_inside(%m: !fuse.list<!fuse.list<i64>>, %n: i64, %row: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %true = arith.constant true
  %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%s = %c0, %proof = %true) -> (i64, i1) : i64 {
    fuse.check %proof {
      %text = fuse.str.constant "index out of bounds"
      %e = fuse.error.text %text : !fuse.error
      fuse.yield %e : !fuse.error
    }
    %l = fuse.list.get_unchecked %m[%row] : !fuse.list<!fuse.list<i64>>
    %v = fuse.list.get %l[%i] : !fuse.list<i64>
    scf.yield %v, %proof : i64, i1
  }
  return %r#0 : i64
}
