// RUN: fuse-mlir build --from=llvm --emit=obj %s -o %t.o
// RUN: llvm-dwarfdump --debug-line %t.o | FileCheck %s
// RUN: fuse-mlir build --from=llvm --emit=obj --release %s -o %t.release.o
// RUN: llvm-readelf --sections %t.release.o | FileCheck %s --check-prefix=RELEASE

// A debug build's line table names the FUSE file, without a folder, and its lines; a release build has none.

// CHECK-NOT: include_directories
// CHECK: name: "shop.fuse"
// CHECK: {{^0x[0-9a-f]+}} 7 3
// CHECK: {{^0x[0-9a-f]+}} 8 5
// RELEASE-NOT: .debug
// RELEASE: .symtab
// RELEASE-NOT: .debug

llvm.func @fuse_rt_print(!llvm.ptr)
llvm.func internal @fuse.entry() -> !llvm.ptr {
  %none = llvm.mlir.zero : !llvm.ptr loc("shop.fuse":7:3)
  llvm.call @fuse_rt_print(%none) : (!llvm.ptr) -> () loc("shop.fuse":7:3)
  llvm.return %none : !llvm.ptr loc("shop.fuse":8:5)
} loc("shop.fuse":6:1)
