// RUN: fuse-opt %s --pass=forward-list-lengths | FileCheck %s
// Outside of loops, and for a list that is new in each iteration, an access stays as it is.
// CHECK-LABEL: func.func @no_loop
// CHECK:         fuse.list.get %
// CHECK-NOT:     fuse.list.length
// CHECK:         return
func.func @no_loop(%xs: !fuse.list<i64>, %i: i64) -> i64 {
  %x = fuse.list.get %xs[%i] : !fuse.list<i64>
  return %x : i64
}

// CHECK-LABEL: func.func @new_each_time
// CHECK-NOT:     fuse.list.length
// CHECK:         fuse.list.get %
// CHECK-NOT:     fuse.list.length
// CHECK:         return
func.func @new_each_time(%xs: !fuse.list<i64>, %n: i64) -> !fuse.list<i64> {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%ys = %xs) -> (!fuse.list<i64>) : i64 {
    %x = fuse.list.get %ys[%i] : !fuse.list<i64>
    %one = fuse.list.make %x : !fuse.list<i64>
    %zs = fuse.list.concat %ys, %one : !fuse.list<i64>
    scf.yield %zs : !fuse.list<i64>
  }
  return %r : !fuse.list<i64>
}
