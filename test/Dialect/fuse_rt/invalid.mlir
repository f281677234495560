// What the verifiers refuse, each rule once.
// RUN: fuse-opt %s --split-input-file --verify-diagnostics

func.func @retain_int(%i: i64) {
  // expected-error @+1 {{operand #0 must be !llvm.ptr, but got 'i64'}}
  "fuse_rt.retain"(%i) : (i64) -> ()
  return
}

// -----

func.func @no_drop(%r: !llvm.ptr) {
  // expected-error @+1 {{drop function @missing does not exist}}
  fuse_rt.release %r {drop = @missing}
  return
}

// -----

func.func @no_retain(%r: !llvm.ptr) {
  // expected-error @+1 {{retain function @missing does not exist}}
  %0 = fuse_rt.array.unique %r {retain = @missing} : !llvm.ptr
  return
}

// -----

func.func @no_drop_of_copy(%r: !llvm.ptr) {
  // expected-error @+1 {{drop function @missing does not exist}}
  %0 = fuse_rt.array.unique %r {drop = @missing} : !llvm.ptr
  return
}

// -----

func.func @no_retain_of_push(%n: i64, %r: !llvm.ptr) {
  // expected-error @+1 {{retain function @missing does not exist}}
  %0 = fuse_rt.array.push %n, %r {retain = @missing} : i64
  return
}

// -----

func.func @no_drop_of_push(%n: i64, %r: !llvm.ptr) {
  // expected-error @+1 {{drop function @missing does not exist}}
  %0 = fuse_rt.array.push %n, %r {drop = @missing} : i64
  return
}

// -----

func.func @no_function() {
  // expected-error @+1 {{addressed function @missing does not exist}}
  %0 = fuse_rt.function_address @missing : !llvm.ptr
  return
}

// -----

func.func @c_string() {
  // expected-error @+1 {{text contains a NUL byte}}
  %0 = fuse_rt.c_string "a\00b" : !llvm.ptr
  return
}

// -----

func.func @foreign_call() {
  // expected-error @+1 {{calls @malloc, which is no function of the runtime}}
  fuse_rt.call @malloc() : () -> ()
  return
}

// -----

func.func @two_results() {
  // expected-error @+1 {{has more than one result}}
  %0:2 = fuse_rt.call @fuse_rt_pair() : () -> (i64, i64)
  return
}
