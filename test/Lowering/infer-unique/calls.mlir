// RUN: fuse-opt %s --pass=infer-unique --split-input-file | FileCheck %s

// Every caller passes a list of its own, and gets one back: both updates are in place.
// CHECK-LABEL: func.func @update
// CHECK:         fuse.list.set_unchecked %arg0[%arg1], %arg1 {unique}
func.func @update(%l: !fuse.list<i64> {fuse.own}, %i: i64) -> !fuse.list<i64> {
  %m = fuse.list.set_unchecked %l[%i], %i : !fuse.list<i64>
  return %m : !fuse.list<i64>
}

// CHECK-LABEL: func.func @caller
// CHECK:         fuse.list.set_unchecked %{{.*}}[%arg0], %arg0 {unique}
func.func @caller(%i: i64) -> !fuse.list<i64> {
  %l = fuse.list.make %i : !fuse.list<i64>
  %m = call @update(%l, %i) : (!fuse.list<i64>, i64) -> !fuse.list<i64>
  %n = fuse.list.set_unchecked %m[%i], %i : !fuse.list<i64>
  return %n : !fuse.list<i64>
}

// -----

// One caller keeps the list: the function must test. Its result is fresh all the same.
// CHECK-LABEL: func.func @update
// CHECK:         fuse.list.set_unchecked %arg0[%arg1], %arg1 :
func.func @update(%l: !fuse.list<i64> {fuse.own}, %i: i64) -> !fuse.list<i64> {
  %m = fuse.list.set_unchecked %l[%i], %i : !fuse.list<i64>
  return %m : !fuse.list<i64>
}

// CHECK-LABEL: func.func @keeps
// CHECK:         fuse.list.set_unchecked %{{.*}}[%arg0], %arg0 {unique}
func.func @keeps(%i: i64) -> (!fuse.list<i64>, !fuse.list<i64>) {
  %l = fuse.list.make %i : !fuse.list<i64>
  fuse.retain %l : !fuse.list<i64>
  %m = call @update(%l, %i) : (!fuse.list<i64>, i64) -> !fuse.list<i64>
  %n = fuse.list.set_unchecked %m[%i], %i : !fuse.list<i64>
  return %l, %n : !fuse.list<i64>, !fuse.list<i64>
}

// CHECK-LABEL: func.func @moves
func.func @moves(%i: i64) -> !fuse.list<i64> {
  %l = fuse.list.make %i : !fuse.list<i64>
  %m = call @update(%l, %i) : (!fuse.list<i64>, i64) -> !fuse.list<i64>
  return %m : !fuse.list<i64>
}

// -----

// A function nobody calls knows nothing of its parameter.
// CHECK-LABEL: func.func @uncalled
// CHECK:         fuse.list.set_unchecked %arg0[%arg1], %arg1 :
func.func @uncalled(%l: !fuse.list<i64> {fuse.own}, %i: i64) -> !fuse.list<i64> {
  %m = fuse.list.set_unchecked %l[%i], %i : !fuse.list<i64>
  return %m : !fuse.list<i64>
}

// A function that keeps a count of what it only borrows makes its caller's list shared, through another function too.
// CHECK-LABEL: func.func @keeps_borrowed
func.func @keeps_borrowed(%l: !fuse.list<i64> {fuse.borrow}) -> !fuse.list<!fuse.list<i64>> {
  fuse.retain %l : !fuse.list<i64>
  %m = fuse.list.make %l : !fuse.list<!fuse.list<i64>>
  return %m : !fuse.list<!fuse.list<i64>>
}

func.func @lends(%l: !fuse.list<i64> {fuse.borrow}) -> !fuse.list<!fuse.list<i64>> {
  %m = call @keeps_borrowed(%l) : (!fuse.list<i64>) -> !fuse.list<!fuse.list<i64>>
  return %m : !fuse.list<!fuse.list<i64>>
}

// CHECK-LABEL: func.func @lender
// CHECK:         fuse.list.set_unchecked %{{.*}}[%arg0], %arg0 :
func.func @lender(%i: i64) -> (!fuse.list<!fuse.list<i64>>, !fuse.list<i64>) {
  %l = fuse.list.make %i : !fuse.list<i64>
  %m = call @lends(%l) : (!fuse.list<i64>) -> !fuse.list<!fuse.list<i64>>
  %n = fuse.list.set_unchecked %l[%i], %i : !fuse.list<i64>
  return %m, %n : !fuse.list<!fuse.list<i64>>, !fuse.list<i64>
}

// A declared function may give back anything.
func.func private @declared() -> !fuse.list<i64>
// CHECK-LABEL: func.func @from_declared
// CHECK:         fuse.list.set_unchecked %{{.*}}[%arg0], %arg0 :
func.func @from_declared(%i: i64) -> !fuse.list<i64> {
  %l = call @declared() : () -> !fuse.list<i64>
  %n = fuse.list.set_unchecked %l[%i], %i : !fuse.list<i64>
  return %n : !fuse.list<i64>
}
