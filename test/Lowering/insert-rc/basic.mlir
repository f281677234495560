// RUN: fuse-opt %s --pass=insert-rc | FileCheck %s

func.func private @take(!fuse.str {fuse.own})
func.func private @look(!fuse.str {fuse.borrow})
func.func private @both(!fuse.str {fuse.own}, !fuse.str {fuse.borrow})

// The last use moves the value: no retain before it, no release after it.
// CHECK-LABEL: func.func @last_use_moves
// CHECK-NEXT:    call @take(%arg0)
// CHECK-NEXT:    return
func.func @last_use_moves(%s: !fuse.str {fuse.own}) {
  call @take(%s) : (!fuse.str) -> ()
  return
}

// A consuming use before the last one takes a count of its own.
// CHECK-LABEL: func.func @earlier_use_retains
// CHECK-NEXT:    fuse.retain %arg0
// CHECK-NEXT:    call @take(%arg0)
// CHECK-NEXT:    call @take(%arg0)
// CHECK-NEXT:    return
func.func @earlier_use_retains(%s: !fuse.str {fuse.own}) {
  call @take(%s) : (!fuse.str) -> ()
  call @take(%s) : (!fuse.str) -> ()
  return
}

// A last use that borrows is followed by the release, at once.
// CHECK-LABEL: func.func @last_look_releases
// CHECK-NEXT:    fuse.print %arg0
// CHECK-NEXT:    call @look(%arg0)
// CHECK-NEXT:    fuse.release %arg0
// CHECK-NEXT:    fuse.str.constant
// CHECK-NEXT:    fuse.print
// CHECK-NEXT:    return
func.func @last_look_releases(%s: !fuse.str {fuse.own}) {
  fuse.print %s
  call @look(%s) : (!fuse.str) -> ()
  %t = fuse.str.constant "later"
  fuse.print %t
  return
}

// What is borrowed is never released, and retained before it is consumed.
// CHECK-LABEL: func.func @borrowed
// CHECK-NEXT:    fuse.print %arg0
// CHECK-NEXT:    fuse.retain %arg0
// CHECK-NEXT:    call @take(%arg0)
// CHECK-NEXT:    return
func.func @borrowed(%s: !fuse.str {fuse.borrow}) {
  fuse.print %s
  call @take(%s) : (!fuse.str) -> ()
  return
}

// An unused parameter dies on entry, an unused result where it is made.
// CHECK-LABEL: func.func @unused
// CHECK-NEXT:    fuse.release %arg0
// CHECK-NEXT:    %[[T:.*]] = fuse.str.trim %arg1
// CHECK-NEXT:    fuse.release %[[T]]
// CHECK-NEXT:    return
func.func @unused(%s: !fuse.str {fuse.own}, %t: !fuse.str {fuse.borrow}) {
  %u = fuse.str.trim %t
  return
}

// One value twice in one op: a count for each, and one to look at.
// CHECK-LABEL: func.func @twice
// CHECK-NEXT:    fuse.retain %arg0
// CHECK-NEXT:    call @both(%arg0, %arg0)
// CHECK-NEXT:    fuse.release %arg0
// CHECK-NEXT:    fuse.retain %arg1
// CHECK-NEXT:    fuse.list.make %arg1, %arg1
func.func @twice(%s: !fuse.str {fuse.own}, %t: !fuse.str {fuse.own}) -> !fuse.list<!fuse.str> {
  call @both(%s, %s) : (!fuse.str, !fuse.str) -> ()
  %l = fuse.list.make %t, %t : !fuse.list<!fuse.str>
  return %l : !fuse.list<!fuse.str>
}

// Constants, null and numbers have nothing to count; nor has an aggregate of them.
fuse.enum.def @Shape {Dot, Named(!fuse.str)}
// CHECK-LABEL: func.func @free
// CHECK-NOT:     fuse.{{retain|release}}
// CHECK:         return
func.func @free(%n: i64) -> !fuse.enum<@Shape> {
  %s = fuse.str.constant "x"
  fuse.print %s
  fuse.print %s
  %o = fuse.option.none : !fuse.option<!fuse.str>
  %d = fuse.enum.make "Dot"() : () -> !fuse.enum<@Shape>
  %e = fuse.enum.make "Named"(%s) : (!fuse.str) -> !fuse.enum<@Shape>
  return %e : !fuse.enum<@Shape>
}
