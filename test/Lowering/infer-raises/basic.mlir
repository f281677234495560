// RUN: fuse-opt %s --pass=infer-raises | FileCheck %s

// An op that raises marks its function.
// CHECK-LABEL: func.func @index
// CHECK-SAME:  attributes {fuse.raises}
func.func @index(%l: !fuse.list<i64>, %i: i64) -> i64 {
  %v = fuse.list.get %l[%i] : !fuse.list<i64>
  return %v : i64
}

// So does one inside a loop.
// CHECK-LABEL: func.func @loop
// CHECK-SAME:  attributes {fuse.raises}
func.func @loop(%a: i64, %b: i64, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %q = fuse.int.div %a, %b
    %s = fuse.str.from %q : i64
    fuse.print %s
  }
  return
}

// The entry point always returns an error, the runtime wants one.
// CHECK-LABEL: func.func @entry
// CHECK-SAME:  attributes {fuse.raises}
func.func @entry() {
  return
}

// A function without raising ops stays as it is; so does one whose divisor is a constant that cannot fail.
// CHECK-LABEL: func.func @plain
// CHECK-NOT:   fuse.raises
// CHECK:       return
func.func @plain(%a: i64) -> i64 {
  %c7 = arith.constant 7 : i64
  %q = fuse.int.rem %a, %c7
  return %q : i64
}

// A mark that is wrong goes.
// CHECK-LABEL: func.func @stale
// CHECK-NOT:   fuse.raises
// CHECK:       return
func.func @stale() attributes {fuse.raises} {
  return
}

// A caller from outside expects an error of every exported function.
// CHECK-LABEL: func.func @exported
// CHECK-SAME:  attributes {fuse.exported, fuse.raises}
func.func @exported() attributes {fuse.exported} {
  return
}
