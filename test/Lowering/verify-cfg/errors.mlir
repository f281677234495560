// RUN: fuse-opt %s --pass=verify-cfg --split-input-file --verify-diagnostics

func.func @loop(%n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  // expected-error @+1 {{phase lower-to-cfg left 'scf.for'; 'convert-scf-to-cf' should have removed it}}
  scf.for %i = %c0 to %n step %c1 {
  }
  return
}

// -----

func.func @raise(%a: i64) -> i64 {
  // expected-error @+1 {{phase lower-to-cfg left 'fuse.int.div'; 'lower-raises' should have removed it}}
  %q = fuse.int.div %a, %a
  return %q : i64
}

// -----

// expected-error @+1 {{phase lower-to-cfg left @entry without an error as first result; 'lower-raises' should have added it}}
func.func @entry() {
  return
}

// -----

// expected-error @+1 {{phase lower-to-cfg left @f without an error as first result; 'lower-raises' should have added it}}
func.func @f() -> i64 attributes {fuse.raises} {
  %c = arith.constant 1 : i64
  return %c : i64
}
