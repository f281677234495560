// RUN: fuse-opt %s --pass='infer-inlining{size=4 limit=12}' | FileCheck %s
// Functions with one call are inlined, in the order of their calls, as long as the caller stays within the limit; a small function
// is inlined even then.
// CHECK-LABEL: func.func private @first
// CHECK-NOT:     no_inline
// CHECK:         return
func.func private @first(%a: i64) -> i64 {
  %b = arith.addi %a, %a : i64
  %c = arith.addi %b, %a : i64
  %d = arith.addi %c, %a : i64
  %e = arith.addi %d, %a : i64
  return %e : i64
}

// CHECK-LABEL: func.func private @second
// CHECK-SAME:    attributes {no_inline}
func.func private @second(%a: i64) -> i64 {
  %b = arith.muli %a, %a : i64
  %c = arith.muli %b, %a : i64
  %d = arith.muli %c, %a : i64
  %e = arith.muli %d, %a : i64
  return %e : i64
}

// CHECK-LABEL: func.func private @small
// CHECK-NOT:     no_inline
// CHECK:         return
func.func private @small(%a: i64) -> i64 {
  %r = arith.addi %a, %a : i64
  return %r : i64
}

func.func @main(%a: i64) -> i64 {
  %b = call @first(%a) : (i64) -> i64
  %c = call @second(%b) : (i64) -> i64
  %d = call @small(%c) : (i64) -> i64
  return %d : i64
}
