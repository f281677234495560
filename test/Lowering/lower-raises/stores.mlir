// RUN: fuse-opt %s --pass=lower-raises | FileCheck %s

// The error of a store into a value known at run time is a result, tested like that of a call.
// CHECK-LABEL: func.func @store
// CHECK:         %[[E:.*]], %[[R:.*]] = fuse.any.store.try %arg0[%arg1] = %arg1 steps [0]
// CHECK:         %[[SET:.*]] = fuse.error.is_set %[[E]]
// CHECK:         cf.cond_br %[[SET]] weights([1, 2000]), ^{{.*}}(%[[E]] : !fuse.error), ^[[GOOD:.*]]
// CHECK:       ^[[GOOD]]:
// CHECK:         return %{{.*}}, %[[R]] : !fuse.error, !fuse.any
func.func @store(%root: !fuse.any, %key: !fuse.any) -> !fuse.any attributes {fuse.raises} {
  %0 = fuse.any.store %root[%key] = %key steps [0]
  return %0 : !fuse.any
}
