// RUN: fuse-opt %s --pass=lower-any | FileCheck %s
// A task becomes one of a value known at run time: another task, which waits for it.
// CHECK-LABEL: func.func @widen
// CHECK:         %[[T:.*]] = fuse.spawn @"any.from.task<str>.value"(%arg0) : (!fuse.task<!fuse.str>) -> !fuse.task<!fuse.any>
// CHECK:         fuse.any.from %[[T]] : !fuse.task<!fuse.any>
func.func @widen(%t: !fuse.task<!fuse.str>) -> !fuse.any {
  %0 = fuse.any.from %t : !fuse.task<!fuse.str>
  return %0 : !fuse.any
}

// One that gives such a value already stays itself.
// CHECK-LABEL: func.func @same
// CHECK-NOT:     fuse.spawn
// CHECK:         return
func.func @same(%t: !fuse.task<!fuse.any>) -> !fuse.any {
  %0 = fuse.any.from %t : !fuse.task<!fuse.any>
  return %0 : !fuse.any
}

// CHECK-LABEL: func.func @narrow
// CHECK:         call @"any.to.task<unit>"
func.func @narrow(%a: !fuse.any) -> !fuse.task<!fuse.unit> {
  %0 = fuse.any.to %a : !fuse.task<!fuse.unit>
  return %0 : !fuse.task<!fuse.unit>
}

// CHECK-LABEL: func.func private @"any.from.task<str>.value"(%arg0: !fuse.task<!fuse.str> {fuse.borrow}) -> !fuse.any
// CHECK-SAME:      attributes {fuse.exported}
// CHECK:         %[[V:.*]] = fuse.await %arg0
// CHECK:         fuse.any.from %[[V]] : !fuse.str

// Back, what the task gives is checked when it has given it. Unit is no result of a function.
// CHECK-LABEL: func.func private @"any.to.task<unit>"
// CHECK:         %[[T:.*]] = fuse.any.get %{{.*}} : !fuse.task<!fuse.any>
// CHECK:         fuse.spawn @"any.to.task<unit>.value"(%[[T]])
// CHECK-LABEL: func.func private @"any.to.task<unit>.value"(%arg0: !fuse.task<!fuse.any> {fuse.borrow})
// CHECK:         %[[V:.*]] = fuse.await %arg0
// CHECK:         call @any.to.unit(%[[V]])
// CHECK:         return{{$}}
