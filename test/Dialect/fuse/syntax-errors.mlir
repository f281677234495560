// Malformed assembly is reported, whatever it is.
// RUN: fuse-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{expected valid keyword or string}}
fuse.struct.def @TrailingComma {a: i64, }

// -----

// expected-error @+1 {{expected ':'}}
fuse.struct.def @NoColon {a i64}

// -----

// expected-error @+1 {{expected ')'}}
fuse.enum.def @Open {a(i64}

// -----

fuse.struct.def @A {a: i64}
// expected-error @+1 {{redefinition of symbol named 'A'}}
fuse.enum.def @A {a}

// -----

// expected-error @+2 {{expected attribute value}}
// expected-error @+1 {{failed to parse Fuse_StructType parameter 'name'}}
func.func private @no_symbol(!fuse.struct<User>)

// -----

// expected-error @+1 {{unknown  type `what` in dialect `fuse`}}
func.func private @no_type(!fuse.what)

// -----

func.func @no_list(%l: !fuse.list<i64>, %i: i64) {
  // expected-error @+1 {{'list' must be a !fuse.list, but got 'i64'}}
  %0 = fuse.list.get %l[%i] : i64
  return
}

// -----

func.func @no_option(%i: i64) {
  // expected-error @+1 {{'result' must be an !fuse.option, but got 'i64'}}
  %0 = fuse.option.some %i : i64
  return
}

// -----

func.func @no_range(%i: i64) {
  // expected-error @+1 {{'result' must be a !fuse.list, but got 'i64'}}
  %0 = fuse.list.range %i, %i : i64
  return
}

// -----

func.func @no_predicate(%i: i64, %f: f64) {
  // expected-error @+1 {{one of the following enum values for attribute 'predicate' [eq, ne, slt, sle, sgt, sge]}}
  %0 = fuse.mixed.cmp ult, %i, %f
  return
}

// -----

func.func @empty_check(%c: i1) {
  // expected-error @+1 {{failed to verify constraint: region with 1 blocks}}
  fuse.check %c {
  }
  return
}

// -----

func.func @empty_block(%c: i1) {
  // expected-error @+1 {{region must end with fuse.yield}}
  "fuse.check"(%c) ({
  ^bb0:
  }) : (i1) -> ()
  return
}
