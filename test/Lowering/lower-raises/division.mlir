// RUN: fuse-opt %s --pass=lower-raises --split-input-file | FileCheck %s

// Zero first, then the one overflow.
// CHECK-LABEL: func.func @divide
// CHECK:       %[[ZERO:.*]] = arith.cmpi eq, %arg1, %c0_i64
// CHECK:       cf.cond_br %[[ZERO]] weights([1, 2000]), ^[[BY_ZERO:.*]], ^
// CHECK:       arith.cmpi eq, %arg0, %c-9223372036854775808_i64
// CHECK:       arith.cmpi eq, %arg1, %c-1_i64
// CHECK:       %[[BOTH:.*]] = arith.andi
// CHECK:       cf.cond_br %[[BOTH]] weights([1, 2000]), ^[[OVERFLOW:.*]], ^
// CHECK:       arith.divsi %arg0, %arg1
// CHECK:     ^[[BY_ZERO]]:
// CHECK:       fuse.error.panic "attempt to divide by zero"
// CHECK:     ^[[OVERFLOW]]:
// CHECK:       fuse.error.panic "attempt to divide with overflow"
func.func @divide(%a: i64, %b: i64) -> i64 attributes {fuse.raises} {
  %q = fuse.int.div %a, %b
  return %q : i64
}

// -----

// CHECK-LABEL: func.func @remainder
// CHECK:       arith.remsi %arg0, %arg1
// CHECK:       fuse.error.panic "attempt to calculate the remainder with a divisor of zero"
// CHECK:       fuse.error.panic "attempt to calculate the remainder with overflow"
func.func @remainder(%a: i64, %b: i64) -> i64 attributes {fuse.raises} {
  %q = fuse.int.rem %a, %b
  return %q : i64
}

// -----

// A constant divisor other than 0 and -1 needs no test, and no error result.
// CHECK-LABEL: func.func @by_seven(%arg0: i64) -> i64 {
// CHECK-NOT:   cf.cond_br
// CHECK:       arith.divsi %arg0, %c7_i64
func.func @by_seven(%a: i64) -> i64 {
  %c7 = arith.constant 7 : i64
  %q = fuse.int.div %a, %c7
  return %q : i64
}

// -----

// -1 can overflow.
// CHECK-LABEL: func.func @by_minus_one
// CHECK:       fuse.error.panic "attempt to divide with overflow"
func.func @by_minus_one(%a: i64) -> i64 attributes {fuse.raises} {
  %c = arith.constant -1 : i64
  %q = fuse.int.div %a, %c
  return %q : i64
}
