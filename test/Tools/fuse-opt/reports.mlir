// Dumps after each pass, times, reproducer, locations, output to a file.
// RUN: rm -rf %t.dump
// RUN: fuse-opt %s --pass=cse --pass=canonicalize --dump-ir=%t.dump --time -o %t.out 2> %t.times
// RUN: FileCheck %s --check-prefix=FIRST < %t.dump/00-00-cse.mlir
// RUN: FileCheck %s --check-prefix=SECOND < %t.dump/00-01-canonicalize.mlir
// RUN: FileCheck %s --check-prefix=SECOND < %t.out
// RUN: FileCheck %s --check-prefix=TIMES < %t.times
// RUN: fuse-opt %s --locations | FileCheck %s --check-prefix=LOCATIONS
// RUN: not fuse-opt %s --pass=canonicalize --pass=verify-llvm --reproducer=%t.dump/r.mlir 2>&1 | FileCheck %s --check-prefix=SAVED
// RUN: FileCheck %s --check-prefix=REPRODUCER < %t.dump/r.mlir
// RUN: not fuse-opt %t.dump/r.mlir --pipeline='builtin.module(verify-llvm)' 2>&1 | FileCheck %s --check-prefix=AGAIN

// The dump of the first pass is from before the second.
// FIRST:      fuse.int.div
// SECOND:     arith.divsi
// TIMES:      ms cse
// TIMES-NEXT: ms canonicalize
// TIMES-NEXT: ms total
// LOCATIONS:  loc("-":
// SAVED:      reproducer: {{.*}}r.mlir
// The reproducer is the input of the pass that fails, with the command.
// REPRODUCER: // {{RUN}}: fuse-opt %s --pipeline='builtin.module(verify-llvm)'
// REPRODUCER: arith.divsi
// AGAIN:      error: phase lower-to-llvm left 'func.func'
func.func @tenth(%n: i64) -> i64 {
  %ten = arith.constant 10 : i64
  %0 = fuse.int.div %n, %ten
  return %0 : i64
}
