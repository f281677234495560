// RUN: fuse-opt %s --pass=insert-rc | FileCheck %s

func.func private @take(!fuse.str {fuse.own})
fuse.struct.def @User {name: !fuse.str, tags: !fuse.list<!fuse.str>}

// Looking at a part keeps what it is part of alive, and needs no count.
// CHECK-LABEL: func.func @look
// CHECK:         %[[TAGS:.*]] = fuse.struct.get %arg0["tags"]
// CHECK-NEXT:    %[[TAG:.*]] = fuse.list.get_unchecked %[[TAGS]][%arg1]
// CHECK-NEXT:    fuse.print %[[TAG]]
// CHECK-NEXT:    fuse.release %arg0 : !fuse.struct<@User>
// CHECK-NEXT:    return
func.func @look(%u: !fuse.struct<@User> {fuse.own}, %i: i64) {
  %tags = fuse.struct.get %u["tags"] : !fuse.struct<@User> -> !fuse.list<!fuse.str>
  %tag = fuse.list.get_unchecked %tags[%i] : !fuse.list<!fuse.str>
  fuse.print %tag
  return
}

// A part that is consumed gets a count of its own first; then what it was part of may go, before the op.
// CHECK-LABEL: func.func @consume
// CHECK:         %[[NAME:.*]] = fuse.struct.get %arg0["name"]
// CHECK-NEXT:    fuse.retain %[[NAME]]
// CHECK-NEXT:    fuse.release %arg0
// CHECK-NEXT:    call @take(%[[NAME]])
// CHECK-NEXT:    return
func.func @consume(%u: !fuse.struct<@User> {fuse.own}) {
  %name = fuse.struct.get %u["name"] : !fuse.struct<@User> -> !fuse.str
  call @take(%name) : (!fuse.str) -> ()
  return
}

// A part may be stored into what it was part of.
// CHECK-LABEL: func.func @swap
// CHECK:         %[[V:.*]] = fuse.list.get_unchecked %arg0[%arg1]
// CHECK-NEXT:    fuse.retain %[[V]]
// CHECK-NEXT:    fuse.list.set_unchecked %arg0[%arg2], %[[V]]
// CHECK-NEXT:    return
func.func @swap(%l: !fuse.list<!fuse.str> {fuse.own}, %i: i64, %j: i64) -> !fuse.list<!fuse.str> {
  %v = fuse.list.get_unchecked %l[%i] : !fuse.list<!fuse.str>
  %m = fuse.list.set_unchecked %l[%j], %v : !fuse.list<!fuse.str>
  return %m : !fuse.list<!fuse.str>
}

// Globals are borrowed.
fuse.global @App.name : !fuse.str
// CHECK-LABEL: func.func @global
// CHECK-NEXT:    %[[G:.*]] = fuse.global.load @App.name
// CHECK-NEXT:    fuse.print %[[G]]
// CHECK-NEXT:    fuse.retain %[[G]]
// CHECK-NEXT:    return %[[G]]
func.func @global() -> !fuse.str {
  %g = fuse.global.load @App.name : !fuse.str
  fuse.print %g
  return %g : !fuse.str
}
