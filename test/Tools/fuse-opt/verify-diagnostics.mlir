// --verify-diagnostics itself: what is missing or unexpected is reported with its line; what fits is quiet.
// RUN: split-file %s %t
// RUN: fuse-opt %t/fits.mlir --verify-diagnostics --split-input-file 2>&1 | FileCheck %s --check-prefix=FITS --allow-empty
// RUN: not fuse-opt %t/missing.mlir --verify-diagnostics 2>&1 | FileCheck %s --check-prefix=MISSING
// RUN: not fuse-opt %t/unexpected.mlir --verify-diagnostics 2>&1 | FileCheck %s --check-prefix=UNEXPECTED
// RUN: not fuse-opt %t/elsewhere.mlir --verify-diagnostics 2>&1 | FileCheck %s --check-prefix=ELSEWHERE

//--- fits.mlir
// expected-error @below {{must be a FUSE value type}}
func.func private @below(!fuse.list<i8>)
// -----
func.func private @same_line(!fuse.list<i8>) // expected-error {{but is 'i8'}}
// -----
func.func private @above(!fuse.list<i8>)
// expected-error @above {{must be a FUSE value type}}
// -----
func.func private @offset(!fuse.list<i8>)

// expected-error @-2 {{must be a FUSE value type}}
// FITS-NOT: {{.}}

//--- missing.mlir
func.func private @f()
// expected-error @+1 {{never said}}
func.func private @g()
// MISSING: missing.mlir:3: error: expected error 'never said' was not produced

//--- unexpected.mlir
func.func private @f(!fuse.list<i8>)
// UNEXPECTED: unexpected.mlir:1: error: unexpected error: list element must be a FUSE value type, but is 'i8'

//--- elsewhere.mlir
// The right message at the wrong line is both.
// expected-error @+1 {{must be a FUSE value type}}
func.func private @f()
func.func private @g(!fuse.list<i8>)
// ELSEWHERE: elsewhere.mlir:3: error: expected error 'must be a FUSE value type' was not produced
// ELSEWHERE: elsewhere.mlir:4: error: unexpected error: list element must be a FUSE value type
