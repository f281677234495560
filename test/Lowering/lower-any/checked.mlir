// RUN: fuse-opt %s --pass=lower-any | FileCheck %s
// A conversion out of any checks the value and its parts, and says the type as the language writes it.
fuse.struct.def @User {name: !fuse.str, tags: !fuse.list<!fuse.str>}
// CHECK-LABEL: func.func @narrow
// CHECK:         call @any.to.User(%{{.*}}) : (!fuse.any) -> !fuse.struct<@User>
// CHECK-LABEL: func.func private @any.to.User(
// CHECK-SAME:      %[[A:.*]]: !fuse.any)
// CHECK:         %[[IS:.*]] = fuse.any.is %[[A]] : !fuse.struct<@User>
// CHECK:         fuse.check %[[IS]] {
// CHECK:           fuse.str.constant "type mismatch: expected User, got "
// CHECK:           fuse.builtin "any.type_name"(%[[A]])
// CHECK:         %[[P:.*]] = fuse.any.part %[[A]][0]
// CHECK:         call @any.to.str(%[[P]])
// CHECK:         fuse.any.part %[[A]][1]
// CHECK:         call @"any.to.list<str>"
// CHECK:         fuse.struct.make
// CHECK-LABEL: func.func private @any.to.str
// CHECK:           fuse.str.constant "type mismatch: expected String, got "
// CHECK:         fuse.any.get %{{.*}} : !fuse.str
// CHECK-LABEL: func.func private @"any.to.list<str>"
// CHECK:           fuse.str.constant "type mismatch: expected List<String>, got "
func.func @narrow(%a: !fuse.any) -> !fuse.struct<@User> {
  %0 = fuse.any.to %a : !fuse.struct<@User>
  return %0 : !fuse.struct<@User>
}
