// Folds and patterns on lists.
// RUN: fuse-opt %s --pass=canonicalize --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @lengths
// CHECK-SAME:    (%[[X:.*]]: i64, %[[L:.*]]: !fuse.list<i64>, %[[M:.*]]: !fuse.list<i64>)
// CHECK-DAG:     %[[TWO:.*]] = arith.constant 2 : i64
// CHECK-DAG:     %[[SET:.*]] = fuse.list.set %[[L]]
// CHECK-DAG:     %[[A:.*]] = fuse.list.length %[[L]]
// CHECK-DAG:     %[[B:.*]] = fuse.list.length %[[M]]
// CHECK:         %[[SUM:.*]] = arith.addi %{{.*}}, %{{.*}} : i64
// CHECK:         return %[[TWO]], %[[A]], %[[SUM]]
func.func @lengths(%x: i64, %l: !fuse.list<i64>, %m: !fuse.list<i64>) -> (i64, i64, i64) {
  %make = fuse.list.make %x, %x : !fuse.list<i64>
  %set = fuse.list.set %l[%x], %x : !fuse.list<i64>
  %unique = fuse.list.unique %set : !fuse.list<i64>
  %concat = fuse.list.concat %l, %m : !fuse.list<i64>
  %0 = fuse.list.length %make : !fuse.list<i64>
  %1 = fuse.list.length %unique : !fuse.list<i64>
  %2 = fuse.list.length %concat : !fuse.list<i64>
  return %0, %1, %2 : i64, i64, i64
}

// -----

// The list of a range is not made for its length or an element, but its bounds are checked.
// CHECK-LABEL: func.func @range
// CHECK-SAME:    (%[[A:.*]]: i64, %[[B:.*]]: i64, %[[I:.*]]: i64)
// CHECK-DAG:     %[[ONE:.*]] = arith.constant 1 : i64
// CHECK-NOT:     fuse.list
// CHECK:         fuse.range.check %[[A]], %[[B]]
// CHECK-NOT:     fuse.list
// CHECK:         %[[D:.*]] = arith.subi %[[B]], %[[A]]
// CHECK:         %[[N:.*]] = arith.addi %[[D]], %[[ONE]]
// CHECK:         %[[E:.*]] = arith.addi %[[A]], %[[I]]
// CHECK:         return %[[N]], %[[E]]
func.func @range(%a: i64, %b: i64, %i: i64) -> (i64, i64) {
  %l = fuse.list.range %a, %b : !fuse.list<i64>
  %0 = fuse.list.length %l : !fuse.list<i64>
  %1 = fuse.list.get_unchecked %l[%i] : !fuse.list<i64>
  return %0, %1 : i64, i64
}

// -----

// Steps of a Float range depend on rounding.
// CHECK-LABEL: func.func @float_range
// CHECK:         %[[L:.*]] = fuse.list.range
// CHECK:         fuse.list.length %[[L]]
// CHECK:         fuse.list.get_unchecked %[[L]]
// CHECK:         return
func.func @float_range(%a: f64, %b: f64, %i: i64) -> (i64, f64) {
  %l = fuse.list.range %a, %b : !fuse.list<f64>
  %0 = fuse.list.length %l : !fuse.list<f64>
  %1 = fuse.list.get_unchecked %l[%i] : !fuse.list<f64>
  return %0, %1 : i64, f64
}

// -----

// CHECK-LABEL: func.func @range_check
// CHECK-DAG:     %[[N:.*]] = arith.constant 6 : i64
// CHECK:         fuse.range.check
// CHECK-NOT:     fuse.range.check
// CHECK:         return %[[N]]
func.func @range_check() -> (i64, i64) {
  %a = arith.constant -2 : i64
  %b = arith.constant 3 : i64
  %0 = fuse.range.check %a, %b
  %1 = fuse.range.check %b, %a
  return %0, %1 : i64, i64
}

// -----

// An element is known when the list was made, or stored to at that index; stores elsewhere do not matter.
// CHECK-LABEL: func.func @elements
// CHECK-SAME:    (%[[X:.*]]: i64, %[[Y:.*]]: i64, %[[L:.*]]: !fuse.list<i64>)
// CHECK-DAG:     %[[ONE:.*]] = arith.constant 1 : i64
// CHECK:         %[[OTHER:.*]] = fuse.list.get_unchecked %[[L]][%[[ONE]]]
// CHECK-NOT:     fuse.list.get
// CHECK:         return %[[Y]], %[[Y]], %[[X]], %[[OTHER]]
func.func @elements(%x: i64, %y: i64, %l: !fuse.list<i64>) -> (i64, i64, i64, i64) {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %make = fuse.list.make %x, %y : !fuse.list<i64>
  %0 = fuse.list.get %make[%one] : !fuse.list<i64>
  %1 = fuse.list.get_unchecked %make[%one] : !fuse.list<i64>
  %set = fuse.list.set_unchecked %l[%y], %x : !fuse.list<i64>
  %2 = fuse.list.get_unchecked %set[%y] : !fuse.list<i64>
  %first = fuse.list.set_unchecked %l[%zero], %x : !fuse.list<i64>
  %3 = fuse.list.get_unchecked %first[%one] : !fuse.list<i64>
  return %0, %1, %2, %3 : i64, i64, i64, i64
}

// -----

// An index out of range still raises; unknown indices may be equal.
// CHECK-LABEL: func.func @elements_unknown
// CHECK:         %[[A:.*]] = fuse.list.get %
// CHECK:         %[[SET:.*]] = fuse.list.set_unchecked
// CHECK:         %[[B:.*]] = fuse.list.get_unchecked %[[SET]]
// CHECK:         return %[[A]], %[[B]]
func.func @elements_unknown(%x: i64, %y: i64, %l: !fuse.list<i64>) -> (i64, i64) {
  %two = arith.constant 2 : i64
  %make = fuse.list.make %x, %y : !fuse.list<i64>
  %0 = fuse.list.get %make[%two] : !fuse.list<i64>
  %set = fuse.list.set_unchecked %l[%x], %x : !fuse.list<i64>
  %1 = fuse.list.get_unchecked %set[%y] : !fuse.list<i64>
  return %0, %1 : i64, i64
}

// -----

// CHECK-LABEL: func.func @stored_twice
// CHECK-SAME:    (%[[X:.*]]: i64, %[[L:.*]]: !fuse.list<i64>)
// CHECK-NEXT:    %[[R:.*]] = fuse.list.set_unchecked %[[L]][%[[X]]], %[[X]]
// CHECK-NEXT:    return %[[R]]
func.func @stored_twice(%x: i64, %l: !fuse.list<i64>) -> !fuse.list<i64> {
  %zero = arith.constant 0 : i64
  %0 = fuse.list.set_unchecked %l[%x], %zero : !fuse.list<i64>
  %1 = fuse.list.set_unchecked %0[%x], %x : !fuse.list<i64>
  return %1 : !fuse.list<i64>
}

// -----

// CHECK-LABEL: func.func @concat_lists
// CHECK-SAME:    (%[[X:.*]]: i64, %[[L:.*]]: !fuse.list<i64>)
// CHECK-NEXT:    %[[R:.*]] = fuse.list.make %[[X]], %[[X]] : !fuse.list<i64>
// CHECK-NEXT:    return %[[L]], %[[L]], %[[R]]
func.func @concat_lists(%x: i64, %l: !fuse.list<i64>) -> (!fuse.list<i64>, !fuse.list<i64>, !fuse.list<i64>) {
  %e = fuse.list.make : !fuse.list<i64>
  %a = fuse.list.make %x : !fuse.list<i64>
  %b = fuse.list.make %x : !fuse.list<i64>
  %0 = fuse.list.concat %l, %e : !fuse.list<i64>
  %1 = fuse.list.concat %e, %l : !fuse.list<i64>
  %2 = fuse.list.concat %a, %b : !fuse.list<i64>
  return %0, %1, %2 : !fuse.list<i64>, !fuse.list<i64>, !fuse.list<i64>
}

// A number of steps that is no Int raises at run time: nothing folds.
// CHECK-LABEL: func.func @range_check_overflow
// CHECK:         fuse.range.check
// CHECK:         fuse.range.check
func.func @range_check_overflow() -> (i64, i64) {
  %min = arith.constant -9223372036854775808 : i64
  %minus_one = arith.constant -1 : i64
  %zero = arith.constant 0 : i64
  %max = arith.constant 9223372036854775807 : i64
  %0 = fuse.range.check %min, %minus_one
  %1 = fuse.range.check %zero, %max
  return %0, %1 : i64, i64
}
