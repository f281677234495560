// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s
// A type that contains itself is a reference to a cell; what dies with a cell is released one by one, not by recursion.
fuse.enum.def @Tree {Leaf, Node(!fuse.enum<@Tree>, i64)}
// CHECK-LABEL: func.func @make(%arg0: !llvm.ptr {fuse.own}, %arg1: i64) -> !llvm.ptr
// CHECK:         %[[CELL:.*]] = fuse_rt.array.alloc %{{.*}} : !llvm.struct<(i32, i64, ptr)>
// CHECK:         fuse_rt.array.store %{{.*}}, %[[CELL]][%{{.*}}]
// CHECK:         return %[[CELL]]
func.func @make(%t: !fuse.enum<@Tree> {fuse.own}, %i: i64) -> !fuse.enum<@Tree> {
  %0 = fuse.enum.make "Node"(%t, %i) : (!fuse.enum<@Tree>, i64) -> !fuse.enum<@Tree>
  return %0 : !fuse.enum<@Tree>
}
// CHECK-LABEL: func.func @drop(%arg0: !llvm.ptr {fuse.own})
// CHECK:         fuse_rt.release %arg0 {deep, drop = @drop.Tree}
func.func @drop(%t: !fuse.enum<@Tree> {fuse.own}) {
  fuse.release %t : !fuse.enum<@Tree>
  return
}
