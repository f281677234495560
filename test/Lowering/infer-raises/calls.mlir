// RUN: fuse-opt %s --pass="infer-raises{explain=true}" | FileCheck %s

// A chain of calls raises when its end does; each function says why.
// CHECK-LABEL: func.func @first
// CHECK-SAME:  fuse.raises, fuse.raises_because = "it calls a function that may raise: @second"
func.func @first(%a: i64) {
  call @second(%a) : (i64) -> ()
  return
}

// CHECK-LABEL: func.func @second
// CHECK-SAME:  fuse.raises_because = "it calls a function that may raise: @third"
func.func @second(%a: i64) {
  call @third(%a) : (i64) -> ()
  return
}

// CHECK-LABEL: func.func @third
// CHECK-SAME:  fuse.raises_because = "a range may have invalid bounds"
func.func @third(%a: i64) {
  %n = fuse.range.check %a, %a
  return
}

// Mutual recursion that nothing makes raise does not raise: the fixed point is the least one.
// CHECK-LABEL: func.func @even
// CHECK-NOT:   fuse.raises
// CHECK:       return
func.func @even(%n: i64) {
  call @odd(%n) : (i64) -> ()
  return
}

// CHECK-LABEL: func.func @odd
// CHECK-NOT:   fuse.raises
// CHECK:       return
func.func @odd(%n: i64) {
  call @even(%n) : (i64) -> ()
  return
}

// A declaration keeps what it says.
// CHECK-LABEL: func.func @caller
// CHECK-SAME:  fuse.raises_because = "it calls a function that may raise: @declared"
func.func @caller() {
  call @declared() : () -> ()
  return
}

// CHECK: func.func private @declared() attributes {fuse.raises}
func.func private @declared() attributes {fuse.raises}
