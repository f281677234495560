// What the stage fuse-opt has passes the gate unchanged.
// RUN: fuse-opt %s --pass=verify-fuse-opt | FileCheck %s

// CHECK-LABEL: func.func @sum
// CHECK:         scf.for
// CHECK:           fuse.list.get_unchecked
// CHECK:         return
func.func @sum(%list: !fuse.list<i64>, %n: index) -> i64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0 : i64
  %sum = scf.for %i = %c0 to %n step %c1 iter_args(%acc = %zero) -> i64 {
    %index = arith.index_cast %i : index to i64
    %element = fuse.list.get_unchecked %list[%index] : !fuse.list<i64>
    %next = arith.addi %acc, %element : i64
    scf.yield %next : i64
  }
  return %sum : i64
}
