// Folds and patterns on text, numbers, options and errors; lists, structs and enums are in canonicalize-aggregates.mlir.
// RUN: fuse-opt %s --pass=canonicalize --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @concat_constants
// CHECK:         %[[S:.*]] = fuse.str.constant "abc"
// CHECK-NEXT:    return %[[S]]
func.func @concat_constants() -> !fuse.str {
  %a = fuse.str.constant "ab"
  %b = fuse.str.constant "c"
  %0 = fuse.str.concat %a, %b
  return %0 : !fuse.str
}

// -----

// Nested concatenations become one; neighbouring constants join; empty ones go.
// CHECK-LABEL: func.func @concat_flattens
// CHECK-SAME:    (%[[X:.*]]: !fuse.str)
// CHECK-DAG:     %[[L:.*]] = fuse.str.constant "<"
// CHECK-DAG:     %[[M:.*]] = fuse.str.constant ">!"
// CHECK:         %[[R:.*]] = fuse.str.concat %[[L]], %[[X]], %[[M]]{{$}}
// CHECK-NEXT:    return %[[R]]
func.func @concat_flattens(%x: !fuse.str) -> !fuse.str {
  %l = fuse.str.constant "<"
  %r = fuse.str.constant ">"
  %e = fuse.str.constant ""
  %b = fuse.str.constant "!"
  %0 = fuse.str.concat %l, %x, %r
  %1 = fuse.str.concat %e, %0, %b
  return %1 : !fuse.str
}

// -----

// A concatenation with another use is made anyway: it is not copied apart.
// CHECK-LABEL: func.func @concat_shared
// CHECK-SAME:    (%[[X:.*]]: !fuse.str)
// CHECK:         %[[A:.*]] = fuse.str.concat %[[X]], %[[X]]
// CHECK:         %[[B:.*]] = fuse.str.concat %[[A]], %[[X]]{{$}}
// CHECK:         return %[[A]], %[[B]]
func.func @concat_shared(%x: !fuse.str) -> (!fuse.str, !fuse.str) {
  %0 = fuse.str.concat %x, %x
  %1 = fuse.str.concat %0, %x
  return %0, %1 : !fuse.str, !fuse.str
}

// -----

// CHECK-LABEL: func.func @concat_of_empty
// CHECK-SAME:    (%[[X:.*]]: !fuse.str)
// CHECK-DAG:     %[[E:.*]] = fuse.str.constant ""
// CHECK-NOT:     concat
// CHECK:         return %[[X]], %[[E]]
func.func @concat_of_empty(%x: !fuse.str) -> (!fuse.str, !fuse.str) {
  %e = fuse.str.constant ""
  %0 = fuse.str.concat %e, %x, %e
  %1 = fuse.str.concat %e, %e
  return %0, %1 : !fuse.str, !fuse.str
}

// -----

// CHECK-LABEL: func.func @join_of_known_list
// CHECK-SAME:    (%[[X:.*]]: !fuse.str, %[[S:.*]]: !fuse.str)
// CHECK:         %[[R:.*]] = fuse.str.concat %[[X]], %[[S]], %[[X]]{{$}}
// CHECK-NEXT:    return %[[R]]
func.func @join_of_known_list(%x: !fuse.str, %s: !fuse.str) -> !fuse.str {
  %l = fuse.list.make %x, %x : !fuse.list<!fuse.str>
  %0 = fuse.str.join %l, %s : !fuse.list<!fuse.str>, !fuse.str
  return %0 : !fuse.str
}

// -----

// CHECK-LABEL: func.func @join_of_nothing
// CHECK:         %[[R:.*]] = fuse.str.constant ""
// CHECK-NEXT:    return %[[R]]
func.func @join_of_nothing(%s: !fuse.str) -> !fuse.str {
  %l = fuse.list.make : !fuse.list<!fuse.str>
  %0 = fuse.str.join %l, %s : !fuse.list<!fuse.str>, !fuse.str
  return %0 : !fuse.str
}

// -----

// CHECK-LABEL: func.func @text_of_constants
// CHECK:         %[[S:.*]] = fuse.str.constant "-9223372036854775808 true false s 3 -0 NaN -inf 9007199254740991"
// CHECK-NEXT:    return %[[S]]
func.func @text_of_constants() -> !fuse.str {
  %space = fuse.str.constant " "
  %i = arith.constant -9223372036854775808 : i64
  %t = arith.constant true
  %f = arith.constant false
  %s = fuse.str.constant "s"
  %d3 = arith.constant 3.0 : f64
  %dz = arith.constant -0.0 : f64
  %dn = arith.constant 0x7FF8000000000000 : f64
  %di = arith.constant 0xFFF0000000000000 : f64
  %db = arith.constant 9007199254740991.0 : f64
  %0 = fuse.str.from %i : i64
  %1 = fuse.str.from %t : i1
  %2 = fuse.str.from %f : i1
  %3 = fuse.str.from %s : !fuse.str
  %4 = fuse.str.from %d3 : f64
  %5 = fuse.str.from %dz : f64
  %6 = fuse.str.from %dn : f64
  %7 = fuse.str.from %di : f64
  %8 = fuse.str.from %db : f64
  %r = fuse.str.concat %0, %space, %1, %space, %2, %space, %3, %space, %4, %space, %5, %space, %6, %space, %7, %space, %8
  return %r : !fuse.str
}

// -----

// Floats with a fraction, and large ones, are for the runtime.
// CHECK-LABEL: func.func @text_of_other_floats
// CHECK-COUNT-2: fuse.str.from
// CHECK:         return
func.func @text_of_other_floats() -> (!fuse.str, !fuse.str) {
  %a = arith.constant 0.1 : f64
  %b = arith.constant 9007199254740992.0 : f64
  %0 = fuse.str.from %a : f64
  %1 = fuse.str.from %b : f64
  return %0, %1 : !fuse.str, !fuse.str
}

// -----

// CHECK-LABEL: func.func @text_questions
// CHECK-SAME:    (%[[X:.*]]: !fuse.str)
// CHECK-DAG:     %[[T:.*]] = arith.constant true
// CHECK-DAG:     %[[F:.*]] = arith.constant false
// CHECK-DAG:     %[[N:.*]] = arith.constant 3 : i64
// CHECK-NOT:     fuse.str.{{eq|scalars}}
// CHECK:         return %[[T]], %[[F]], %[[T]], %[[N]]
func.func @text_questions(%x: !fuse.str) -> (i1, i1, i1, i64) {
  %a = fuse.str.constant "a"
  %b = fuse.str.constant "b"
  %u = fuse.str.constant "aé€"
  %0 = fuse.str.eq %a, %a
  %1 = fuse.str.eq %a, %b
  %2 = fuse.str.eq %x, %x
  %3 = fuse.str.scalars %u
  return %0, %1, %2, %3 : i1, i1, i1, i64
}

// -----

// What ends in a character beyond ASCII is for the runtime, which knows all white space.
// CHECK-LABEL: func.func @trim
// CHECK-SAME:    (%[[X:.*]]: !fuse.str)
// CHECK-DAG:     %[[A:.*]] = fuse.str.constant "a b"
// CHECK-DAG:     %[[U:.*]] = fuse.str.constant " a\C2\A0"
// CHECK:         %[[V:.*]] = fuse.str.trim %[[U]]
// CHECK-NEXT:    %[[Y:.*]] = fuse.str.trim %[[X]]
// CHECK-NEXT:    return %[[A]], %[[V]], %[[Y]]
func.func @trim(%x: !fuse.str) -> (!fuse.str, !fuse.str, !fuse.str) {
  %a = fuse.str.constant "\09 a b\0A"
  %u = fuse.str.constant " a\C2\A0"
  %0 = fuse.str.trim %a
  %1 = fuse.str.trim %u
  %2 = fuse.str.trim %x
  %3 = fuse.str.trim %2
  return %0, %1, %3 : !fuse.str, !fuse.str, !fuse.str
}

// -----

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
