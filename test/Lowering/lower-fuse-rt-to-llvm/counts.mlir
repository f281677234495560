// RUN: fuse-opt %s --pass=lower-fuse-rt-to-llvm | FileCheck %s
// The common case of counting inlines: one compare and one store. The rest is out of line.
// CHECK-LABEL: llvm.func internal @count.retain(
// CHECK-SAME:      "alwaysinline"
// CHECK:         %[[C:.*]] = llvm.load
// CHECK:         llvm.icmp "sge" %[[C]]
// CHECK:         llvm.store
// CHECK:         llvm.call @count.retain_slow(%{{.*}}, %[[C]])
// A dying object lets go of its elements before its memory.
// CHECK-LABEL: llvm.func internal @count.release_slow.fuse.drop(
// CHECK:         llvm.call @fuse.drop(
// CHECK-NEXT:    llvm.call @fuse_rt_array_free(
// CHECK-LABEL: llvm.func internal @count.release_nullable.fuse.drop(
// CHECK:         llvm.icmp "eq"
// CHECK:         llvm.call @count.release.fuse.drop(
// CHECK-LABEL: llvm.func internal @fuse.drop
llvm.func @drop(%a: !llvm.ptr) {
  llvm.return
}
// CHECK-LABEL: llvm.func internal @fuse.count
// CHECK:         llvm.call @count.retain(
// CHECK:         llvm.call @count.release_nullable.fuse.drop(
llvm.func @count(%a: !llvm.ptr) {
  fuse_rt.retain %a
  fuse_rt.release %a {drop = @drop, nullable}
  llvm.return
}
