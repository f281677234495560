// RUN: fuse-opt %s --pass=lower-raises --split-input-file --verify-diagnostics

func.func @unmarked(%l: !fuse.list<i64>, %i: i64) -> i64 {
  // expected-error @+1 {{'fuse.list.get' may raise, but its function is not marked 'fuse.raises' (infer-raises)}}
  %v = fuse.list.get %l[%i] : !fuse.list<i64>
  return %v : i64
}

// -----

func.func private @risky() attributes {fuse.raises}

func.func @unmarked_caller() {
  // expected-error @+1 {{'func.call' may raise, but its function is not marked 'fuse.raises' (infer-raises)}}
  call @risky() : () -> ()
  return
}
