// Folds and patterns on concatenation and joining of text.
// RUN: fuse-opt %s --pass=canonicalize --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @concat_constants
// CHECK:         %[[S:.*]] = fuse.str.constant "abc"
// CHECK-NEXT:    return %[[S]]
func.func @concat_constants() -> !fuse.str {
  %a = fuse.str.constant "ab"
  %b = fuse.str.constant "c"
  %0 = fuse.str.concat %a, %b
  return %0 : !fuse.str
}

// -----

// Nested concatenations become one; neighbouring constants join; empty ones go.
// CHECK-LABEL: func.func @concat_flattens
// CHECK-SAME:    (%[[X:.*]]: !fuse.str)
// CHECK-DAG:     %[[L:.*]] = fuse.str.constant "<"
// CHECK-DAG:     %[[M:.*]] = fuse.str.constant ">!"
// CHECK:         %[[R:.*]] = fuse.str.concat %[[L]], %[[X]], %[[M]]{{$}}
// CHECK-NEXT:    return %[[R]]
func.func @concat_flattens(%x: !fuse.str) -> !fuse.str {
  %l = fuse.str.constant "<"
  %r = fuse.str.constant ">"
  %e = fuse.str.constant ""
  %b = fuse.str.constant "!"
  %0 = fuse.str.concat %l, %x, %r
  %1 = fuse.str.concat %e, %0, %b
  return %1 : !fuse.str
}

// -----

// A concatenation with another use is made anyway: it is not copied apart.
// CHECK-LABEL: func.func @concat_shared
// CHECK-SAME:    (%[[X:.*]]: !fuse.str)
// CHECK:         %[[A:.*]] = fuse.str.concat %[[X]], %[[X]]
// CHECK:         %[[B:.*]] = fuse.str.concat %[[A]], %[[X]]{{$}}
// CHECK:         return %[[A]], %[[B]]
func.func @concat_shared(%x: !fuse.str) -> (!fuse.str, !fuse.str) {
  %0 = fuse.str.concat %x, %x
  %1 = fuse.str.concat %0, %x
  return %0, %1 : !fuse.str, !fuse.str
}

// -----

// CHECK-LABEL: func.func @concat_of_empty
// CHECK-SAME:    (%[[X:.*]]: !fuse.str)
// CHECK-DAG:     %[[E:.*]] = fuse.str.constant ""
// CHECK-NOT:     concat
// CHECK:         return %[[X]], %[[E]]
func.func @concat_of_empty(%x: !fuse.str) -> (!fuse.str, !fuse.str) {
  %e = fuse.str.constant ""
  %0 = fuse.str.concat %e, %x, %e
  %1 = fuse.str.concat %e, %e
  return %0, %1 : !fuse.str, !fuse.str
}

// -----

// CHECK-LABEL: func.func @join_of_known_list
// CHECK-SAME:    (%[[X:.*]]: !fuse.str, %[[S:.*]]: !fuse.str)
// CHECK:         %[[R:.*]] = fuse.str.concat %[[X]], %[[S]], %[[X]]{{$}}
// CHECK-NEXT:    return %[[R]]
func.func @join_of_known_list(%x: !fuse.str, %s: !fuse.str) -> !fuse.str {
  %l = fuse.list.make %x, %x : !fuse.list<!fuse.str>
  %0 = fuse.str.join %l, %s : !fuse.list<!fuse.str>, !fuse.str
  return %0 : !fuse.str
}

// -----

// CHECK-LABEL: func.func @join_of_nothing
// CHECK:         %[[R:.*]] = fuse.str.constant ""
// CHECK-NEXT:    return %[[R]]
func.func @join_of_nothing(%s: !fuse.str) -> !fuse.str {
  %l = fuse.list.make : !fuse.list<!fuse.str>
  %0 = fuse.str.join %l, %s : !fuse.list<!fuse.str>, !fuse.str
  return %0 : !fuse.str
}
