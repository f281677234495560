// RUN: fuse-opt %s --pass=infer-unique | FileCheck %s

// Joined to an empty list, a shared list comes back itself: its update must test.
// CHECK-LABEL: func.func @shared_left
// CHECK:         fuse.list.set_unchecked %{{.*}}[%arg1], %arg1 :
func.func @shared_left(%l: !fuse.list<i64> {fuse.borrow}, %i: i64) -> !fuse.list<i64> {
  %e = fuse.list.make : !fuse.list<i64>
  fuse.retain %l : !fuse.list<i64>
  %c = fuse.list.concat %l, %e : !fuse.list<i64>
  %m = fuse.list.set_unchecked %c[%i], %i : !fuse.list<i64>
  return %m : !fuse.list<i64>
}

// A unique left list grows in place, whoever holds the right one.
// CHECK-LABEL: func.func @unique_left
// CHECK:         fuse.list.set_unchecked %{{.*}}[%arg1], %arg1 {unique}
func.func @unique_left(%l: !fuse.list<i64> {fuse.borrow}, %i: i64) -> !fuse.list<i64> {
  %e = fuse.list.make %i : !fuse.list<i64>
  fuse.retain %l : !fuse.list<i64>
  %c = fuse.list.concat %e, %l : !fuse.list<i64>
  %m = fuse.list.set_unchecked %c[%i], %i : !fuse.list<i64>
  return %m : !fuse.list<i64>
}
