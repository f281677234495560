// The gate names each op of a later stage, and the pass that may bring it in.
// RUN: fuse-opt %s --pass=verify-fuse-opt --split-input-file --verify-diagnostics

func.func @counts(%s: !fuse.str) {
  // expected-error @+1 {{phase optimize has 'fuse.retain'; only 'insert-rc' may bring it in}}
  fuse.retain %s : !fuse.str
  // expected-error @+1 {{phase optimize has 'fuse.release'; only 'insert-rc' may bring it in}}
  fuse.release %s : !fuse.str
  return
}

// -----

// Inside a region, too.
func.func @errors(%n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    // expected-error @+1 {{phase optimize has 'fuse.error.none'; only 'lower-raises' may bring it in}}
    %0 = fuse.error.none
    // expected-error @+1 {{phase optimize has 'fuse.error.is_set'; only 'lower-raises' may bring it in}}
    %1 = fuse.error.is_set %0
  }
  return
}

// -----

func.func @unchecked(%i: i64) {
  // expected-error @+1 {{phase optimize has 'fuse.list.range_unchecked'; only 'lower-raises' may bring it in}}
  %0 = fuse.list.range_unchecked %i, %i : !fuse.list<i64>
  // expected-error @+1 {{phase optimize has 'fuse.config.try_lookup'; only 'lower-raises' may bring it in}}
  %error, %1 = fuse.config.try_lookup "A_B", "A", "b"
  return
}

// -----

func.func @dialects(%s: !llvm.ptr) {
  // expected-error @+1 {{phase optimize has 'fuse_rt.retain'; the stage fuse-opt has only arith, cf, func, fuse, math, scf, ub}}
  fuse_rt.retain %s
  return
}
