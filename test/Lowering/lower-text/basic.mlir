// RUN: fuse-opt %s --pass=lower-text | FileCheck %s
// The text of a list is a call of a generated function that joins the texts of its elements.
// CHECK-LABEL: func.func @show
// CHECK-NOT:     fuse.str.from
// CHECK:         call @"text.list<i64>"(%{{.*}}) : (!fuse.list<i64>) -> !fuse.str
// CHECK-LABEL: func.func private @"text.list<i64>"(
// CHECK-SAME:      %[[LIST:.*]]: !fuse.list<i64>) -> !fuse.str
// CHECK:         %[[N:.*]] = fuse.list.length %[[LIST]]
// CHECK:         %[[TEXTS:.*]] = scf.for %[[I:.*]] = %{{.*}} to %[[N]]
// CHECK:           %[[E:.*]] = fuse.list.get_unchecked %[[LIST]][%[[I]]]
// CHECK:           fuse.str.from %[[E]] : i64
// CHECK:         fuse.str.join %[[TEXTS]]
func.func @show(%xs: !fuse.list<i64>) -> !fuse.str {
  %0 = fuse.str.from %xs : !fuse.list<i64>
  return %0 : !fuse.str
}
