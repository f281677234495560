// RUN: fuse-opt %s --pass=lower-text | FileCheck %s
// Texts of numbers stay with the runtime; the text of a text is itself; no function is generated.
// CHECK-NOT:   func.func private
// CHECK-LABEL: func.func @show
// CHECK-SAME:      %[[I:.*]]: i64, %[[S:.*]]: !fuse.str)
// CHECK:         %[[T:.*]] = fuse.str.from %[[I]] : i64
// CHECK:         return %[[T]], %[[S]]
func.func @show(%i: i64, %s: !fuse.str) -> (!fuse.str, !fuse.str) {
  %0 = fuse.str.from %i : i64
  %1 = fuse.str.from %s : !fuse.str
  return %0, %1 : !fuse.str, !fuse.str
}
