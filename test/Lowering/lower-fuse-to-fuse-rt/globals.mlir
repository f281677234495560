// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s
// Globals start as zero, and what they hold is released at each return of the entry point.
// CHECK-DAG: llvm.mlir.global internal @App.name() {{.*}} : !llvm.ptr
// CHECK-DAG: llvm.mlir.global internal @App.port() {{.*}} : i64
fuse.global @App.name : !fuse.str
fuse.global @App.port : i64
// CHECK-LABEL: func.func @entry
// CHECK:         llvm.store
// CHECK:         call @release_globals()
// CHECK-NEXT:    return
func.func @entry(%s: !fuse.str) {
  fuse.global.store %s, @App.name : !fuse.str
  return
}
// CHECK-LABEL: func.func private @release_globals
// CHECK:         fuse_rt.release %{{.*}} {nullable}
// CHECK-NOT:     fuse_rt.release
// CHECK:         return
