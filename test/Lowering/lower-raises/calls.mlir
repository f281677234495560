// RUN: fuse-opt %s --pass=lower-raises | FileCheck %s

func.func private @risky(i64) -> i64 attributes {fuse.raises}
func.func private @safe(i64) -> i64

// CHECK: func.func private @risky(i64) -> (!fuse.error, i64) attributes {fuse.raises}

// The error of a call is tested; on the cold way it leaves through the exit.
// CHECK-LABEL: func.func @checked
// CHECK:       %[[R:.*]]:2 = call @risky(%arg0)
// CHECK:       %[[SET:.*]] = fuse.error.is_set %[[R]]#0
// CHECK:       cf.cond_br %[[SET]] weights([1, 2000]), ^[[EXIT:[^(]*]](%[[R]]#0 : !fuse.error), ^[[GOOD:.*]]
// CHECK:     ^[[GOOD]]:
// CHECK:       arith.addi %[[R]]#1, %arg0
// CHECK:     ^[[EXIT]](%[[E:.*]]: !fuse.error):
// CHECK:       return %[[E]], %{{.*}} : !fuse.error, i64
func.func @checked(%a: i64) -> i64 attributes {fuse.raises} {
  %r = call @risky(%a) : (i64) -> i64
  %s = arith.addi %r, %a : i64
  return %s : i64
}

// A call of a function that cannot raise stays as it is.
// CHECK-LABEL: func.func @unchecked(%arg0: i64) -> i64 {
// CHECK-NEXT:    %[[R:.*]] = call @safe(%arg0) : (i64) -> i64
// CHECK-NEXT:    return %[[R]] : i64
func.func @unchecked(%a: i64) -> i64 {
  %r = call @safe(%a) : (i64) -> i64
  return %r : i64
}

// A tail call stays one: its error is returned without a test.
// CHECK-LABEL: func.func @tail
// CHECK-NEXT:    %[[R:.*]]:2 = call @risky(%arg0)
// CHECK-NEXT:    return %[[R]]#0, %[[R]]#1
func.func @tail(%a: i64) -> i64 attributes {fuse.raises} {
  %r = call @risky(%a) : (i64) -> i64
  return %r : i64
}

// Also through a block that only returns, and behind another call that split the block.
// CHECK-LABEL: func.func @tail_by_branch
// CHECK:       %[[A:.*]]:2 = call @risky(%arg0)
// CHECK:       cf.cond_br
// CHECK:       %[[B:.*]]:2 = call @risky(%[[A]]#1)
// CHECK-NEXT:  return %[[B]]#0, %[[B]]#1
func.func @tail_by_branch(%a: i64, %c: i1) -> i64 attributes {fuse.raises} {
  cf.cond_br %c, ^call, ^leave(%a : i64)
^call:
  %r = call @risky(%a) : (i64) -> i64
  %s = call @risky(%r) : (i64) -> i64
  cf.br ^leave(%s : i64)
^leave(%x: i64):
  return %x : i64
}
