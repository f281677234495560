// RUN: fuse-opt %s | fuse-opt | FileCheck %s
// RUN: fuse-opt %s --pass=simplify | FileCheck %s

// What a debugger sees of variables is kept, also where nothing else uses the value.
// CHECK-LABEL: func.func @variables
// CHECK-SAME:    (%[[V:.*]]: !fuse.str)
func.func @variables(%v: !fuse.str) {
  // CHECK: fuse.debug.set %[[V]] as "text" 0 at 7 in [7, 3, 9, 20] argument 1 : !fuse.str
  fuse.debug.set %v as "text" 0 at 7 in [7, 3, 9, 20] argument 1 : !fuse.str
  %n = arith.constant 3 : i64
  // CHECK: fuse.debug.set %{{.*}} as "total" 1 at 8 in [7, 3, 9, 20] : i64
  fuse.debug.set %n as "total" 1 at 8 in [7, 3, 9, 20] : i64
  return
}
