// RUN: fuse-opt %s --pass=lower-selects | FileCheck %s
// An error where its own test finds it set, else none: that is the error.
// CHECK-LABEL: func.func @passed_on
// CHECK:         %[[E:.*]], %[[V:.*]] = fuse.builtin.try
// CHECK-NOT:     cf.cond_br
// CHECK:         return %[[E]], %[[V]]
func.func @passed_on(%a: !fuse.any, %l: !fuse.list<!fuse.any>) -> (!fuse.error, !fuse.any) attributes {fuse.raises} {
  %none = fuse.error.none
  %e, %v = fuse.builtin.try "any.call"(%a, %l) {effect = 2 : i64} : (!fuse.any, !fuse.list<!fuse.any>) -> (!fuse.error, !fuse.any)
  %set = fuse.error.is_set %e
  %r = arith.select %set, %e, %none : !fuse.error
  return %r, %v : !fuse.error, !fuse.any
}

// What came with the error is not returned, so it dies where there is no error: the branch stays.
// CHECK-LABEL: func.func @left_behind
// CHECK:         cf.cond_br
func.func @left_behind(%a: !fuse.any, %l: !fuse.list<!fuse.any>) -> !fuse.error attributes {fuse.raises} {
  %none = fuse.error.none
  %e, %v = fuse.builtin.try "any.call"(%a, %l) {effect = 2 : i64} : (!fuse.any, !fuse.list<!fuse.any>) -> (!fuse.error, !fuse.any)
  %set = fuse.error.is_set %e
  %r = arith.select %set, %e, %none : !fuse.error
  return %r : !fuse.error
}
