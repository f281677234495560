// RUN: fuse-opt %s --pass=insert-rc --split-input-file --verify-diagnostics

// expected-error @+1 {{parameter 1 of @f has neither fuse.own nor fuse.borrow (infer-ownership)}}
func.func @f(%n: i64, %s: !fuse.str) {
  return
}

// -----

func.func @unlisted(%c: i1, %a: !fuse.str {fuse.own}) {
  // expected-error @+1 {{no ownership fact for 'arith.select'}}
  %s = arith.select %c, %a, %a : !fuse.str
  return
}

// -----

func.func @error_twice() -> (!fuse.error, !fuse.error) {
  %e = fuse.error.panic "no"
  // expected-error @+1 {{an error is needed twice, but errors are moved only}}
  return %e, %e : !fuse.error, !fuse.error
}

// -----

func.func @counted(%s: !fuse.str {fuse.borrow}) {
  // expected-error @+1 {{'fuse.retain' before insert-rc: counts are inserted once}}
  fuse.retain %s : !fuse.str
  return
}
