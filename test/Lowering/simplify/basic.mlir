// RUN: fuse-opt %s --pass=simplify | FileCheck %s
// Folds of our dialect and of upstream ones, and branches on what they find.
// CHECK-LABEL: func.func @known
// CHECK-NEXT:    %[[T:.*]] = fuse.str.constant "ab"
// CHECK-NEXT:    return %[[T]]
func.func @known() -> !fuse.str {
  %a = fuse.str.constant "a"
  %b = fuse.str.constant "b"
  %same = fuse.str.eq %a, %a
  cf.cond_br %same, ^yes, ^no
^yes:
  %ab = fuse.str.concat %a, %b
  return %ab : !fuse.str
^no:
  return %a : !fuse.str
}
