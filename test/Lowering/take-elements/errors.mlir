// RUN: fuse-opt %s --pass=take-elements --verify-diagnostics

func.func @select_left(%c: i1, %a: !fuse.str) {
  // expected-error @+1 {{no ownership fact for 'arith.select'}}
  %s = arith.select %c, %a, %a : !fuse.str
  return
}
