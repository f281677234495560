// Constant lists and rows, each rule once.
// RUN: fuse-opt %s --split-input-file --verify-diagnostics

func.func @numbers() {
  // expected-error @+1 {{elements do not have the type 'f64'}}
  %0 = fuse.list.constant(array<i64: 1>) : !fuse.list<f64>
  return
}

// -----

func.func @texts() {
  // expected-error @+1 {{the list has elements of type 'i64', not texts}}
  %0 = fuse.list.texts ["a"] : !fuse.list<i64>
  return
}

// -----

func.func @rows(%l: !fuse.list<i64>, %i: i64) {
  // expected-error @+1 {{the list has elements of type 'i64', not lists}}
  %0 = fuse.list.shortest %l[%i, %i] : !fuse.list<i64>
  return
}
