// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s

// Taking makes the list unique, unless it is known to be; putting back releases nothing.
// CHECK-LABEL: func.func @hole
// CHECK:         %[[U:.*]] = fuse_rt.array.unique %arg0
// CHECK-NEXT:    %[[S:.*]] = fuse_rt.array.load %[[U]][%arg1]
// CHECK-NEXT:    fuse_rt.array.store %[[S]], %[[U]][%arg1]
// CHECK-NEXT:    fuse_rt.array.load %[[U]][%arg1]
// CHECK-NEXT:    fuse_rt.array.store
// CHECK-NEXT:    return
func.func @hole(%l: !fuse.list<!fuse.str>, %i: i64) -> !fuse.list<!fuse.str> {
  %rest, %s = fuse.list.take %l[%i] : !fuse.list<!fuse.str>
  %m = fuse.list.put %rest[%i], %s : !fuse.list<!fuse.str>
  %rest2, %t = fuse.list.take %m[%i] {unique} : !fuse.list<!fuse.str>
  %n = fuse.list.put %rest2[%i], %t : !fuse.list<!fuse.str>
  return %n : !fuse.list<!fuse.str>
}
