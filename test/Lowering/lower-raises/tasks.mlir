// RUN: fuse-opt %s --pass=lower-raises | FileCheck %s
// What a task raised goes on where it is awaited.
// CHECK-LABEL: func.func @wait(
// CHECK-SAME:    -> (!fuse.error, i64)
// CHECK:         %[[E:.*]], %[[V:.*]] = fuse.await.try
// CHECK:         %[[C:.*]] = fuse.error.is_set %[[E]]
// CHECK:         cf.cond_br %[[C]]
func.func @wait(%task: !fuse.task<i64>) -> i64 attributes {fuse.raises} {
  %value = fuse.await %task : !fuse.task<i64>
  return %value : i64
}
