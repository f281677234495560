// RUN: fuse-opt %s --pass=append-in-place | FileCheck %s

// No list is made for the element.
// CHECK-LABEL: func.func @one
// CHECK-NOT:   fuse.list.make
// CHECK:       %[[R:.*]] = fuse.list.push %arg0, %arg1 : !fuse.list<i64>
// CHECK-NEXT:  return %[[R]]
func.func @one(%l: !fuse.list<i64>, %v: i64) -> !fuse.list<i64> {
  %m = fuse.list.make %v : !fuse.list<i64>
  %r = fuse.list.concat %l, %m : !fuse.list<i64>
  return %r : !fuse.list<i64>
}

// Elements keep their order.
// CHECK-LABEL: func.func @two
// CHECK:       %[[A:.*]] = fuse.list.push %arg0, %arg1
// CHECK-NEXT:  %[[B:.*]] = fuse.list.push %[[A]], %arg2
// CHECK-NEXT:  return %[[B]]
func.func @two(%l: !fuse.list<!fuse.str>, %v: !fuse.str, %w: !fuse.str) -> !fuse.list<!fuse.str> {
  %m = fuse.list.make %v, %w : !fuse.list<!fuse.str>
  %r = fuse.list.concat %l, %m : !fuse.list<!fuse.str>
  return %r : !fuse.list<!fuse.str>
}

// Left alone: the list is needed elsewhere, has many elements, has none, or stands on the left.
// CHECK-LABEL: func.func @kept
// CHECK-NOT:   fuse.list.push
// CHECK:       return
func.func @kept(%l: !fuse.list<i64>, %v: i64) -> !fuse.list<i64> {
  %shared = fuse.list.make %v : !fuse.list<i64>
  %a = fuse.list.concat %l, %shared : !fuse.list<i64>
  %b = fuse.list.concat %a, %shared : !fuse.list<i64>
  %many = fuse.list.make %v, %v, %v, %v, %v : !fuse.list<i64>
  %c = fuse.list.concat %b, %many : !fuse.list<i64>
  %none = fuse.list.make : !fuse.list<i64>
  %d = fuse.list.concat %c, %none : !fuse.list<i64>
  %left = fuse.list.make %v : !fuse.list<i64>
  %e = fuse.list.concat %left, %d : !fuse.list<i64>
  return %e : !fuse.list<i64>
}
