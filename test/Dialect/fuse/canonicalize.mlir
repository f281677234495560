// Folds and patterns on numbers, options and errors.
// RUN: fuse-opt %s --pass=canonicalize --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @division_of_constants
// CHECK-DAG:     %[[Q:.*]] = arith.constant -3 : i64
// CHECK-DAG:     %[[R:.*]] = arith.constant -1 : i64
// CHECK-NOT:     fuse.int
// CHECK:         return %[[Q]], %[[R]]
func.func @division_of_constants() -> (i64, i64) {
  %a = arith.constant -7 : i64
  %b = arith.constant 2 : i64
  %0 = fuse.int.div %a, %b
  %1 = fuse.int.rem %a, %b
  return %0, %1 : i64, i64
}

// -----

// CHECK-LABEL: func.func @division_by_constant
// CHECK-SAME:    (%[[X:.*]]: i64)
// CHECK-DAG:     %[[C:.*]] = arith.constant 10 : i64
// CHECK-DAG:     %[[Z:.*]] = arith.constant 0 : i64
// CHECK:         %[[Q:.*]] = arith.divsi %[[X]], %[[C]]
// CHECK:         %[[R:.*]] = arith.remsi %[[X]], %[[C]]
// CHECK:         return %[[Q]], %[[R]], %[[X]], %[[Z]]
func.func @division_by_constant(%x: i64) -> (i64, i64, i64, i64) {
  %c = arith.constant 10 : i64
  %one = arith.constant 1 : i64
  %0 = fuse.int.div %x, %c
  %1 = fuse.int.rem %x, %c
  %2 = fuse.int.div %x, %one
  %3 = fuse.int.rem %x, %one
  return %0, %1, %2, %3 : i64, i64, i64, i64
}

// -----

// What panics, or may, stays.
// CHECK-LABEL: func.func @division_that_may_panic
// CHECK-COUNT-2: fuse.int.div
// CHECK-COUNT-2: fuse.int.rem
// CHECK:         fuse.int.div
// CHECK:         return
func.func @division_that_may_panic(%x: i64) -> (i64, i64, i64, i64, i64) {
  %zero = arith.constant 0 : i64
  %minus = arith.constant -1 : i64
  %min = arith.constant -9223372036854775808 : i64
  %0 = fuse.int.div %x, %zero
  %1 = fuse.int.div %x, %minus
  %2 = fuse.int.rem %x, %zero
  %3 = fuse.int.rem %x, %minus
  %4 = fuse.int.div %min, %minus
  return %0, %1, %2, %3, %4 : i64, i64, i64, i64, i64
}

// -----

// 2^53 + 1 is no double: comparing doubles would call it equal to 2^53.
// CHECK-LABEL: func.func @mixed_compare
// CHECK-DAG:     %[[T:.*]] = arith.constant true
// CHECK-DAG:     %[[F:.*]] = arith.constant false
// CHECK-NOT:     fuse.mixed
// CHECK:         return %[[F]], %[[T]], %[[T]], %[[F]], %[[T]], %[[T]]
func.func @mixed_compare() -> (i1, i1, i1, i1, i1, i1) {
  %i = arith.constant 9007199254740993 : i64
  %f = arith.constant 9007199254740992.0 : f64
  %one = arith.constant 1 : i64
  %nan = arith.constant 0x7FF8000000000000 : f64
  %max = arith.constant 9223372036854775807 : i64
  %big = arith.constant 9223372036854775808.0 : f64
  %0 = fuse.mixed.cmp eq, %i, %f
  %1 = fuse.mixed.cmp sgt, %i, %f
  %2 = fuse.mixed.cmp slt, %max, %big
  %3 = fuse.mixed.cmp sge, %one, %nan
  %4 = fuse.mixed.cmp ne, %one, %nan
  %5 = fuse.mixed.cmp sle, %one, %f
  return %0, %1, %2, %3, %4, %5 : i1, i1, i1, i1, i1, i1
}

// -----

// CHECK-LABEL: func.func @options
// CHECK-SAME:    (%[[X:.*]]: i64)
// CHECK-DAG:     %[[T:.*]] = arith.constant true
// CHECK-DAG:     %[[F:.*]] = arith.constant false
// CHECK-NOT:     fuse.option
// CHECK:         return %[[T]], %[[F]], %[[X]]
func.func @options(%x: i64) -> (i1, i1, i64) {
  %some = fuse.option.some %x : !fuse.option<i64>
  %none = fuse.option.none : !fuse.option<i64>
  %0 = fuse.option.is_some %some : !fuse.option<i64>
  %1 = fuse.option.is_some %none : !fuse.option<i64>
  %2 = fuse.option.get %some : !fuse.option<i64>
  return %0, %1, %2 : i1, i1, i64
}

// -----

// CHECK-LABEL: func.func @errors
// CHECK-DAG:     %[[T:.*]] = arith.constant true
// CHECK-DAG:     %[[F:.*]] = arith.constant false
// CHECK:         return %[[F]], %[[T]], %[[T]], %[[T]]
func.func @errors(%s: !fuse.str) -> (i1, i1, i1, i1) {
  %none = fuse.error.none
  %text = fuse.error.text %s : !fuse.error
  %panic = fuse.error.panic "p"
  %validation = fuse.error.validation %s, %s, %s
  %0 = fuse.error.is_set %none
  %1 = fuse.error.is_set %text
  %2 = fuse.error.is_set %panic
  %3 = fuse.error.is_set %validation
  return %0, %1, %2, %3 : i1, i1, i1, i1
}

// -----

// A check that holds goes; one that fails, or may, stays.
// CHECK-LABEL: func.func @checks
// CHECK-SAME:    (%[[C:.*]]: i1)
// CHECK:         %[[F:.*]] = arith.constant false
// CHECK-NEXT:    fuse.check %[[F]]
// CHECK:         fuse.check %[[C]]
// CHECK-NOT:     fuse.check
// CHECK:         return
func.func @checks(%c: i1) {
  %true = arith.constant true
  %false = arith.constant false
  fuse.check %true {
    %error = fuse.error.panic "never"
    fuse.yield %error : !fuse.error
  }
  fuse.check %false {
    %error = fuse.error.panic "always"
    fuse.yield %error : !fuse.error
  }
  fuse.check %c {
    %error = fuse.error.panic "sometimes"
    fuse.yield %error : !fuse.error
  }
  return
}
