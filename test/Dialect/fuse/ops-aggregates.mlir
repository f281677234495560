// Every op on lists, options, structs and enums once: what is printed reads back.
// RUN: fuse-opt %s | fuse-opt | FileCheck %s

fuse.struct.def @User {name: !fuse.str, age: i64}
fuse.struct.def @Empty {}
fuse.enum.def @Color {Red, Rgb(i64, i64, i64)}

// CHECK-LABEL: func.func @lists
// CHECK-SAME:    (%[[I:.*]]: i64, %[[F:.*]]: f64, %[[L:.*]]: !fuse.list<i64>)
func.func @lists(%i: i64, %f: f64, %l: !fuse.list<i64>) {
  // CHECK: fuse.list.make %[[I]], %[[I]] : !fuse.list<i64>
  // CHECK: fuse.list.make : !fuse.list<!fuse.str>
  // CHECK: fuse.list.constant(array<i64: 1, -2>) : !fuse.list<i64>
  // CHECK: fuse.list.constant(array<f64: 5.000000e-01>) : !fuse.list<f64>
  // CHECK: fuse.list.constant(array<i1: true, false>) : !fuse.list<i1>
  // CHECK: fuse.list.texts ["a", "b\00"] : !fuse.list<!fuse.str>
  // CHECK: fuse.list.range %[[I]], %[[I]] : !fuse.list<i64>
  // CHECK: fuse.list.range %[[F]], %[[F]] : !fuse.list<f64>
  // CHECK: fuse.list.range_unchecked %[[I]], %[[I]] : !fuse.list<i64>
  // CHECK: fuse.list.length %[[L]] : !fuse.list<i64>
  // CHECK: fuse.list.get %[[L]][%[[I]]] : !fuse.list<i64>
  // CHECK: fuse.list.get_unchecked %[[L]][%[[I]]] : !fuse.list<i64>
  // CHECK: fuse.list.set %[[L]][%[[I]]], %[[I]] : !fuse.list<i64>
  // CHECK: fuse.list.set_unchecked %[[L]][%[[I]]], %[[I]] : !fuse.list<i64>
  // CHECK: fuse.list.concat %[[L]], %[[L]] : !fuse.list<i64>
  // CHECK: fuse.list.unique %[[L]] : !fuse.list<i64>
  // CHECK: fuse.list.shortest %{{.*}}[%[[I]], %[[I]]] : !fuse.list<!fuse.list<i64>>
  // CHECK: fuse.list.push %[[L]], %[[I]] : !fuse.list<i64>
  // CHECK: %[[REST:.*]], %[[E:.*]] = fuse.list.take %[[L]][%[[I]]] : !fuse.list<i64>
  // CHECK: fuse.list.put %[[REST]][%[[I]]], %[[E]] : !fuse.list<i64>
  %0 = fuse.list.make %i, %i : !fuse.list<i64>
  %1 = fuse.list.make : !fuse.list<!fuse.str>
  %ints = fuse.list.constant(array<i64: 1, -2>) : !fuse.list<i64>
  %floats = fuse.list.constant(array<f64: 0.5>) : !fuse.list<f64>
  %bools = fuse.list.constant(array<i1: true, false>) : !fuse.list<i1>
  %texts = fuse.list.texts ["a", "b\00"] : !fuse.list<!fuse.str>
  %2 = fuse.list.range %i, %i : !fuse.list<i64>
  %3 = fuse.list.range %f, %f : !fuse.list<f64>
  %4 = fuse.list.range_unchecked %i, %i : !fuse.list<i64>
  %5 = fuse.list.length %l : !fuse.list<i64>
  %6 = fuse.list.get %l[%i] : !fuse.list<i64>
  %7 = fuse.list.get_unchecked %l[%i] : !fuse.list<i64>
  %8 = fuse.list.set %l[%i], %i : !fuse.list<i64>
  %9 = fuse.list.set_unchecked %l[%i], %i : !fuse.list<i64>
  %10 = fuse.list.concat %l, %l : !fuse.list<i64>
  %11 = fuse.list.unique %l : !fuse.list<i64>
  %rows = fuse.list.make %l : !fuse.list<!fuse.list<i64>>
  %shortest = fuse.list.shortest %rows[%i, %i] : !fuse.list<!fuse.list<i64>>
  %pushed = fuse.list.push %l, %i : !fuse.list<i64>
  %rest, %element = fuse.list.take %l[%i] : !fuse.list<i64>
  %12 = fuse.list.put %rest[%i], %element : !fuse.list<i64>
  return
}

// CHECK-LABEL: func.func @options
// CHECK-SAME:    (%[[I:.*]]: i64, %[[O:.*]]: !fuse.option<i64>)
func.func @options(%i: i64, %o: !fuse.option<i64>) {
  // CHECK: fuse.option.some %[[I]] : !fuse.option<i64>
  // CHECK: fuse.option.none : !fuse.option<i64>
  // CHECK: fuse.option.is_some %[[O]] : !fuse.option<i64>
  // CHECK: fuse.option.get %[[O]] : !fuse.option<i64>
  %0 = fuse.option.some %i : !fuse.option<i64>
  %1 = fuse.option.none : !fuse.option<i64>
  %2 = fuse.option.is_some %o : !fuse.option<i64>
  %3 = fuse.option.get %o : !fuse.option<i64>
  return
}

// CHECK-LABEL: func.func @structs
// CHECK-SAME:    (%[[N:.*]]: !fuse.str, %[[I:.*]]: i64, %[[S:.*]]: !fuse.struct<@User>)
func.func @structs(%n: !fuse.str, %i: i64, %s: !fuse.struct<@User>) {
  // CHECK: fuse.struct.make %[[N]], %[[I]] : (!fuse.str, i64) -> !fuse.struct<@User>
  // CHECK: fuse.struct.make : () -> !fuse.struct<@Empty>
  // CHECK: fuse.struct.get %[[S]]["name"] : !fuse.struct<@User> -> !fuse.str
  // CHECK: fuse.struct.set %[[S]]["name"], %[[N]] : !fuse.struct<@User>, !fuse.str
  // CHECK: %[[REST:.*]], %[[V:.*]] = fuse.struct.take %[[S]]["name"] : !fuse.struct<@User> -> !fuse.str
  // CHECK: fuse.struct.put %[[REST]]["name"], %[[V]] : !fuse.struct<@User>, !fuse.str
  %0 = fuse.struct.make %n, %i : (!fuse.str, i64) -> !fuse.struct<@User>
  %1 = fuse.struct.make : () -> !fuse.struct<@Empty>
  %2 = fuse.struct.get %s["name"] : !fuse.struct<@User> -> !fuse.str
  %3 = fuse.struct.set %s["name"], %n : !fuse.struct<@User>, !fuse.str
  %rest, %value = fuse.struct.take %s["name"] : !fuse.struct<@User> -> !fuse.str
  %4 = fuse.struct.put %rest["name"], %value : !fuse.struct<@User>, !fuse.str
  return
}

// CHECK-LABEL: func.func @enums
// CHECK-SAME:    (%[[I:.*]]: i64, %[[E:.*]]: !fuse.enum<@Color>)
func.func @enums(%i: i64, %e: !fuse.enum<@Color>) {
  // CHECK: fuse.enum.make "Rgb"(%[[I]], %[[I]], %[[I]]) : (i64, i64, i64) -> !fuse.enum<@Color>
  // CHECK: fuse.enum.make "Red"() : () -> !fuse.enum<@Color>
  // CHECK: fuse.enum.tag %[[E]] : !fuse.enum<@Color>
  // CHECK: fuse.enum.get %[[E]]["Rgb", 2] : !fuse.enum<@Color> -> i64
  %0 = fuse.enum.make "Rgb"(%i, %i, %i) : (i64, i64, i64) -> !fuse.enum<@Color>
  %1 = fuse.enum.make "Red"() : () -> !fuse.enum<@Color>
  %2 = fuse.enum.tag %e : !fuse.enum<@Color>
  %3 = fuse.enum.get %e["Rgb", 2] : !fuse.enum<@Color> -> i64
  return
}
