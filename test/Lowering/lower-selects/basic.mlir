// RUN: fuse-opt %s --pass=lower-selects | FileCheck %s

// Each way passes its own value; the code behind goes on in the block where they meet.
// CHECK-LABEL: func.func @text
// CHECK-NEXT:    cf.cond_br %arg0, ^[[TRUE:.*]], ^[[FALSE:.*]]
// CHECK:       ^[[TRUE]]:
// CHECK-NEXT:    cf.br ^[[REST:.*]](%arg1 : !fuse.str)
// CHECK:       ^[[FALSE]]:
// CHECK-NEXT:    cf.br ^[[REST]](%arg2 : !fuse.str)
// CHECK:       ^[[REST]](%[[S:.*]]: !fuse.str):
// CHECK-NEXT:    fuse.print %[[S]]
// CHECK-NEXT:    return
func.func @text(%c: i1, %a: !fuse.str, %b: !fuse.str) {
  %s = arith.select %c, %a, %b : !fuse.str
  fuse.print %s
  return
}

// Two in one block.
// CHECK-LABEL: func.func @twice
// CHECK-COUNT-2: cf.cond_br
// CHECK-NOT:   arith.select
// CHECK:       return
func.func @twice(%c: i1, %d: i1, %a: !fuse.str, %b: !fuse.str) -> !fuse.str {
  %s = arith.select %c, %a, %b : !fuse.str
  %t = arith.select %d, %s, %b : !fuse.str
  return %t : !fuse.str
}

// A number, and a struct of numbers, have no counts.
fuse.struct.def @Point {x: i64, y: i64}
// CHECK-LABEL: func.func @numbers
// CHECK-NOT:   cf.cond_br
// CHECK-COUNT-2: arith.select
func.func @numbers(%c: i1, %a: i64, %b: i64, %p: !fuse.struct<@Point>, %q: !fuse.struct<@Point>) -> (i64, !fuse.struct<@Point>) {
  %s = arith.select %c, %a, %b : i64
  %t = arith.select %c, %p, %q : !fuse.struct<@Point>
  return %s, %t : i64, !fuse.struct<@Point>
}
