// RUN: fuse-mlir build --from=llvm --emit=llvm-ir --release %s | FileCheck %s
// RUN: fuse-mlir build --from=llvm --emit=llvm-ir %s | FileCheck %s --check-prefix=DEBUG
// RUN: fuse-mlir build --from=llvm --emit=llvm-ir --release --leak-check %s | FileCheck %s --check-prefix=DEBUG

// A release build has the runtime inside its module: what is called is defined there, and what nobody calls is gone.
// Debug and leak-checked builds leave it to the linker.

// CHECK-NOT: declare {{.*}} @fuse_rt_
// CHECK-NOT: @fuse_rt_config_lookup
// CHECK: define{{.*}} i32 @main(
// CHECK-NOT: declare {{.*}} @fuse_rt_
// DEBUG: declare {{.*}}i64 @fuse_rt_str_scalars(ptr)
// DEBUG: declare {{.*}}i32 @fuse_rt_main(i32, ptr, ptr)

llvm.func @fuse_rt_str_scalars(!llvm.ptr) -> i64
llvm.func internal @fuse.entry() -> !llvm.ptr {
  %none = llvm.mlir.zero : !llvm.ptr
  %n = llvm.call @fuse_rt_str_scalars(%none) : (!llvm.ptr) -> i64
  %error = llvm.inttoptr %n : i64 to !llvm.ptr
  llvm.return %error : !llvm.ptr
}
