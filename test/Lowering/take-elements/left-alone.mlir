// RUN: fuse-opt %s --pass=take-elements | FileCheck %s

// The old matrix is needed afterwards: a copy cannot be avoided.
// CHECK-LABEL: func.func @old_value_needed
// CHECK-NOT:   fuse.list.take
// CHECK:       return
func.func @old_value_needed(%m: !fuse.list<!fuse.list<i64>>, %i: i64) -> (!fuse.list<!fuse.list<i64>>, i64) {
  %row = fuse.list.get_unchecked %m[%i] : !fuse.list<!fuse.list<i64>>
  %new = fuse.list.set_unchecked %row[%i], %i : !fuse.list<i64>
  %r = fuse.list.set_unchecked %m[%i], %new : !fuse.list<!fuse.list<i64>>
  %n = fuse.list.length %m : !fuse.list<!fuse.list<i64>>
  return %r, %n : !fuse.list<!fuse.list<i64>>, i64
}

// The old row is needed afterwards: it is part of the matrix.
// CHECK-LABEL: func.func @old_row_needed
// CHECK-NOT:   fuse.list.take
// CHECK:       return
func.func @old_row_needed(%m: !fuse.list<!fuse.list<i64>>, %i: i64) -> (!fuse.list<!fuse.list<i64>>, i64) {
  %row = fuse.list.get_unchecked %m[%i] : !fuse.list<!fuse.list<i64>>
  %new = fuse.list.set_unchecked %row[%i], %i : !fuse.list<i64>
  %r = fuse.list.set_unchecked %m[%i], %new : !fuse.list<!fuse.list<i64>>
  %n = fuse.list.length %row : !fuse.list<i64>
  return %r, %n : !fuse.list<!fuse.list<i64>>, i64
}

// The same in another block.
// CHECK-LABEL: func.func @needed_in_another_block
// CHECK-NOT:   fuse.list.take
// CHECK:       return
func.func @needed_in_another_block(%m: !fuse.list<!fuse.list<i64>>, %i: i64) -> (!fuse.list<!fuse.list<i64>>, i64) {
  %row = fuse.list.get_unchecked %m[%i] : !fuse.list<!fuse.list<i64>>
  %new = fuse.list.set_unchecked %row[%i], %i : !fuse.list<i64>
  %r = fuse.list.set_unchecked %m[%i], %new : !fuse.list<!fuse.list<i64>>
  cf.br ^next
^next:
  %n = fuse.list.length %m : !fuse.list<!fuse.list<i64>>
  return %r, %n : !fuse.list<!fuse.list<i64>>, i64
}

// Another place: the row that is read stays in the matrix.
// CHECK-LABEL: func.func @another_place
// CHECK-NOT:   fuse.list.take
// CHECK:       return
func.func @another_place(%m: !fuse.list<!fuse.list<i64>>, %i: i64, %j: i64) -> !fuse.list<!fuse.list<i64>> {
  %row = fuse.list.get_unchecked %m[%i] : !fuse.list<!fuse.list<i64>>
  %new = fuse.list.set_unchecked %row[%i], %i : !fuse.list<i64>
  %r = fuse.list.set_unchecked %m[%j], %new : !fuse.list<!fuse.list<i64>>
  return %r : !fuse.list<!fuse.list<i64>>
}

// The new row has a second user.
// CHECK-LABEL: func.func @row_kept
// CHECK-NOT:   fuse.list.take
// CHECK:       return
func.func @row_kept(%m: !fuse.list<!fuse.list<i64>>, %i: i64) -> (!fuse.list<!fuse.list<i64>>, !fuse.list<i64>) {
  %row = fuse.list.get_unchecked %m[%i] : !fuse.list<!fuse.list<i64>>
  %new = fuse.list.set_unchecked %row[%i], %i : !fuse.list<i64>
  %r = fuse.list.set_unchecked %m[%i], %new : !fuse.list<!fuse.list<i64>>
  return %r, %new : !fuse.list<!fuse.list<i64>>, !fuse.list<i64>
}

// Numbers are copied anyway.
// CHECK-LABEL: func.func @numbers
// CHECK-NOT:   fuse.list.take
// CHECK:       return
func.func @numbers(%l: !fuse.list<i64>, %i: i64) -> !fuse.list<i64> {
  %a = fuse.list.get_unchecked %l[%i] : !fuse.list<i64>
  %b = arith.addi %a, %i : i64
  %r = fuse.list.set_unchecked %l[%i], %b : !fuse.list<i64>
  return %r : !fuse.list<i64>
}
