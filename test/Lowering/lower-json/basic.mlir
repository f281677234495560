// RUN: fuse-opt %s --pass=lower-json | FileCheck %s

fuse.struct.def @User {name: !fuse.str, age: i64}

// A scalar is written where it is encoded.
// CHECK-LABEL: func.func @scalar
// CHECK-SAME:    (%[[N:.*]]: i64)
// CHECK:         %[[T:.*]] = fuse.str.constant ""
// CHECK-NEXT:    %[[J:.*]] = fuse.json.put %[[T]], %[[N]] : i64
// CHECK-NEXT:    return %[[J]]
func.func @scalar(%n: i64) -> !fuse.str {
  %0 = fuse.json.encode %n : i64
  return %0 : !fuse.str
}

// One function a type, whatever number of times it is encoded.
// CHECK-LABEL: func.func @users
// CHECK:         call @"json.list<User>"(%{{.*}}, %{{.*}}) : (!fuse.str, !fuse.list<!fuse.struct<@User>>) -> !fuse.str
// CHECK:         call @json.User
func.func @users(%users: !fuse.list<!fuse.struct<@User>>, %user: !fuse.struct<@User>) -> (!fuse.str, !fuse.str) {
  %0 = fuse.json.encode %users : !fuse.list<!fuse.struct<@User>>
  %1 = fuse.json.encode %user : !fuse.struct<@User>
  return %0, %1 : !fuse.str, !fuse.str
}

// The text goes through the loop; all elements but the first come behind a comma.
// CHECK-LABEL: func.func private @"json.list<User>"
// CHECK-SAME:    (%[[T:.*]]: !fuse.str, %[[L:.*]]: !fuse.list<!fuse.struct<@User>>)
// CHECK:         %[[OPEN:.*]] = fuse.str.append %[[T]]
// CHECK:         %[[LOOP:.*]] = scf.for {{.*}} iter_args(%[[BEFORE:.*]] = %[[OPEN]])
// CHECK:           %[[AFTER:.*]] = scf.if
// CHECK:             scf.yield %[[BEFORE]]
// CHECK:             fuse.str.append %[[BEFORE]]
// CHECK:           %[[USER:.*]] = fuse.list.get_unchecked %[[L]]
// CHECK:           %[[DONE:.*]] = func.call @json.User(%[[AFTER]], %[[USER]])
// CHECK:           scf.yield %[[DONE]]
// CHECK:         fuse.str.append %[[LOOP]]

// Fields in the order of their names.
// CHECK-LABEL: func.func private @json.User
// CHECK:         fuse.str.constant "{\22age\22:"
// CHECK:         fuse.json.put %{{.*}}, %{{.*}} : i64
// CHECK:         fuse.str.constant ",\22name\22:"
// CHECK:         fuse.json.put %{{.*}}, %{{.*}} : !fuse.str
// CHECK:         fuse.str.constant "}"
