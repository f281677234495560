// Folds and patterns on structs and enums.
// RUN: fuse-opt %s --pass=canonicalize --split-input-file | FileCheck %s

fuse.struct.def @User {name: !fuse.str, age: i64}

// CHECK-LABEL: func.func @fields
// CHECK-SAME:    (%[[N:.*]]: !fuse.str, %[[A:.*]]: i64, %[[S:.*]]: !fuse.struct<@User>)
// CHECK-NEXT:    %[[O:.*]] = fuse.struct.get %[[S]]["name"]
// CHECK-NEXT:    return %[[A]], %[[A]], %[[O]]
func.func @fields(%n: !fuse.str, %a: i64, %s: !fuse.struct<@User>) -> (i64, i64, !fuse.str) {
  %make = fuse.struct.make %n, %a : (!fuse.str, i64) -> !fuse.struct<@User>
  %set = fuse.struct.set %s["age"], %a : !fuse.struct<@User>, i64
  %0 = fuse.struct.get %make["age"] : !fuse.struct<@User> -> i64
  %1 = fuse.struct.get %set["age"] : !fuse.struct<@User> -> i64
  %2 = fuse.struct.get %set["name"] : !fuse.struct<@User> -> !fuse.str
  return %0, %1, %2 : i64, i64, !fuse.str
}

// -----

fuse.struct.def @User {name: !fuse.str, age: i64}

// CHECK-LABEL: func.func @field_stores
// CHECK-SAME:    (%[[N:.*]]: !fuse.str, %[[A:.*]]: i64, %[[S:.*]]: !fuse.struct<@User>)
// CHECK-NEXT:    %[[M:.*]] = fuse.struct.make %[[N]], %[[A]]
// CHECK-NEXT:    %[[T:.*]] = fuse.struct.set %[[S]]["age"], %[[A]]
// CHECK-NEXT:    return %[[M]], %[[T]], %[[S]]
func.func @field_stores(%n: !fuse.str, %a: i64, %s: !fuse.struct<@User>)
    -> (!fuse.struct<@User>, !fuse.struct<@User>, !fuse.struct<@User>) {
  %zero = arith.constant 0 : i64
  %make = fuse.struct.make %n, %zero : (!fuse.str, i64) -> !fuse.struct<@User>
  %0 = fuse.struct.set %make["age"], %a : !fuse.struct<@User>, i64
  %once = fuse.struct.set %s["age"], %zero : !fuse.struct<@User>, i64
  %1 = fuse.struct.set %once["age"], %a : !fuse.struct<@User>, i64
  %name = fuse.struct.get %s["name"] : !fuse.struct<@User> -> !fuse.str
  %2 = fuse.struct.set %s["name"], %name : !fuse.struct<@User>, !fuse.str
  return %0, %1, %2 : !fuse.struct<@User>, !fuse.struct<@User>, !fuse.struct<@User>
}

// -----

fuse.enum.def @Color {Red, Grey(i64), Rgb(i64, i64, i64)}

// A payload of another variant is in code that never runs: it stays.
// CHECK-LABEL: func.func @enums
// CHECK-SAME:    (%[[X:.*]]: i64, %[[Y:.*]]: i64)
// CHECK-DAG:     %[[TAG:.*]] = arith.constant 2 : i32
// CHECK:         %[[W:.*]] = fuse.enum.get %{{.*}}["Grey", 0]
// CHECK-NEXT:    return %[[TAG]], %[[Y]], %[[W]]
func.func @enums(%x: i64, %y: i64) -> (i32, i64, i64) {
  %e = fuse.enum.make "Rgb"(%x, %y, %x) : (i64, i64, i64) -> !fuse.enum<@Color>
  %0 = fuse.enum.tag %e : !fuse.enum<@Color>
  %1 = fuse.enum.get %e["Rgb", 1] : !fuse.enum<@Color> -> i64
  %2 = fuse.enum.get %e["Grey", 0] : !fuse.enum<@Color> -> i64
  return %0, %1, %2 : i32, i64, i64
}
