// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s
// A variant without payload is a constant: count 0, length 1, then its number.
fuse.enum.def @Tree {Leaf, Node(!fuse.enum<@Tree>, i64, !fuse.str)}
// CHECK-LABEL: func.func @leaf
// CHECK:         llvm.mlir.addressof @constant.Tree.Leaf
// CHECK-NOT:     array.alloc
// CHECK:         return
func.func @leaf() -> !fuse.enum<@Tree> {
  %0 = fuse.enum.make "Leaf"() : () -> !fuse.enum<@Tree>
  return %0 : !fuse.enum<@Tree>
}

// A cell that is used again ends in one call, which takes the counts of what is kept, and the new one begins with its result.
// CHECK-LABEL: func.func @again
// CHECK-NOT:     fuse_rt.retain
// CHECK:         %[[OLD:.*]] = call @end.Tree.Node.0(%arg0) : (!llvm.ptr) -> !llvm.ptr
// CHECK:         %[[NEW:.*]] = call @renew.Tree(%[[OLD]]) : (!llvm.ptr) -> !llvm.ptr
// CHECK:         fuse_rt.array.store %{{.*}}, %[[NEW]]
func.func @again(%t: !fuse.enum<@Tree> {fuse.own}, %s: !fuse.str {fuse.own}) -> !fuse.enum<@Tree> {
  %l = fuse.enum.get %t["Node", 0] : !fuse.enum<@Tree> -> !fuse.enum<@Tree>
  %x = fuse.enum.get %t["Node", 1] : !fuse.enum<@Tree> -> i64
  fuse.retain %l {fuse.moved} : !fuse.enum<@Tree>
  fuse.release %t {fuse.kept = array<i64: 0>, fuse.reuse = 0 : i64, fuse.variant = "Node"} : !fuse.enum<@Tree>
  %0 = fuse.enum.make "Node"(%l, %x, %s) {fuse.reuse = 0 : i64} : (!fuse.enum<@Tree>, i64, !fuse.str) -> !fuse.enum<@Tree>
  return %0 : !fuse.enum<@Tree>
}

// CHECK:       llvm.mlir.global internal constant @constant.Tree.Leaf() {{.*}} : !llvm.struct<(i64, i64, i64, struct<(i32, i64, ptr, ptr)>)>

// With no other owner what is not kept dies; else what is kept gets a count of its own.
// CHECK-LABEL: func.func private @end.Tree.Node.0(
// CHECK:         %[[COUNT:.*]] = llvm.load %arg0 : !llvm.ptr -> i64
// CHECK:         %[[UNIQUE:.*]] = arith.cmpi eq, %[[COUNT]], %{{.*}} : i64
// CHECK:         cf.cond_br %[[UNIQUE]], ^[[ALONE:.*]], ^[[SHARED:bb[0-9]+]]
// CHECK:       ^[[ALONE]]:
// CHECK-NOT:     fuse_rt.retain
// CHECK:         fuse_rt.release
// CHECK:         return %arg0
// CHECK:       ^[[SHARED]]:
// CHECK:         fuse_rt.retain
// CHECK:         fuse_rt.release %arg0
// CHECK:         %[[NULL:.*]] = llvm.mlir.zero
// CHECK:         return %[[NULL]]

// CHECK-LABEL: func.func private @renew.Tree(
// CHECK:         fuse_rt.array.alloc
