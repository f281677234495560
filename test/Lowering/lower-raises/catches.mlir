// RUN: fuse-opt %s --pass=lower-raises | FileCheck %s
// A function that returns a result catches the error values that are raised in it; other errors pass.
// CHECK-LABEL: func.func @find(
// CHECK-SAME:      -> (!fuse.error, !fuse.result<i64>) attributes {fuse.catches, fuse.raises}
// CHECK:         fuse.error.is_set
// CHECK:         cf.cond_br %{{.*}} weights([1, 2000]), ^[[EXIT:[^,]*]](
// CHECK:       ^[[EXIT]](%[[E:.*]]: !fuse.error):
// CHECK:         %[[CAUGHT:.*]], %[[VALUE:.*]], %[[REST:.*]] = fuse.error.catch %[[E]]
// CHECK:         cf.cond_br %[[CAUGHT]], ^[[ERR:.*]], ^[[RAISE:[^ ]*]]
// CHECK:       ^[[ERR]]:
// CHECK:         %[[NONE:.*]] = fuse.error.none
// CHECK:         %[[RESULT:.*]] = fuse.result.err %[[VALUE]] : !fuse.result<i64>
// CHECK:         return %[[NONE]], %[[RESULT]]
// CHECK:       ^[[RAISE]]:
// CHECK:         return %[[REST]], %{{.*}}
func.func @find(%i: i64) -> !fuse.result<i64> attributes {fuse.catches, fuse.raises} {
  %0 = call @inner(%i) : (i64) -> !fuse.result<i64>
  return %0 : !fuse.result<i64>
}
func.func private @inner(i64) -> !fuse.result<i64> attributes {fuse.raises}
