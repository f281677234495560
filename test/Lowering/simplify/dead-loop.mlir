// RUN: fuse-opt %s --pass=simplify | FileCheck %s
// The entry of the loop folds away. Merged with its own body, the loop would define its variable by itself, and combining
// additions would never end.
// CHECK-LABEL: func.func @dead_loop
// CHECK-NEXT:    return
func.func @dead_loop(%n: i64) {
  %false = arith.constant false
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  cf.cond_br %false, ^head(%zero : i64), ^exit
^head(%i: i64):
  %more = arith.cmpi slt, %i, %n : i64
  cf.cond_br %more, ^body, ^exit
^body:
  %s = fuse.str.from %i : i64
  fuse.print %s
  %next = arith.addi %i, %one : i64
  cf.br ^head(%next : i64)
^exit:
  return
}
