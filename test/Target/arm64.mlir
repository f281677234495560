// RUN: fuse-mlir build --from=llvm --emit=asm --target linux-arm64 %s | FileCheck %s
// RUN: fuse-mlir build --from=llvm --emit=obj --target linux-arm64-musl %s -o %t.o
// RUN: llvm-readelf --file-header %t.o | FileCheck %s --check-prefix=OBJECT

// Another architecture's code comes from the same module, on any host.

// CHECK-LABEL: main:
// CHECK: adrp x2, fuse.program
// CHECK: b fuse_rt_main
// OBJECT: Machine: AArch64

llvm.func internal @fuse.entry() -> !llvm.ptr {
  %none = llvm.mlir.zero : !llvm.ptr
  llvm.return %none : !llvm.ptr
}
