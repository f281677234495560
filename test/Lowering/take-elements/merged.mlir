// Two stores into the same row, merged into one block: the row is read there, so it can be taken.
// RUN: fuse-opt %s --pass=take-elements | FileCheck %s

// CHECK-LABEL: func.func @same_place
// CHECK:         cf.br ^[[MEET:.*]](%arg2 : i64)
// CHECK:         cf.br ^[[MEET]](%arg3 : i64)
// CHECK:       ^[[MEET]](%[[V:.*]]: i64):
// CHECK-NEXT:    %[[REST:.*]], %[[ROW:.*]] = fuse.list.take %arg0[%arg1]
// CHECK-NEXT:    %[[NEW:.*]] = fuse.list.set_unchecked %[[ROW]][%arg2], %[[V]]
// CHECK-NEXT:    %[[M:.*]] = fuse.list.put %[[REST]][%arg1], %[[NEW]]
// CHECK-NEXT:    return %[[M]]
func.func @same_place(%m: !fuse.list<!fuse.list<i64>>, %i: i64, %j: i64, %v: i64, %c: i1) -> !fuse.list<!fuse.list<i64>> {
  cf.cond_br %c, ^one, ^other
^one:
  %a = fuse.list.get_unchecked %m[%i] : !fuse.list<!fuse.list<i64>>
  cf.br ^meet(%a, %j : !fuse.list<i64>, i64)
^other:
  %b = fuse.list.get_unchecked %m[%i] : !fuse.list<!fuse.list<i64>>
  cf.br ^meet(%b, %v : !fuse.list<i64>, i64)
^meet(%row: !fuse.list<i64>, %value: i64):
  %new = fuse.list.set_unchecked %row[%j], %value : !fuse.list<i64>
  %r = fuse.list.set_unchecked %m[%i], %new : !fuse.list<!fuse.list<i64>>
  return %r : !fuse.list<!fuse.list<i64>>
}

// The index of the row is passed along.
// CHECK-LABEL: func.func @different_rows
// CHECK:         cf.cond_br %arg3, ^[[MEET:.*]](%arg1 : i64), ^[[MEET]](%arg2 : i64)
// CHECK:       ^[[MEET]](%[[I:.*]]: i64):
// CHECK-NEXT:    fuse.list.take %arg0[%[[I]]]
// CHECK:         fuse.list.put
// CHECK:         return
func.func @different_rows(%m: !fuse.list<!fuse.list<i64>>, %i: i64, %j: i64, %c: i1) -> !fuse.list<!fuse.list<i64>> {
  %a = fuse.list.get_unchecked %m[%i] : !fuse.list<!fuse.list<i64>>
  %b = fuse.list.get_unchecked %m[%j] : !fuse.list<!fuse.list<i64>>
  cf.cond_br %c, ^meet(%a, %i : !fuse.list<i64>, i64), ^meet(%b, %j : !fuse.list<i64>, i64)
^meet(%row: !fuse.list<i64>, %place: i64):
  %new = fuse.list.set_unchecked %row[%j], %i : !fuse.list<i64>
  %r = fuse.list.set_unchecked %m[%place], %new : !fuse.list<!fuse.list<i64>>
  return %r : !fuse.list<!fuse.list<i64>>
}

// Rows of different lists are not the same read.
// CHECK-LABEL: func.func @different_lists
// CHECK-NOT:     fuse.list.take
// CHECK:         return
func.func @different_lists(%m: !fuse.list<!fuse.list<i64>>, %n: !fuse.list<!fuse.list<i64>>, %i: i64, %c: i1) -> !fuse.list<!fuse.list<i64>> {
  %a = fuse.list.get_unchecked %m[%i] : !fuse.list<!fuse.list<i64>>
  %b = fuse.list.get_unchecked %n[%i] : !fuse.list<!fuse.list<i64>>
  cf.cond_br %c, ^meet(%a : !fuse.list<i64>), ^meet(%b : !fuse.list<i64>)
^meet(%row: !fuse.list<i64>):
  %new = fuse.list.set_unchecked %row[%i], %i : !fuse.list<i64>
  %r = fuse.list.set_unchecked %m[%i], %new : !fuse.list<!fuse.list<i64>>
  return %r : !fuse.list<!fuse.list<i64>>
}
