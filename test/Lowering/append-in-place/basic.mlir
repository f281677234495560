// RUN: fuse-opt %s --pass=append-in-place | FileCheck %s

// The text that a loop carries is used up by each iteration.
// CHECK-LABEL: func.func @loop
// CHECK:       ^bb1(%{{.*}}: i64, %[[S:.*]]: !fuse.str):
// CHECK:       fuse.str.append %[[S]], %arg1, %arg1
// CHECK:       return
func.func @loop(%n: i64, %t: !fuse.str) -> !fuse.str {
  %empty = fuse.str.constant ""
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  cf.br ^head(%c0, %empty : i64, !fuse.str)
^head(%i: i64, %s: !fuse.str):
  %more = arith.cmpi slt, %i, %n : i64
  cf.cond_br %more, ^body, ^exit
^body:
  %next = fuse.str.concat %s, %t, %t
  %j = arith.addi %i, %c1 : i64
  cf.br ^head(%j, %next : i64, !fuse.str)
^exit:
  return %s : !fuse.str
}

// A text made here, and a parameter that nothing else needs.
// CHECK-LABEL: func.func @made
// CHECK:       %[[N:.*]] = fuse.str.from %arg1
// CHECK:       %[[A:.*]] = fuse.str.append %[[N]], %arg0
// CHECK-NEXT:  %[[B:.*]] = fuse.str.append %arg0, %[[A]]
// CHECK-NEXT:  return %[[B]]
func.func @made(%s: !fuse.str, %i: i64) -> !fuse.str {
  %n = fuse.str.from %i : i64
  %a = fuse.str.concat %n, %s
  %b = fuse.str.concat %s, %a
  return %b : !fuse.str
}

// A field that is read for this alone: take-elements makes a nested update of it.
fuse.struct.def @Page {text: !fuse.str, name: !fuse.str}
// CHECK-LABEL: func.func @field
// CHECK:       %[[T:.*]] = fuse.struct.get %arg0["text"]
// CHECK:       fuse.str.append %[[T]], %arg1
// CHECK:       return
func.func @field(%p: !fuse.struct<@Page>, %t: !fuse.str) -> !fuse.struct<@Page> {
  %old = fuse.struct.get %p["text"] : !fuse.struct<@Page> -> !fuse.str
  %new = fuse.str.concat %old, %t
  %r = fuse.struct.set %p["text"], %new : !fuse.struct<@Page>, !fuse.str
  return %r : !fuse.struct<@Page>
}
