// RUN: fuse-opt %s --pass=infer-unique | FileCheck %s

// A list made here and never retained has one owner, also round a loop that updates it.
// CHECK-LABEL: func.func @sieve
// CHECK:         fuse.list.set_unchecked %{{.*}}[%{{.*}}], %{{.*}} {unique}
func.func @sieve(%n: i64, %one: i64) -> !fuse.list<i64> {
  %l = fuse.list.range_unchecked %one, %n : !fuse.list<i64>
  cf.br ^loop(%one, %l : i64, !fuse.list<i64>)
^loop(%i: i64, %x: !fuse.list<i64>):
  %c = arith.cmpi slt, %i, %n : i64
  cf.cond_br %c, ^body, ^end
^body:
  %y = fuse.list.set_unchecked %x[%i], %one : !fuse.list<i64>
  %j = arith.addi %i, %one : i64
  cf.br ^loop(%j, %y : i64, !fuse.list<i64>)
^end:
  return %x : !fuse.list<i64>
}

// A retain anywhere means a second owner; the result of the update is fresh again.
// CHECK-LABEL: func.func @retained
// CHECK:         fuse.list.set_unchecked %[[L:.*]][%arg0], %arg0 :
// CHECK:         fuse.list.set_unchecked %{{.*}}[%arg0], %arg0 {unique} :
func.func @retained(%n: i64) -> (!fuse.list<i64>, !fuse.list<i64>) {
  %l = fuse.list.make %n, %n : !fuse.list<i64>
  fuse.retain %l : !fuse.list<i64>
  %x = fuse.list.set_unchecked %l[%n], %n : !fuse.list<i64>
  %y = fuse.list.set_unchecked %x[%n], %n : !fuse.list<i64>
  return %l, %y : !fuse.list<i64>, !fuse.list<i64>
}

// One way into a block brings a list that may be shared: the block argument may be.
// CHECK-LABEL: func.func @joined
// CHECK:         fuse.list.set_unchecked %{{.*}}[%arg2], %arg2 :
func.func @joined(%c: i1, %m: !fuse.list<!fuse.list<i64>> {fuse.borrow}, %n: i64) -> !fuse.list<i64> {
  cf.cond_br %c, ^a, ^b
^a:
  %l = fuse.list.make %n : !fuse.list<i64>
  cf.br ^end(%l : !fuse.list<i64>)
^b:
  %r = fuse.list.get_unchecked %m[%n] : !fuse.list<!fuse.list<i64>>
  fuse.retain %r : !fuse.list<i64>
  cf.br ^end(%r : !fuse.list<i64>)
^end(%x: !fuse.list<i64>):
  %y = fuse.list.set_unchecked %x[%n], %n : !fuse.list<i64>
  return %y : !fuse.list<i64>
}

// What is moved out of a list may be shared, what remains is not.
// CHECK-LABEL: func.func @taken
// CHECK:         fuse.list.take %{{.*}}[%arg0] {unique} :
// CHECK:         fuse.list.set_unchecked %{{.*}}[%arg0], %arg0 :
// CHECK:         fuse.list.take %{{.*}}[%arg0] {unique} :
func.func @taken(%n: i64, %s: !fuse.list<i64> {fuse.own}) -> !fuse.list<!fuse.list<i64>> {
  %m = fuse.list.make %s : !fuse.list<!fuse.list<i64>>
  %r, %e = fuse.list.take %m[%n] : !fuse.list<!fuse.list<i64>>
  %f = fuse.list.set_unchecked %e[%n], %n : !fuse.list<i64>
  %p = fuse.list.put %r[%n], %f : !fuse.list<!fuse.list<i64>>
  %q, %g = fuse.list.take %p[%n] : !fuse.list<!fuse.list<i64>>
  %z = fuse.list.put %q[%n], %g : !fuse.list<!fuse.list<i64>>
  return %z : !fuse.list<!fuse.list<i64>>
}
