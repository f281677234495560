// Texts that are needed again, or that no count could free, are copied as before.
// RUN: fuse-opt %s --pass=append-in-place | FileCheck %s

// CHECK-NOT: fuse.str.append

// CHECK-LABEL: func.func @needed_later
// CHECK:       fuse.str.concat %arg0, %arg1
// CHECK:       fuse.print %arg0
func.func @needed_later(%s: !fuse.str, %t: !fuse.str) -> !fuse.str {
  %0 = fuse.str.concat %s, %t
  fuse.print %s
  return %0 : !fuse.str
}

// CHECK-LABEL: func.func @needed_in_another_block
// CHECK:       fuse.str.concat %arg0, %arg1
// CHECK:       return
func.func @needed_in_another_block(%s: !fuse.str, %t: !fuse.str) -> !fuse.str {
  %0 = fuse.str.concat %s, %t
  fuse.print %0
  cf.br ^next
^next:
  return %s : !fuse.str
}

// CHECK-LABEL: func.func @twice
// CHECK:       fuse.str.concat %arg0, %arg0
// CHECK:       return
func.func @twice(%s: !fuse.str) -> !fuse.str {
  %0 = fuse.str.concat %s, %s
  return %0 : !fuse.str
}

// CHECK-LABEL: func.func @constant
// CHECK:       fuse.str.concat
// CHECK:       return
func.func @constant(%s: !fuse.str) -> !fuse.str {
  %0 = fuse.str.constant "a"
  %1 = fuse.str.concat %0, %s
  return %1 : !fuse.str
}

fuse.global @App.name : !fuse.str
// CHECK-LABEL: func.func @global
// CHECK:       fuse.str.concat
// CHECK:       return
func.func @global(%s: !fuse.str) -> !fuse.str {
  %0 = fuse.global.load @App.name : !fuse.str
  %1 = fuse.str.concat %0, %s
  return %1 : !fuse.str
}
