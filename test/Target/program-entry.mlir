// RUN: fuse-mlir build --from=llvm --emit=llvm-ir --target linux-x64 %s | FileCheck %s
// RUN: fuse-mlir build --from=llvm --emit=llvm-ir --release %s | FileCheck %s --check-prefix=RELEASE

// The start of an executable hands the entry and the build line to the runtime, in the order of fuse_rt_program.

// CHECK: target triple = "x86_64-unknown-linux-gnu"
// CHECK: @fuse.build_line = internal constant [{{[0-9]+}} x i8] c"mode=aot profile=debug target=x86_64-unknown-linux-gnu {{.*}} contract=aot-v1\00"
// CHECK: @fuse.program = internal constant { ptr, ptr, ptr, ptr } { ptr @fuse.entry, ptr @fuse.build_line, ptr null, ptr null }
// CHECK-LABEL: define i32 @main(
// CHECK-SAME: i32 %[[ARGC:[0-9]+]], ptr %[[ARGV:[0-9]+]])
// CHECK: %[[STATUS:[0-9]+]] = tail call i32 @fuse_rt_main(i32 %[[ARGC]], ptr %[[ARGV]], ptr nonnull @fuse.program)
// CHECK-NEXT: ret i32 %[[STATUS]]

// RELEASE: target triple = "x86_64-unknown-linux-musl"
// RELEASE: profile=release target=x86_64-unknown-linux-musl

llvm.func internal @fuse.entry() -> !llvm.ptr {
  %none = llvm.mlir.zero : !llvm.ptr
  llvm.return %none : !llvm.ptr
}
