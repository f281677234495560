// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s
// A list of numbers is an array of them; a store makes the array unique first, unless it is known to be.
// CHECK-LABEL: func.func @numbers
// CHECK:         %[[A:.*]] = fuse_rt.array.alloc %{{.*}} : i64
// CHECK:         fuse_rt.array.store %{{.*}}, %[[A]][%{{.*}}] : i64
// CHECK:         %[[U:.*]] = fuse_rt.array.unique %[[A]] : i64
// CHECK:         fuse_rt.array.store %{{.*}}, %[[U]][%{{.*}}] : i64
// CHECK-NOT:     fuse_rt.array.unique
// CHECK:         fuse_rt.array.store %{{.*}}, %[[U]][%{{.*}}] : i64
// CHECK:         fuse_rt.array.load %[[U]][%{{.*}}] : i64
// CHECK:         fuse_rt.release %[[U]]{{$}}
func.func @numbers(%i: i64) -> i64 {
  %0 = fuse.list.make %i : !fuse.list<i64>
  %1 = fuse.list.set_unchecked %0[%i], %i : !fuse.list<i64>
  %2 = fuse.list.set_unchecked %1[%i], %i {unique} : !fuse.list<i64>
  %3 = fuse.list.get_unchecked %2[%i] : !fuse.list<i64>
  fuse.release %2 : !fuse.list<i64>
  return %3 : i64
}

// A list of texts releases the element that is overwritten, and all elements when it dies.
// CHECK-LABEL: func.func @texts
// CHECK:         %[[U:.*]] = fuse_rt.array.unique %{{.*}} {drop = @"release_elements.list<str>", retain = @retain_at.str} : !llvm.ptr
// CHECK:         %[[OLD:.*]] = fuse_rt.array.load %[[U]]
// CHECK:         fuse_rt.release %[[OLD]]{{$}}
// CHECK:         fuse_rt.array.store
// CHECK:         fuse_rt.release %[[U]] {drop = @"release_elements.list<str>"}
func.func @texts(%l: !fuse.list<!fuse.str>, %i: i64, %v: !fuse.str) {
  %0 = fuse.list.set_unchecked %l[%i], %v : !fuse.list<!fuse.str>
  fuse.release %0 : !fuse.list<!fuse.str>
  return
}

// CHECK-LABEL: func.func private @"release_elements.list<str>"
// CHECK:         %[[N:.*]] = fuse_rt.array.length
// CHECK:         arith.cmpi slt, %{{.*}}, %[[N]]
// CHECK:         fuse_rt.release
