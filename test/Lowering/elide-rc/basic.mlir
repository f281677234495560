// RUN: fuse-opt %s --pass=elide-rc | FileCheck %s

func.func private @take(!fuse.str {fuse.own})
fuse.struct.def @User {name: !fuse.str, tags: !fuse.list<!fuse.str>}
fuse.enum.def @Shape {Dot, Pair(!fuse.str, !fuse.str)}

// The value moves out of the option.
// CHECK-LABEL: func.func @option
// CHECK-NEXT:    %[[S:.*]] = fuse.option.get %arg0 {move}
// CHECK-NEXT:    call @take(%[[S]])
// CHECK-NEXT:    return
func.func @option(%o: !fuse.option<!fuse.str> {fuse.own}) {
  %s = fuse.option.get %o : !fuse.option<!fuse.str>
  fuse.retain %s : !fuse.str
  fuse.release %o : !fuse.option<!fuse.str>
  call @take(%s) : (!fuse.str) -> ()
  return
}

// What only looked before the container died keeps looking at the borrowed part.
// CHECK-LABEL: func.func @struct
// CHECK-NEXT:    %[[S:.*]] = fuse.struct.get %arg0["name"] :
// CHECK-NEXT:    fuse.print %[[S]]
// CHECK-NEXT:    %[[T:.*]] = fuse.struct.get %arg0["name"] {move}
// CHECK-NEXT:    return %[[T]]
func.func @struct(%u: !fuse.struct<@User> {fuse.own}) -> !fuse.str {
  %s = fuse.struct.get %u["name"] : !fuse.struct<@User> -> !fuse.str
  fuse.print %s
  fuse.retain %s : !fuse.str
  fuse.release %u : !fuse.struct<@User>
  return %s : !fuse.str
}

// Two parts: one moves, the other one keeps its retain, and both are passed on.
// CHECK-LABEL: func.func @enum
// CHECK-NEXT:    %[[B:.*]] = fuse.enum.get %arg0["Pair", 1] :
// CHECK-NEXT:    fuse.retain %[[B]]
// CHECK-NEXT:    %[[A:.*]] = fuse.enum.get %arg0["Pair", 0] {move}
// CHECK-NEXT:    cf.br ^{{.*}}(%[[A]], %[[B]] : !fuse.str, !fuse.str)
func.func @enum(%e: !fuse.enum<@Shape> {fuse.own}) -> !fuse.list<!fuse.str> {
  %a = fuse.enum.get %e["Pair", 0] : !fuse.enum<@Shape> -> !fuse.str
  %b = fuse.enum.get %e["Pair", 1] : !fuse.enum<@Shape> -> !fuse.str
  fuse.retain %a : !fuse.str
  fuse.retain %b : !fuse.str
  fuse.release %e : !fuse.enum<@Shape>
  cf.br ^end(%a, %b : !fuse.str, !fuse.str)
^end(%x: !fuse.str, %y: !fuse.str):
  %l = fuse.list.make %x, %y : !fuse.list<!fuse.str>
  return %l : !fuse.list<!fuse.str>
}
