// RUN: fuse-opt %s --pass="infer-ownership{explain=true}" | FileCheck %s

// Passed on as owned, through two calls; the argument that is only lent stays borrowed.
// CHECK-LABEL: func.func @outer
// CHECK-SAME:  %arg0: !fuse.str {fuse.because = "it is passed on, owned, by @middle", fuse.own}
// CHECK-SAME:  %arg1: !fuse.str {fuse.borrow}
func.func @outer(%a: !fuse.str, %b: !fuse.str) -> !fuse.list<!fuse.str> {
  %l = call @middle(%a, %b) : (!fuse.str, !fuse.str) -> !fuse.list<!fuse.str>
  %n = fuse.list.length %l : !fuse.list<!fuse.str>
  return %l : !fuse.list<!fuse.str>
}

// CHECK-LABEL: func.func @middle
// CHECK-SAME:  %arg0: !fuse.str {fuse.because = "it is passed on, owned, by @inner", fuse.own}
// CHECK-SAME:  %arg1: !fuse.str {fuse.borrow}
func.func @middle(%a: !fuse.str, %b: !fuse.str) -> !fuse.list<!fuse.str> {
  fuse.print %b
  %l = call @inner(%a) : (!fuse.str) -> !fuse.list<!fuse.str>
  %n = fuse.list.length %l : !fuse.list<!fuse.str>
  return %l : !fuse.list<!fuse.str>
}

// CHECK-LABEL: func.func @inner(%arg0: !fuse.str {fuse.because = "it is stored by fuse.list.make", fuse.own})
func.func @inner(%a: !fuse.str) -> !fuse.list<!fuse.str> {
  %l = fuse.list.make %a : !fuse.list<!fuse.str>
  return %l : !fuse.list<!fuse.str>
}

// A declaration keeps what it says, and its callers follow.
// CHECK: func.func private @declared(!fuse.str {fuse.because = "the declaration says so", fuse.own}, !fuse.str {fuse.borrow})
func.func private @declared(!fuse.str {fuse.own}, !fuse.str {fuse.borrow})

// CHECK-LABEL: func.func @calls_declared
// CHECK-SAME:  %arg0: !fuse.str {fuse.because = "it is passed on, owned, by @declared", fuse.own}
// CHECK-SAME:  %arg1: !fuse.str {fuse.borrow}
func.func @calls_declared(%a: !fuse.str, %b: !fuse.str) {
  call @declared(%a, %b) : (!fuse.str, !fuse.str) -> ()
  fuse.print %b
  return
}
