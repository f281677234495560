// RUN: fuse-opt %s --pass="lower-raises{trace=true}" | FileCheck %s

// For debugging each error passes the place that raised it, so checks with the same text do not share a block.
// CHECK-LABEL: func.func @twice
// CHECK-DAG:     fuse.error.trace %{{.*}}, "twice" at "shop.fuse" : 2 : 5
// CHECK-DAG:     fuse.error.trace %{{.*}}, "twice" at "shop.fuse" : 3 : 5
func.func @twice(%l: !fuse.list<i64>, %i: i64) -> i64 attributes {fuse.raises} {
  %a = fuse.list.get %l[%i] : !fuse.list<i64> loc("shop.fuse":2:5)
  %b = fuse.list.get %l[%a] : !fuse.list<i64> loc("shop.fuse":3:5)
  return %b : i64
} loc("twice"("shop.fuse":1:4))

// The error of a callee passes the call, also one at the end of the function.
// CHECK-LABEL: func.func @caller
// CHECK:         %[[CALL:.*]]:2 = call @twice
// CHECK:         %[[FAILED:.*]] = fuse.error.is_set %[[CALL]]#0
// CHECK:         cf.cond_br %[[FAILED]] weights([1, 2000]), ^[[COLD:.*]](%[[CALL]]#0 : !fuse.error), ^{{.*}}
// CHECK:       ^[[COLD]](%[[ERROR:.*]]: !fuse.error):
// CHECK:         %[[TRACED:.*]] = fuse.error.trace %[[ERROR]], "caller" at "shop.fuse" : 6 : 10
// CHECK:         cf.br ^{{.*}}(%[[TRACED]] : !fuse.error)
func.func @caller(%l: !fuse.list<i64>) -> i64 attributes {fuse.raises} {
  %zero = arith.constant 0 : i64
  %0 = call @twice(%l, %zero) : (!fuse.list<i64>, i64) -> i64 loc("shop.fuse":6:10)
  return %0 : i64
} loc("caller"("shop.fuse":5:4))

// A call that closes a cycle stays a tail call: a recursion that is a loop must stay one.
// CHECK-LABEL: func.func @ping
// CHECK:         %[[CALL:.*]]:2 = call @pong
// CHECK-NEXT:    return %[[CALL]]#0, %[[CALL]]#1
func.func @ping(%l: !fuse.list<i64>) -> i64 attributes {fuse.raises} {
  %0 = call @pong(%l) : (!fuse.list<i64>) -> i64
  return %0 : i64
} loc("ping"("shop.fuse":8:4))

// CHECK-LABEL: func.func @pong
func.func @pong(%l: !fuse.list<i64>) -> i64 attributes {fuse.raises} {
  %0 = call @ping(%l) : (!fuse.list<i64>) -> i64
  return %0 : i64
} loc("pong"("shop.fuse":11:4))

// A function that the user does not know by a name leaves no trace.
// CHECK-LABEL: func.func @entry
// CHECK-NOT:     fuse.error.trace
func.func @entry() attributes {fuse.raises} {
  %l = fuse.list.make : !fuse.list<i64>
  %0 = call @caller(%l) : (!fuse.list<i64>) -> i64
  return
}
