// RUN: fuse-opt %s --pass=elide-bounds-checks | FileCheck %s --implicit-check-not=unchecked
// Accesses that keep their test.

// Nothing is known about the index.
// CHECK-LABEL: func.func @unknown
// CHECK:         return
func.func @unknown(%xs: !fuse.list<i64>, %i: i64) -> i64 {
  %x = fuse.list.get %xs[%i] : !fuse.list<i64>
  return %x : i64
}

// The loop runs one step too far.
// CHECK-LABEL: func.func @one_too_far
// CHECK:         return
func.func @one_too_far(%n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %xs = fuse.list.range %c1, %n : !fuse.list<i64>
  %steps = fuse.range.check %c0, %n
  %r = scf.for %i = %c0 to %steps step %c1 iter_args(%t = %c0) -> (i64) : i64 {
    %x = fuse.list.get %xs[%i] : !fuse.list<i64>
    %s = arith.addi %t, %x : i64
    scf.yield %s : i64
  }
  return %r : i64
}

// The index may be negative.
// CHECK-LABEL: func.func @negative
// CHECK:         return
func.func @negative(%n: i64, %from: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %xs = fuse.list.range %c0, %n : !fuse.list<i64>
  %steps = fuse.range.check %from, %n
  %r = scf.for %iv = %c0 to %steps step %c1 iter_args(%t = %c0) -> (i64) : i64 {
    %i = arith.addi %from, %iv overflow<nsw> : i64
    %x = fuse.list.get %xs[%i] : !fuse.list<i64>
    %s = arith.addi %t, %x : i64
    scf.yield %s : i64
  }
  return %r : i64
}

// i + step may wrap to a negative number, though it is compared with the bound.
// CHECK-LABEL: func.func @wraps
// CHECK:         return
func.func @wraps(%n: i64, %step: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %xs = fuse.list.range %c0, %n : !fuse.list<i64>
  %r:2 = scf.while (%i = %c0, %t = %c0) : (i64, i64) -> (i64, i64) {
    %more = arith.cmpi sle, %i, %n : i64
    scf.condition(%more) %i, %t : i64, i64
  } do {
  ^bb0(%i: i64, %t: i64):
    %x = fuse.list.get %xs[%i] : !fuse.list<i64>
    %s = arith.addi %t, %x : i64
    %j = arith.addi %i, %step : i64
    scf.yield %j, %s : i64, i64
  }
  return %r#1 : i64
}

// The carried list changes its length.
// CHECK-LABEL: func.func @grows
// CHECK:         return
func.func @grows(%a: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c5 = arith.constant 5 : i64
  %none = fuse.list.make : !fuse.list<i64>
  %one = fuse.list.make %a : !fuse.list<i64>
  %r:2 = scf.for %i = %c0 to %c5 step %c1 iter_args(%xs = %one, %t = %c0) -> (!fuse.list<i64>, i64) : i64 {
    %x = fuse.list.get %xs[%c0] : !fuse.list<i64>
    scf.yield %none, %x : !fuse.list<i64>, i64
  }
  return %r#1 : i64
}

// A fact about this iteration says nothing about the value that came from the last one.
// CHECK-LABEL: func.func @last_iteration
// CHECK:         return
func.func @last_iteration(%n: i64, %xs: !fuse.list<i64>, %b: i1) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c9 = arith.constant 9 : i64
  %ys = fuse.list.range %c0, %c9 : !fuse.list<i64>
  %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%last = %c0, %t = %c0) -> (i64, i64) : i64 {
    %k = fuse.int.rem %n, %c9
    %m = arith.muli %k, %i : i64
    %q = fuse.int.rem %m, %c9
    %at_least = arith.cmpi sge, %q, %c0 : i64
    %at_most = arith.cmpi sle, %last, %c9 : i64
    %ok = arith.andi %at_least, %at_most : i1
    %u = scf.if %ok -> (i64) {
      %x = fuse.list.get %ys[%last] : !fuse.list<i64>
      scf.yield %x : i64
    } else {
      scf.yield %t : i64
    }
    scf.yield %q, %u : i64, i64
  }
  return %r#1 : i64
}
