// RUN: fuse-opt %s --pipeline='builtin.module(func.func(cse))' | FileCheck %s
// Two calls of a builtin that can fail have two errors, each with one owner: they stay two. Without an error they are one.
// CHECK-LABEL: func.func @twice
// CHECK:         fuse.builtin.try "any.add"
// CHECK:         fuse.builtin.try "any.add"
// CHECK:         fuse.builtin "any.is_null"
// CHECK-NOT:     fuse.builtin
// CHECK:         return
func.func @twice(%a: !fuse.any) -> (!fuse.error, !fuse.any, !fuse.error, !fuse.any, i1, i1) {
  %e, %0 = fuse.builtin.try "any.add"(%a, %a) {effect = 0 : i64} : (!fuse.any, !fuse.any) -> (!fuse.error, !fuse.any)
  %f, %1 = fuse.builtin.try "any.add"(%a, %a) {effect = 0 : i64} : (!fuse.any, !fuse.any) -> (!fuse.error, !fuse.any)
  %2 = fuse.builtin "any.is_null"(%a) {effect = 0 : i64} : (!fuse.any) -> i1
  %3 = fuse.builtin "any.is_null"(%a) {effect = 0 : i64} : (!fuse.any) -> i1
  return %e, %0, %f, %1, %2, %3 : !fuse.error, !fuse.any, !fuse.error, !fuse.any, i1, i1
}
