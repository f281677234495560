// RUN: fuse-opt %s --pass=infer-inlining{size=4} | FileCheck %s
// A small function is inlined everywhere, a larger one where it has one call, a recursive one nowhere.
// CHECK-LABEL: func.func private @small
// CHECK-NOT:     no_inline
// CHECK:         return
func.func private @small(%a: i64) -> i64 {
  %r = arith.addi %a, %a : i64
  return %r : i64
}

// CHECK-LABEL: func.func private @large_once
// CHECK-NOT:     no_inline
// CHECK:         return
func.func private @large_once(%a: i64) -> i64 {
  %b = arith.addi %a, %a : i64
  %c = arith.addi %b, %a : i64
  %d = arith.addi %c, %a : i64
  %e = arith.addi %d, %a : i64
  return %e : i64
}

// Its size is that of its ops and of what is inlined into it.
// CHECK-LABEL: func.func private @grown
// CHECK-SAME:    attributes {no_inline}
func.func private @grown(%a: i64) -> i64 {
  %b = call @small(%a) : (i64) -> i64
  %c = call @small(%b) : (i64) -> i64
  return %c : i64
}

// CHECK-LABEL: func.func private @recursive
// CHECK-SAME:    attributes {no_inline}
func.func private @recursive(%a: i64) -> i64 {
  %b = call @recursive(%a) : (i64) -> i64
  return %b : i64
}

func.func @main(%a: i64) -> i64 {
  %b = call @large_once(%a) : (i64) -> i64
  %c = call @grown(%b) : (i64) -> i64
  %d = call @grown(%c) : (i64) -> i64
  %e = call @recursive(%d) : (i64) -> i64
  return %e : i64
}
