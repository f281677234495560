// A column of a matrix: the rows' lengths are looked at once, before the loop that repeats the inner one for every column.
// RUN: fuse-opt %s --pass=split-loops | FileCheck %s

// CHECK-LABEL: func.func @columns
// CHECK:       %[[SHORTEST:.*]] = fuse.list.shortest %arg0[%{{.*}}, %{{.*}}]
// CHECK:       scf.for %[[J:[^ ]+]] =
// CHECK:         %[[IN:.*]] = arith.cmpi ult, %[[J]], %[[SHORTEST]]
// CHECK:         %[[END:.*]] = scf.if %[[IN]]
// CHECK:         scf.for %[[K:[^ ]+]] = %{{.*}} to %[[END]]
// CHECK-NEXT:      %[[ROW:.*]] = fuse.list.get_unchecked %arg0[%[[K]]]
// CHECK-NEXT:      fuse.list.get_unchecked %[[ROW]][%[[J]]]
// CHECK:         scf.for %{{.*}} = %[[END]] to %arg1
// CHECK:           fuse.list.get %arg0
// CHECK:           fuse.list.get %
// CHECK:       return
func.func @columns(%m: !fuse.list<!fuse.list<i64>>, %n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.for %j = %c0 to %n step %c1 iter_args(%s = %c0) -> (i64) : i64 {
    %q = scf.for %k = %c0 to %n step %c1 iter_args(%t = %s) -> (i64) : i64 {
      %row = fuse.list.get %m[%k] : !fuse.list<!fuse.list<i64>>
      %v = fuse.list.get %row[%j] : !fuse.list<i64>
      %u = arith.addi %t, %v : i64
      scf.yield %u : i64
    }
    scf.yield %q : i64
  }
  return %r : i64
}

// A single column is not worth it: as many lengths would be read beforehand.
// CHECK-LABEL: func.func @one_column
// CHECK-NOT:   fuse.list.shortest
// CHECK:       scf.for
// CHECK:         %[[ROW:.*]] = fuse.list.get_unchecked %arg0
// CHECK-NEXT:    fuse.list.get %[[ROW]][%arg2]
// CHECK:       return
func.func @one_column(%m: !fuse.list<!fuse.list<i64>>, %n: i64, %j: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.for %k = %c0 to %n step %c1 iter_args(%t = %c0) -> (i64) : i64 {
    %row = fuse.list.get %m[%k] : !fuse.list<!fuse.list<i64>>
    %v = fuse.list.get %row[%j] : !fuse.list<i64>
    %u = arith.addi %t, %v : i64
    scf.yield %u : i64
  }
  return %r : i64
}
