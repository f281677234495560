// RUN: fuse-opt %s | fuse-opt | FileCheck %s
// Stores into values known at run time, and JSON.

// CHECK-LABEL: func.func @store
// CHECK-SAME:    (%[[R:.*]]: !fuse.any, %[[V:.*]]: !fuse.any, %[[K:.*]]: !fuse.any)
func.func @store(%root: !fuse.any, %value: !fuse.any, %key: !fuse.any) -> !fuse.any {
  // CHECK: fuse.any.store %[[R]][%[[K]]] = %[[V]] steps [0]
  // CHECK: fuse.any.store.try %[[R]][%[[K]], %[[K]]] = %[[V]] steps [1, 2]
  %0 = fuse.any.store %root[%key] = %value steps [0]
  %error, %1 = fuse.any.store.try %root[%key, %key] = %value steps [1, 2]
  return %0 : !fuse.any
}

// CHECK-LABEL: func.func @json
// CHECK-SAME:    (%[[L:.*]]: !fuse.list<i64>, %[[S:.*]]: !fuse.str, %[[A:.*]]: !fuse.any)
func.func @json(%l: !fuse.list<i64>, %s: !fuse.str, %a: !fuse.any) -> !fuse.str {
  // CHECK: %[[T:.*]] = fuse.json.encode %[[L]] : !fuse.list<i64>
  // CHECK: %[[U:.*]] = fuse.json.put %[[T]], %[[S]] : !fuse.str
  // CHECK: fuse.json.put %[[U]], %[[A]] : !fuse.any
  %0 = fuse.json.encode %l : !fuse.list<i64>
  %1 = fuse.json.put %0, %s : !fuse.str
  %2 = fuse.json.put %1, %a : !fuse.any
  return %2 : !fuse.str
}
