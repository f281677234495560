// Folds on text.
// RUN: fuse-opt %s --pass=canonicalize --split-input-file | FileCheck %s

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
