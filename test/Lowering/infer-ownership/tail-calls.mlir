// RUN: fuse-opt %s --pass="infer-ownership{explain=true}" | FileCheck %s

// A loop by recursion makes its next argument itself. It only reads it, but a borrowed parameter would have to be released after the call,
// which would not be a tail call any more.
// CHECK-LABEL: func.func @count(
// CHECK-SAME:  !fuse.str {fuse.because = "a tail call passes an owned value here: @count", fuse.own}
func.func @count(%s: !fuse.str, %done: i1) -> i64 {
  cf.cond_br %done, ^stop, ^again
^stop:
  %n = fuse.str.scalars %s
  return %n : i64
^again:
  %t = fuse.str.concat %s, %s
  %r = call @count(%t, %done) : (!fuse.str, i1) -> i64
  return %r : i64
}

// The same through two functions: neither stores its parameter, both own it.
// CHECK-LABEL: func.func @ping(
// CHECK-SAME:  !fuse.str {fuse.because = "a tail call passes an owned value here: @pong", fuse.own}
func.func @ping(%s: !fuse.str) -> i64 {
  %r = call @pong(%s) : (!fuse.str) -> i64
  return %r : i64
}

// @ping owns its parameter, so its tail call passes an owned value.
// CHECK-LABEL: func.func @pong(
// CHECK-SAME:  !fuse.str {fuse.because = "a tail call passes an owned value here: @ping", fuse.own}
func.func @pong(%s: !fuse.str) -> i64 {
  %t = fuse.str.concat %s, %s
  %r = call @ping(%t) : (!fuse.str) -> i64
  return %r : i64
}

// With an error result, and through a block that only returns.
// CHECK-LABEL: func.func @raising(
// CHECK-SAME:  !fuse.str {fuse.because = "a tail call passes an owned value here: @raising", fuse.own}
func.func @raising(%s: !fuse.str, %done: i1) -> (!fuse.error, i64) {
  %n = fuse.str.scalars %s
  %e = fuse.error.none
  cf.cond_br %done, ^leave(%e, %n : !fuse.error, i64), ^again
^again:
  %t = fuse.str.trim %s
  %f, %r = call @raising(%t, %done) : (!fuse.str, i1) -> (!fuse.error, i64)
  cf.br ^leave(%f, %r : !fuse.error, i64)
^leave(%x: !fuse.error, %y: i64):
  return %x, %y : !fuse.error, i64
}

// Passing on what is borrowed needs no release after the call: it stays borrowed.
// CHECK-LABEL: func.func @lent(%arg0: !fuse.list<i64> {fuse.borrow}, %arg1: i64)
func.func @lent(%l: !fuse.list<i64>, %i: i64) -> i64 {
  %n = fuse.list.length %l : !fuse.list<i64>
  %r = call @lent(%l, %n) : (!fuse.list<i64>, i64) -> i64
  return %r : i64
}

// Not a tail call: the result is used first.
// CHECK-LABEL: func.func @not_last(%arg0: !fuse.str {fuse.borrow})
func.func @not_last(%s: !fuse.str) -> i64 {
  %t = fuse.str.trim %s
  %r = call @not_last(%t) : (!fuse.str) -> i64
  %q = arith.addi %r, %r : i64
  return %q : i64
}
