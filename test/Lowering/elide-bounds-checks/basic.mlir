// RUN: fuse-opt %s --pass=elide-bounds-checks | FileCheck %s
// An index that a counted loop keeps within the list needs no test.
// CHECK-LABEL: func.func @loop_over_range
// CHECK:         scf.for
// CHECK-NEXT:      %[[I:.*]] = arith.addi
// CHECK-NEXT:      fuse.list.get_unchecked %{{.*}}[%[[I]]]
func.func @loop_over_range(%n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %xs = fuse.list.range %c0, %n : !fuse.list<i64>
  %steps = fuse.range.check %c1, %n
  %r = scf.for %iv = %c0 to %steps step %c1 iter_args(%t = %c0) -> (i64) : i64 {
    %i = arith.addi %iv, %c1 overflow<nsw> : i64
    %x = fuse.list.get %xs[%i] : !fuse.list<i64>
    %s = arith.addi %t, %x : i64
    scf.yield %s : i64
  }
  return %r : i64
}

// Stores keep the length; i + 1 is in range because i is at most n - 2, and n - 2 cannot wrap.
// CHECK-LABEL: func.func @neighbours
// CHECK:         scf.for
// CHECK:           fuse.list.get_unchecked
// CHECK:           fuse.list.get_unchecked
// CHECK:           fuse.list.set_unchecked
// CHECK-NOT:       fuse.list.get %
// CHECK:         return
func.func @neighbours(%n: i64) -> !fuse.list<i64> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %xs = fuse.list.range %c1, %n : !fuse.list<i64>
  %last = arith.subi %n, %c2 : i64
  %steps = fuse.range.check %c0, %last
  %r = scf.for %i = %c0 to %steps step %c1 iter_args(%ys = %xs) -> (!fuse.list<i64>) : i64 {
    %a = fuse.list.get %ys[%i] : !fuse.list<i64>
    %j = arith.addi %i, %c1 : i64
    %b = fuse.list.get %ys[%j] : !fuse.list<i64>
    %s = arith.addi %a, %b : i64
    %zs = fuse.list.set %ys[%j], %s : !fuse.list<i64>
    scf.yield %zs : !fuse.list<i64>
  }
  return %r : !fuse.list<i64>
}

// A constant index into a list of known length.
// CHECK-LABEL: func.func @constants
// CHECK:         fuse.list.get_unchecked
// CHECK:         fuse.list.get %
func.func @constants(%a: i64) -> i64 {
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %xs = fuse.list.make %a, %a : !fuse.list<i64>
  %x = fuse.list.get %xs[%c1] : !fuse.list<i64>
  %y = fuse.list.get %xs[%c2] : !fuse.list<i64>
  %s = arith.addi %x, %y : i64
  return %s : i64
}

// What an access proved holds behind it, for the same list and for what stores make of it.
// CHECK-LABEL: func.func @second_access
// CHECK:         fuse.list.get %
// CHECK:         fuse.list.set_unchecked
// CHECK:         fuse.list.get_unchecked
func.func @second_access(%xs: !fuse.list<i64>, %i: i64) -> i64 {
  %x = fuse.list.get %xs[%i] : !fuse.list<i64>
  %ys = fuse.list.set %xs[%i], %x : !fuse.list<i64>
  %y = fuse.list.get %ys[%i] : !fuse.list<i64>
  return %y : i64
}

// A carried index that starts at 0 and grows, under a test against the bound.
// CHECK-LABEL: func.func @while_loop
// CHECK:         fuse.list.get_unchecked
func.func @while_loop(%n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %xs = fuse.list.range %c1, %n : !fuse.list<i64>
  %r:2 = scf.while (%i = %c0, %t = %c0) : (i64, i64) -> (i64, i64) {
    %more = arith.cmpi slt, %i, %n : i64
    scf.condition(%more) %i, %t : i64, i64
  } do {
  ^bb0(%i: i64, %t: i64):
    %x = fuse.list.get %xs[%i] : !fuse.list<i64>
    %s = arith.addi %t, %x : i64
    %j = arith.addi %i, %c1 : i64
    scf.yield %j, %s : i64, i64
  }
  return %r#1 : i64
}

// The same as blocks: the test that alone leads to the body.
// CHECK-LABEL: func.func @blocks
// CHECK:         fuse.list.get_unchecked
func.func @blocks(%n: i64, %x: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %xs = fuse.list.range %c1, %n : !fuse.list<i64>
  cf.br ^head(%c0 : i64)
^head(%i: i64):
  %more = arith.cmpi slt, %i, %n : i64
  cf.cond_br %more, ^body, ^done(%n : i64)
^body:
  %y = fuse.list.get %xs[%i] : !fuse.list<i64>
  %found = arith.cmpi eq, %x, %y : i64
  %j = arith.addi %i, %c1 : i64
  cf.cond_br %found, ^done(%i : i64), ^head(%j : i64)
^done(%r: i64):
  return %r : i64
}

// A remainder by a length that is known to be positive.
// CHECK-LABEL: func.func @remainder
// CHECK:         fuse.list.get_unchecked
func.func @remainder(%k: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c9 = arith.constant 9 : i64
  %c10 = arith.constant 10 : i64
  %xs = fuse.list.range %c0, %c9 : !fuse.list<i64>
  %ok = arith.cmpi sge, %k, %c0 : i64
  %r = scf.if %ok -> (i64) {
    %i = fuse.int.rem %k, %c10
    %x = fuse.list.get %xs[%i] : !fuse.list<i64>
    scf.yield %x : i64
  } else {
    scf.yield %c0 : i64
  }
  return %r : i64
}
