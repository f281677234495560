// The gate names each op that is not of the llvm dialect, and the pass that should have removed it.
// RUN: fuse-opt %s --pass=verify-llvm --verify-diagnostics

// expected-error @+1 {{phase lower-to-llvm left 'func.func'; 'convert-to-llvm' should have removed it}}
func.func @left(%r: !llvm.ptr, %i: i64) {
  // expected-error @+1 {{left 'arith.addi'; 'convert-to-llvm' should have removed it}}
  %0 = arith.addi %i, %i : i64
  // expected-error @+1 {{left 'fuse_rt.retain'; 'lower-fuse-rt-to-llvm' should have removed it}}
  fuse_rt.retain %r
  // expected-error @+1 {{left 'builtin.unrealized_conversion_cast'; 'reconcile-unrealized-casts' should have removed it}}
  %1 = builtin.unrealized_conversion_cast %i : i64 to index
  // expected-error @+1 {{left 'func.return'}}
  return
}
