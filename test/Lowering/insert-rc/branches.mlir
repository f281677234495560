// RUN: fuse-opt %s --pass=insert-rc | FileCheck %s

func.func private @take(!fuse.str {fuse.own})

// Needed on one way only: the other way releases it where it starts.
// CHECK-LABEL: func.func @one_way
// CHECK:         cf.cond_br %arg1, ^[[USE:.*]], ^[[SKIP:.*]]
// CHECK:       ^[[USE]]:
// CHECK-NEXT:    call @take(%arg0)
// CHECK-NEXT:    cf.br ^[[END:.*]]
// CHECK:       ^[[SKIP]]:
// CHECK-NEXT:    fuse.release %arg0
// CHECK-NEXT:    cf.br ^[[END]]
func.func @one_way(%s: !fuse.str {fuse.own}, %c: i1) {
  cf.cond_br %c, ^use, ^skip
^use:
  call @take(%s) : (!fuse.str) -> ()
  cf.br ^end
^skip:
  cf.br ^end
^end:
  return
}

// A way straight into a block where ways meet gets a block of its own for the release.
// CHECK-LABEL: func.func @critical_edge
// CHECK:         cf.cond_br %arg1, ^[[USE:.*]], ^[[MIDDLE:.*]]
// CHECK:       ^[[MIDDLE]]:
// CHECK-NEXT:    fuse.release %arg0
// CHECK-NEXT:    cf.br ^[[END:.*]]
// CHECK:       ^[[USE]]:
// CHECK-NEXT:    call @take(%arg0)
// CHECK-NEXT:    cf.br ^[[END]]
func.func @critical_edge(%s: !fuse.str {fuse.own}, %c: i1) {
  cf.cond_br %c, ^use, ^end
^use:
  call @take(%s) : (!fuse.str) -> ()
  cf.br ^end
^end:
  return
}

// Block arguments are owned: each way passes its own value and lets the other one go; a borrowed one is retained.
// CHECK-LABEL: func.func @choose
// CHECK:         cf.cond_br %arg2, ^[[END:.*]](%arg0 : !fuse.str), ^[[B:.*]]
// CHECK:       ^[[B]]:
// CHECK-NEXT:    fuse.retain %arg1
// CHECK-NEXT:    fuse.release %arg0
// CHECK-NEXT:    cf.br ^[[END]](%arg1 : !fuse.str)
// CHECK:       ^[[END]](%[[R:.*]]: !fuse.str):
// CHECK-NEXT:    fuse.print %[[R]]
// CHECK-NEXT:    fuse.release %[[R]]
func.func @choose(%a: !fuse.str {fuse.own}, %b: !fuse.str {fuse.borrow}, %c: i1) {
  cf.cond_br %c, ^end(%a : !fuse.str), ^end(%b : !fuse.str)
^end(%r: !fuse.str):
  fuse.print %r
  return
}

// The ways of a switch.
// CHECK-LABEL: func.func @ways
// CHECK:         default: ^[[A:.*]],
// CHECK-NEXT:    1: ^[[B:.*]]
// CHECK:       ^[[B]]:
// CHECK-NEXT:    fuse.release %arg0
// CHECK-NEXT:    cf.br ^[[END:.*]](%arg1 : !fuse.str)
// CHECK:       ^[[A]]:
// CHECK-NEXT:    fuse.release %arg1
// CHECK-NEXT:    cf.br ^[[END]](%arg0 : !fuse.str)
func.func @ways(%a: !fuse.str {fuse.own}, %b: !fuse.str {fuse.own}, %t: i32) -> !fuse.str {
  cf.switch %t : i32, [
    default: ^end(%a : !fuse.str),
    1: ^end(%b : !fuse.str)
  ]
^end(%r: !fuse.str):
  return %r : !fuse.str
}

// A loop that looks at a list keeps it over all rounds and releases it on the way out.
// CHECK-LABEL: func.func @loop
// CHECK:       ^[[HEAD:.*]](%[[I:.*]]: i64):
// CHECK-NEXT:    %[[N:.*]] = fuse.list.length %arg0
// CHECK-NOT:     fuse.{{retain|release}}
// CHECK:         cf.cond_br %{{.*}}, ^[[BODY:.*]], ^[[END:.*]]
// CHECK:       ^[[BODY]]:
// CHECK-NOT:     fuse.{{retain|release}}
// CHECK:         cf.br ^[[HEAD]]
// CHECK:       ^[[END]]:
// CHECK-NEXT:    fuse.release %arg0
func.func @loop(%l: !fuse.list<!fuse.str> {fuse.own}, %z: i64, %one: i64) {
  cf.br ^head(%z : i64)
^head(%i: i64):
  %n = fuse.list.length %l : !fuse.list<!fuse.str>
  %c = arith.cmpi slt, %i, %n : i64
  cf.cond_br %c, ^body, ^end
^body:
  %s = fuse.list.get_unchecked %l[%i] : !fuse.list<!fuse.str>
  fuse.print %s
  %j = arith.addi %i, %one : i64
  cf.br ^head(%j : i64)
^end:
  return
}
