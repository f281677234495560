// RUN: fuse-opt %s --phase=lower-to-cfg | FileCheck %s
// RUN: fuse-opt %s -O0 --phase=lower-to-cfg | FileCheck %s --check-prefix=O0

// A loop that reads and writes the same element: flat, raises are branches, and the store's test is that of the read.
// CHECK-LABEL: func.func @increment(%arg0: !fuse.list<i64>, %arg1: i64) -> (!fuse.error, !fuse.list<i64>) attributes {fuse.raises}
// CHECK:       ^[[HEAD:.*]](%[[I:.*]]: index, %[[L:.*]]: !fuse.list<i64>):
// CHECK:         %[[LENGTH:.*]] = fuse.list.length %[[L]]
// CHECK:         %[[INSIDE:.*]] = arith.cmpi ult, %{{.*}}, %[[LENGTH]]
// CHECK-NEXT:    cf.cond_br %[[INSIDE]] weights([2000, 1]), ^[[BODY:.*]], ^[[COLD:[^ ]*]]
// CHECK:       ^[[BODY]]:
// CHECK-NEXT:    fuse.list.get_unchecked %[[L]]
// CHECK-NEXT:    arith.addi
// CHECK-NEXT:    fuse.list.set_unchecked %[[L]]
// CHECK:         cf.br ^[[HEAD]]
// CHECK:         fuse.error.text

// Without the passes for speed the second test stays.
// O0-LABEL: func.func @increment
// O0-COUNT-2: fuse.list.length
// O0-NOT:   scf.for
// O0:       ub.poison
func.func @increment(%l: !fuse.list<i64>, %n: i64) -> !fuse.list<i64> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %one = arith.constant 1 : i64
  %end = arith.index_cast %n : i64 to index
  %r = scf.for %iv = %c0 to %end step %c1 iter_args(%x = %l) -> (!fuse.list<i64>) {
    %i = arith.index_cast %iv : index to i64
    %v = fuse.list.get %x[%i] : !fuse.list<i64>
    %w = arith.addi %v, %one : i64
    %y = fuse.list.set %x[%i], %w : !fuse.list<i64>
    scf.yield %y : !fuse.list<i64>
  }
  return %r : !fuse.list<i64>
}
