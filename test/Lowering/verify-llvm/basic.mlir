// The llvm dialect passes the gate unchanged.
// RUN: fuse-opt %s --pass=verify-llvm | FileCheck %s

// CHECK-LABEL: llvm.func @add
// CHECK:         llvm.add
// CHECK:         llvm.return
llvm.func @add(%a: i64, %b: i64) -> i64 {
  %sum = llvm.add %a, %b : i64
  llvm.return %sum : i64
}
