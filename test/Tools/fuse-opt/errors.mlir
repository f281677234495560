// A malformed module and a pass that refuses its input: the place in the file, the message, status 1, nothing on standard output.
// RUN: split-file %s %t
// RUN: not fuse-opt %t/syntax.mlir 2>&1 | FileCheck %s --check-prefix=SYNTAX
// RUN: not fuse-opt - < %t/syntax.mlir 2>&1 | FileCheck %s --check-prefix=STDIN
// RUN: not fuse-opt %t/second.mlir --split-input-file 2>&1 | FileCheck %s --check-prefix=SECOND
// RUN: not fuse-opt %t/gate.mlir --pass=verify-llvm 2>&1 | FileCheck %s --check-prefix=GATE
// RUN: not fuse-opt %t/missing.mlir 2>&1 | FileCheck %s --check-prefix=MISSING

//--- syntax.mlir
func.func @f() {
  fuse.nothing
  return
}
// SYNTAX:     syntax.mlir:2:3: error: custom op 'fuse.nothing' is unknown
// SYNTAX-NOT: {{.}}
// STDIN:      <stdin>:2:3: error: custom op 'fuse.nothing' is unknown

//--- second.mlir
func.func private @f()
// -----
func.func private @g(!fuse.list<i8>)
// SECOND:     second.mlir:3:32: error: list element must be a FUSE value type, but is 'i8'
// SECOND-NOT: module

//--- gate.mlir
func.func private @f()
// GATE:      gate.mlir:1:1: error: phase lower-to-llvm left 'func.func'; 'convert-to-llvm' should have removed it
// GATE-NEXT: gate.mlir: pass 'verify-llvm' failed
// GATE-NOT:  {{.}}

// MISSING: fuse-opt: error: {{.*}}missing.mlir: No such file or directory
