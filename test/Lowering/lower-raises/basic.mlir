// RUN: fuse-opt %s --pass=lower-raises | FileCheck %s

// One unsigned comparison, a cold branch, the op that cannot raise; success returns no error, the one error exit returns poison.
// CHECK-LABEL: func.func @index(%arg0: !fuse.list<i64>, %arg1: i64) -> (!fuse.error, i64) attributes {fuse.raises}
// CHECK:       %[[LENGTH:.*]] = fuse.list.length %arg0
// CHECK:       %[[INSIDE:.*]] = arith.cmpi ult, %arg1, %[[LENGTH]]
// CHECK:       cf.cond_br %[[INSIDE]] weights([2000, 1]), ^[[GOOD:.*]], ^[[COLD:[^ ]*]]
// CHECK:     ^[[GOOD]]:
// CHECK:       %[[V:.*]] = fuse.list.get_unchecked %arg0[%arg1]
// CHECK:       %[[NONE:.*]] = fuse.error.none
// CHECK:       return %[[NONE]], %[[V]]
// CHECK:     ^[[COLD]]:
// CHECK:       %[[TEXT:.*]] = fuse.str.constant "index out of bounds"
// CHECK:       %[[ERROR:.*]] = fuse.error.text %[[TEXT]]
// CHECK:       cf.br ^[[EXIT:.*]](%[[ERROR]]
// CHECK:     ^[[EXIT]](%[[E:.*]]: !fuse.error):
// CHECK:       %[[POISON:.*]] = ub.poison : i64
// CHECK:       return %[[E]], %[[POISON]]
func.func @index(%l: !fuse.list<i64>, %i: i64) -> i64 attributes {fuse.raises} {
  %v = fuse.list.get %l[%i] : !fuse.list<i64>
  return %v : i64
}

// Two accesses share the cold block.
// CHECK-LABEL: func.func @store
// CHECK:       weights([2000, 1]), ^{{.*}}, ^[[COLD:.*]]{{$}}
// CHECK:       weights([2000, 1]), ^{{.*}}, ^[[COLD]]{{$}}
// CHECK:       fuse.list.set_unchecked %arg0[%arg1], %{{.*}}
// CHECK:       fuse.str.constant "index out of bounds"
// CHECK-NOT:   fuse.str.constant "index out of bounds"
func.func @store(%l: !fuse.list<i64>, %i: i64, %j: i64) -> !fuse.list<i64> attributes {fuse.raises} {
  %v = fuse.list.get %l[%j] : !fuse.list<i64>
  %m = fuse.list.set %l[%i], %v : !fuse.list<i64>
  return %m : !fuse.list<i64>
}

// What cannot raise is left alone.
// CHECK-LABEL: func.func @plain(%arg0: i64) -> i64 {
// CHECK-NEXT:    return %arg0 : i64
func.func @plain(%a: i64) -> i64 {
  return %a : i64
}
