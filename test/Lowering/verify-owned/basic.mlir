// RUN: fuse-opt %s --pass=verify-owned | FileCheck %s

func.func private @take(!fuse.str {fuse.own})
func.func private @risky() -> (!fuse.error, !fuse.str)

// Correct counts of all kinds pass.
// CHECK-LABEL: func.func @moves
func.func @moves(%s: !fuse.str {fuse.own}, %b: !fuse.str {fuse.borrow}, %c: i1) {
  fuse.print %b
  fuse.retain %b : !fuse.str
  call @take(%b) : (!fuse.str) -> ()
  cf.cond_br %c, ^use, ^skip
^use:
  call @take(%s) : (!fuse.str) -> ()
  cf.br ^end
^skip:
  fuse.release %s : !fuse.str
  cf.br ^end
^end:
  return
}

// A part outlives what it was part of once it has a count of its own.
// CHECK-LABEL: func.func @part
func.func @part(%l: !fuse.list<!fuse.str> {fuse.own}, %i: i64) -> !fuse.str {
  %s = fuse.list.get_unchecked %l[%i] : !fuse.list<!fuse.str>
  fuse.retain %s : !fuse.str
  fuse.release %l : !fuse.list<!fuse.str>
  fuse.print %s
  return %s : !fuse.str
}

// Without an error its results are there, and the error is gone; with one it is the other way round.
// CHECK-LABEL: func.func @call
func.func @call() -> (!fuse.error, !fuse.str) {
  %e, %r = call @risky() : () -> (!fuse.error, !fuse.str)
  %b = fuse.error.is_set %e
  cf.cond_br %b, ^exit(%e : !fuse.error), ^good
^good:
  %n = fuse.error.none
  return %n, %r : !fuse.error, !fuse.str
^exit(%x: !fuse.error):
  %p = ub.poison : !fuse.str
  return %x, %p : !fuse.error, !fuse.str
}

// A tail call passes both on.
// CHECK-LABEL: func.func @tail
func.func @tail() -> (!fuse.error, !fuse.str) {
  %e, %r = call @risky() : () -> (!fuse.error, !fuse.str)
  return %e, %r : !fuse.error, !fuse.str
}

// A loop that carries a list.
// CHECK-LABEL: func.func @loop
func.func @loop(%l: !fuse.list<i64> {fuse.own}, %i: i64, %c: i1) -> !fuse.list<i64> {
  cf.br ^head(%l : !fuse.list<i64>)
^head(%x: !fuse.list<i64>):
  %y = fuse.list.set_unchecked %x[%i], %i : !fuse.list<i64>
  cf.cond_br %c, ^head(%y : !fuse.list<i64>), ^end
^end:
  return %y : !fuse.list<i64>
}

// A hole that is filled.
// CHECK-LABEL: func.func @hole
func.func @hole(%m: !fuse.list<!fuse.list<i64>> {fuse.own}, %i: i64) -> !fuse.list<!fuse.list<i64>> {
  %rest, %row = fuse.list.take %m[%i] : !fuse.list<!fuse.list<i64>>
  %new = fuse.list.set_unchecked %row[%i], %i : !fuse.list<i64>
  %p = fuse.list.put %rest[%i], %new : !fuse.list<!fuse.list<i64>>
  return %p : !fuse.list<!fuse.list<i64>>
}

// A part that is moved out is owned, and its container is gone.
// CHECK-LABEL: func.func @moved
func.func @moved(%o: !fuse.option<!fuse.str> {fuse.own}) -> !fuse.str {
  %s = fuse.option.get %o {move} : !fuse.option<!fuse.str>
  return %s : !fuse.str
}

// The branch on the test hands the result over to the next block itself.
// CHECK-LABEL: func.func @result_on_the_edge
func.func @result_on_the_edge(%c: i1) -> (!fuse.error, !fuse.str) {
  %e, %r = call @risky() : () -> (!fuse.error, !fuse.str)
  %b = fuse.error.is_set %e
  cf.cond_br %b, ^exit(%e : !fuse.error), ^good(%r : !fuse.str)
^good(%s: !fuse.str):
  fuse.release %s : !fuse.str
  %n = fuse.error.none
  cf.br ^exit(%n : !fuse.error)
^exit(%x: !fuse.error):
  %p = ub.poison : !fuse.str
  return %x, %p : !fuse.error, !fuse.str
}

// An error that was found set is returned without the results that came with it: no tail call.
// CHECK-LABEL: func.func @raised
func.func @raised() -> !fuse.error {
  %e, %r = call @risky() : () -> (!fuse.error, !fuse.str)
  %b = fuse.error.is_set %e
  cf.cond_br %b, ^bad, ^good
^bad:
  return %e : !fuse.error
^good:
  fuse.release %r : !fuse.str
  %n = fuse.error.none
  return %n : !fuse.error
}
