// RUN: fuse-opt %s --pass=infer-ownership --split-input-file --verify-diagnostics

// expected-error @+1 {{parameter 1 of the declaration @take has neither fuse.own nor fuse.borrow}}
func.func private @take(i64, !fuse.str)

// -----

func.func @unlisted(%c: i1, %a: !fuse.str) {
  // expected-error @+1 {{no ownership fact for 'arith.select'}}
  %s = arith.select %c, %a, %a : !fuse.str
  return
}
