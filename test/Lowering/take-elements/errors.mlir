// RUN: fuse-opt %s --pass=take-elements --verify-diagnostics

func.func @select_left(%c: i1, %l: !fuse.list<!fuse.str>, %i: i64, %a: !fuse.str) -> !fuse.list<!fuse.str> {
  // expected-error @+1 {{no ownership fact for 'arith.select'}}
  %s = arith.select %c, %a, %a : !fuse.str
  %m = fuse.list.set_unchecked %l[%i], %s : !fuse.list<!fuse.str>
  return %m : !fuse.list<!fuse.str>
}
