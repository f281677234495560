// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s
// Structs and enums are unboxed; payloads of all variants share the slots of their scalar class.
fuse.struct.def @User {name: !fuse.str, age: i64}
fuse.enum.def @Shape {Empty, Box(i64, f64), Named(!fuse.str, i1)}
// CHECK-NOT:   fuse.struct.def
// CHECK-LABEL: func.func @user
// CHECK-SAME:      -> !llvm.struct<(ptr, i64)>
// CHECK:         llvm.insertvalue %{{.*}}, %{{.*}}[0] : !llvm.struct<(ptr, i64)>
// CHECK:         llvm.insertvalue %{{.*}}, %{{.*}}[1] : !llvm.struct<(ptr, i64)>
func.func @user(%n: !fuse.str, %a: i64) -> !fuse.struct<@User> {
  %0 = fuse.struct.make %n, %a : (!fuse.str, i64) -> !fuse.struct<@User>
  return %0 : !fuse.struct<@User>
}

// A field that is replaced is released.
// CHECK-LABEL: func.func @rename
// CHECK:         %[[OLD:.*]] = llvm.extractvalue %[[U:.*]][0]
// CHECK:         fuse_rt.release %[[OLD]]
// CHECK:         llvm.insertvalue %{{.*}}, %[[U]][0]
func.func @rename(%u: !fuse.struct<@User>, %n: !fuse.str) -> !fuse.struct<@User> {
  %0 = fuse.struct.set %u["name"], %n : !fuse.struct<@User>, !fuse.str
  return %0 : !fuse.struct<@User>
}

// CHECK-LABEL: func.func @named
// CHECK-SAME:      -> !llvm.struct<(i32, i64, f64, ptr)>
// CHECK:         %[[TAG:.*]] = arith.constant 2 : i32
// CHECK:         llvm.insertvalue %[[TAG]], %{{.*}}[0]
// CHECK:         llvm.insertvalue %{{.*}}, %{{.*}}[3]
// CHECK:         %[[WIDE:.*]] = arith.extui %{{.*}} : i1 to i64
// CHECK:         llvm.insertvalue %[[WIDE]], %{{.*}}[1]
func.func @named(%n: !fuse.str, %b: i1) -> !fuse.enum<@Shape> {
  %0 = fuse.enum.make "Named"(%n, %b) : (!fuse.str, i1) -> !fuse.enum<@Shape>
  return %0 : !fuse.enum<@Shape>
}

// CHECK-LABEL: func.func @drop
// CHECK:         call @release.Shape(
func.func @drop(%s: !fuse.enum<@Shape>) {
  fuse.release %s : !fuse.enum<@Shape>
  return
}

// A field moved out is the struct's own reference; the other fields die.
fuse.struct.def @Person {name: !fuse.str, age: i64, town: !fuse.str}
// CHECK-LABEL: func.func @move_field
// CHECK:         %[[TOWN:.*]] = llvm.extractvalue %arg0[2]
// CHECK:         fuse_rt.release %[[TOWN]]
// CHECK:         %[[NAME:.*]] = llvm.extractvalue %arg0[0]
// CHECK:         return %[[NAME]]
func.func @move_field(%p: !fuse.struct<@Person>) -> !fuse.str {
  %name = fuse.struct.get %p["name"] {move} : !fuse.struct<@Person> -> !fuse.str
  return %name : !fuse.str
}

// The same for the payload of an enum.
fuse.enum.def @Couple {None, Both(!fuse.str, !fuse.str)}
// CHECK-LABEL: func.func @move_payload
// CHECK:         %[[FIRST:.*]] = llvm.extractvalue %arg0[1]
// CHECK:         fuse_rt.release %[[FIRST]]
// CHECK:         %[[SECOND:.*]] = llvm.extractvalue %arg0[2]
// CHECK:         return %[[SECOND]]
func.func @move_payload(%e: !fuse.enum<@Couple>) -> !fuse.str {
  %second = fuse.enum.get %e["Both", 1] {move} : !fuse.enum<@Couple> -> !fuse.str
  return %second : !fuse.str
}

// A hole is filled without a release.
// CHECK-LABEL: func.func @hole
// CHECK-NOT:     fuse_rt.release
// CHECK:         llvm.insertvalue
// CHECK-NOT:     fuse_rt.release
// CHECK:         return
func.func @hole(%p: !fuse.struct<@Person>) -> !fuse.struct<@Person> {
  %rest, %name = fuse.struct.take %p["name"] : !fuse.struct<@Person> -> !fuse.str
  %q = fuse.struct.put %rest["name"], %name : !fuse.struct<@Person>, !fuse.str
  return %q : !fuse.struct<@Person>
}
