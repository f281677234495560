// The gate names each op and type of fuse that is left, and each op of a dialect that the stage does not have.
// RUN: fuse-opt %s --pass=verify-fuse-rt --split-input-file --verify-diagnostics

func.func @op() {
  // expected-error @+1 {{phase lower-to-fuse-rt left 'fuse.str.constant'; 'lower-fuse-to-fuse-rt' should have removed it}}
  %0 = fuse.str.constant "a"
  return
}

// -----

// expected-error @+1 {{left a type of fuse in 'func.func'; 'lower-fuse-to-fuse-rt' should have removed it}}
func.func private @parameter(!fuse.str)

// -----

// expected-error @+1 {{left a type of fuse in 'func.func'}}
func.func private @result() -> !fuse.list<i64>

// -----

// expected-error @+1 {{left a type of fuse in 'func.func'}}
func.func @block_argument(%c: i1) {
  cf.br ^bb1
^bb1:
  cf.br ^bb1
^bb2(%e: !fuse.error):
  cf.br ^bb1
}

// -----

func.func @result_of_an_op() {
  // expected-error @+1 {{left a type of fuse in 'ub.poison'}}
  %0 = ub.poison : !fuse.str
  return
}

// -----

func.func @structured(%c: i1) {
  // expected-error @+1 {{left 'scf.if'}}
  scf.if %c {
    // The terminator counts as an op of its own.
    // expected-error @+1 {{left 'scf.yield'}}
    scf.yield
  }
  return
}
