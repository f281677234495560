// MLIR's inliner takes functions with fuse ops, regions included.
// RUN: fuse-opt %s --pass=inline | FileCheck %s

func.func private @half(%n: i64) -> i64 {
  %zero = arith.constant 0 : i64
  %ok = arith.cmpi sge, %n, %zero : i64
  fuse.check %ok {
    %text = fuse.str.from %n : i64
    %error = fuse.error.text %text : !fuse.error
    fuse.yield %error : !fuse.error
  }
  %two = arith.constant 2 : i64
  %half = arith.divsi %n, %two : i64
  return %half : i64
}

// CHECK-LABEL: func.func @caller
// CHECK-SAME:    (%[[N:.*]]: i64)
// CHECK-NOT:     call
// CHECK:         fuse.check
// CHECK:           fuse.str.from %[[N]] : i64
// CHECK:           fuse.yield
// CHECK:         %[[HALF:.*]] = arith.divsi %[[N]]
// CHECK-NOT:     call
// CHECK:         fuse.list.make %[[HALF]]
// CHECK:         return
func.func @caller(%n: i64) -> !fuse.list<i64> {
  %half = call @half(%n) : (i64) -> i64
  %list = fuse.list.make %half : !fuse.list<i64>
  return %list : !fuse.list<i64>
}

// A call inside the region of a check.
func.func private @message() -> !fuse.str {
  %text = fuse.str.constant "wrong"
  return %text : !fuse.str
}

// CHECK-LABEL: func.func @inside_check
// CHECK-NOT:     call
// CHECK:         %[[TEXT:.*]] = fuse.str.constant "wrong"
// CHECK-NOT:     call
// CHECK:         fuse.check
// CHECK-NOT:     call
// CHECK:           fuse.error.text %[[TEXT]]
// CHECK-NOT:     call
// CHECK:         return
func.func @inside_check(%ok: i1) {
  fuse.check %ok {
    %text = func.call @message() : () -> !fuse.str
    %error = fuse.error.text %text : !fuse.error
    fuse.yield %error : !fuse.error
  }
  return
}
