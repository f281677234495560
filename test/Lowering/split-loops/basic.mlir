// RUN: fuse-opt %s --pass=split-loops | FileCheck %s

// The first part ends where the index would leave the list; the rest is the loop as it was.
// CHECK-LABEL: func.func @sum
// CHECK:       %[[L:.*]] = fuse.list.length %arg0
// CHECK:       %[[MIN:.*]] = arith.minsi %arg1, %{{.*}}
// CHECK:       %[[END:.*]] = arith.maxsi %[[MIN]], %[[C0:.*]] :
// CHECK:       %[[FIRST:.*]] = scf.for %[[I:[^ ]+]] = %[[C0]] to %[[END]]
// CHECK-NOT:     fuse.list.get {{.*}}
// CHECK:         fuse.list.get_unchecked %arg0[%[[I]]]
// CHECK:       scf.for %[[J:[^ ]+]] = %[[END]] to %arg1 step %{{.*}} iter_args(%{{.*}} = %[[FIRST]])
// CHECK:         fuse.list.get %arg0[%[[J]]]
// CHECK:       return
func.func @sum(%l: !fuse.list<i64>, %n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %c0) -> (i64) : i64 {
    %v = fuse.list.get %l[%i] : !fuse.list<i64>
    %t = arith.addi %s, %v : i64
    scf.yield %t : i64
  }
  return %r : i64
}

// A test that was spelled out, of an index some steps ahead.
// CHECK-LABEL: func.func @ahead
// CHECK:       %[[ROOM:.*]] = arith.subi %arg1, %c2_i64
// CHECK:       %[[MIN:.*]] = arith.minsi %arg2, %[[ROOM]]
// CHECK:       %[[END:.*]] = arith.maxsi %[[MIN]]
// CHECK:       scf.for %{{.*}} to %[[END]]
// CHECK-NOT:     fuse.check
// CHECK:       scf.for %{{.*}} = %[[END]] to %arg2
// CHECK:         fuse.check
// CHECK:       return
func.func @ahead(%l: !fuse.list<i64>, %length: i64, %n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %c0) -> (i64) : i64 {
    %j = arith.addi %i, %c2 : i64
    %in = arith.cmpi ult, %j, %length : i64
    fuse.check %in {
      %text = fuse.str.constant "index out of bounds"
      %e = fuse.error.text %text : !fuse.error
      fuse.yield %e : !fuse.error
    }
    %v = fuse.list.get_unchecked %l[%j] : !fuse.list<i64>
    %t = arith.addi %s, %v : i64
    scf.yield %t : i64
  }
  return %r : i64
}

// What is the same in every iteration is asked once; where it does not hold, the first part is empty.
// CHECK-LABEL: func.func @fixed
// CHECK:       %[[LENGTH:.*]] = fuse.list.length %arg0
// CHECK:       %[[IN:.*]] = arith.cmpi ult, %arg1, %[[LENGTH]]
// CHECK:       %[[END:.*]] = scf.if %[[IN]] -> (i64) {
// CHECK:         fuse.list.get_unchecked %arg0[%arg1]
// CHECK:         scf.yield
// CHECK:       } else {
// CHECK:         scf.yield %[[C0:.*]] : i64
// CHECK:       scf.for %{{.*}} = %[[C0]] to %[[END]]
// CHECK:         fuse.list.get_unchecked %arg0[%arg1]
// CHECK:         fuse.list.get_unchecked
// CHECK:       scf.for %{{.*}} = %[[END]] to %arg2
// CHECK:         fuse.list.get %arg0[%arg1]
// CHECK:         fuse.list.get
// CHECK:       return
func.func @fixed(%m: !fuse.list<!fuse.list<i64>>, %row: i64, %n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %c0) -> (i64) : i64 {
    %l = fuse.list.get %m[%row] : !fuse.list<!fuse.list<i64>>
    %v = fuse.list.get %l[%i] : !fuse.list<i64>
    %t = arith.addi %s, %v : i64
    scf.yield %t : i64
  }
  return %r : i64
}
