// Every op on maps, results, boxes, markup, Unit and values known at run time, once: printed as written, and parsed again.
// RUN: fuse-opt %s | fuse-opt | FileCheck %s

fuse.struct.def @User {name: !fuse.str}
fuse.enum.def @Color {Red, Rgb(i64)}

// CHECK-LABEL: func.func @maps
// CHECK-SAME:    (%[[M:.*]]: !fuse.map<i64>, %[[K:.*]]: !fuse.str, %[[I:.*]]: i64)
func.func @maps(%m: !fuse.map<i64>, %k: !fuse.str, %i: i64) {
  // CHECK: fuse.map.make(%[[K]], %[[K]]) -> (%[[I]], %[[I]] : i64, i64) : !fuse.map<i64>
  // CHECK: fuse.map.make() -> () : !fuse.map<i64>
  // CHECK: fuse.map.find %[[M]][%[[K]]] : !fuse.map<i64>
  // CHECK: fuse.map.length %[[M]] : !fuse.map<i64>
  // CHECK: fuse.map.key_at %[[M]][%[[I]]] : !fuse.map<i64>
  // CHECK: fuse.map.value_at %[[M]][%[[I]]] : !fuse.map<i64>
  // CHECK: fuse.map.set %[[M]][%[[K]]], %[[I]] : !fuse.map<i64>
  // CHECK: fuse.map.set_at %[[M]][%[[I]]], %[[I]] : !fuse.map<i64>
  // CHECK: %[[R:.*]], %[[V:.*]] = fuse.map.take %[[M]][%[[I]]] : !fuse.map<i64>
  // CHECK: fuse.map.put %[[R]][%[[I]]], %[[V]] : !fuse.map<i64>
  %0 = fuse.map.make(%k, %k) -> (%i, %i : i64, i64) : !fuse.map<i64>
  %1 = fuse.map.make() -> () : !fuse.map<i64>
  %2 = fuse.map.find %m[%k] : !fuse.map<i64>
  %3 = fuse.map.length %m : !fuse.map<i64>
  %4 = fuse.map.key_at %m[%i] : !fuse.map<i64>
  %5 = fuse.map.value_at %m[%i] : !fuse.map<i64>
  %6 = fuse.map.set %m[%k], %i : !fuse.map<i64>
  %7 = fuse.map.set_at %m[%i], %i : !fuse.map<i64>
  %rest, %v = fuse.map.take %m[%i] : !fuse.map<i64>
  %8 = fuse.map.put %rest[%i], %v : !fuse.map<i64>
  return
}

// CHECK-LABEL: func.func @results
// CHECK-SAME:    (%[[I:.*]]: i64, %[[A:.*]]: !fuse.any, %[[R:.*]]: !fuse.result<i64>, %[[E:.*]]: !fuse.error)
func.func @results(%i: i64, %a: !fuse.any, %r: !fuse.result<i64>, %e: !fuse.error) {
  // CHECK: fuse.result.ok %[[I]] : !fuse.result<i64>
  // CHECK: fuse.result.err %[[A]] : !fuse.result<i64>
  // CHECK: fuse.result.is_ok %[[R]] : !fuse.result<i64>
  // CHECK: fuse.result.get %[[R]] : !fuse.result<i64>
  // CHECK: fuse.result.error %[[R]] : !fuse.result<i64>
  // CHECK: fuse.error.value %[[A]]{{$}}
  // CHECK: %{{.*}}, %{{.*}}, %{{.*}} = fuse.error.catch %[[E]]{{$}}
  %0 = fuse.result.ok %i : !fuse.result<i64>
  %1 = fuse.result.err %a : !fuse.result<i64>
  %2 = fuse.result.is_ok %r : !fuse.result<i64>
  %3 = fuse.result.get %r : !fuse.result<i64>
  %4 = fuse.result.error %r : !fuse.result<i64>
  %5 = fuse.error.value %a
  %caught, %value, %rest = fuse.error.catch %e
  return
}

// CHECK-LABEL: func.func @boxes
// CHECK-SAME:    (%[[I:.*]]: i64, %[[S:.*]]: !fuse.str, %[[H:.*]]: !fuse.html)
func.func @boxes(%i: i64, %s: !fuse.str, %h: !fuse.html) {
  // CHECK: %[[B:.*]] = fuse.box.new %[[I]] : !fuse.box<i64>
  // CHECK: fuse.box.load %[[B]] : !fuse.box<i64>
  // CHECK: fuse.box.store %[[I]], %[[B]] : !fuse.box<i64>
  // CHECK: fuse.unit.constant{{$}}
  // CHECK: fuse.html.raw %[[S]]{{$}}
  // CHECK: fuse.html.markup %[[H]]{{$}}
  %0 = fuse.box.new %i : !fuse.box<i64>
  %1 = fuse.box.load %0 : !fuse.box<i64>
  fuse.box.store %i, %0 : !fuse.box<i64>
  %2 = fuse.unit.constant
  %3 = fuse.html.raw %s
  %4 = fuse.html.markup %h
  return
}

// CHECK-LABEL: func.func @dynamic
// CHECK-SAME:    (%[[A:.*]]: !fuse.any, %[[I:.*]]: i64)
func.func @dynamic(%a: !fuse.any, %i: i64) {
  // CHECK: fuse.any.null{{$}}
  // CHECK: fuse.any.named "<fn 1::f>", "1::f", "Function", @call{{$}}
  // CHECK: fuse.any.named "<config App>", "App", "Config"{{$}}
  // CHECK: fuse.any.from %[[I]] : i64
  // CHECK: fuse.any.to %[[A]] : !fuse.struct<@User>
  // CHECK: fuse.any.is_null %[[A]]{{$}}
  // CHECK: fuse.any.is %[[A]] : !fuse.struct<@User>{{$}}
  // CHECK: fuse.any.is %[[A]] : !fuse.enum<@Color> "Rgb"{{$}}
  // CHECK: fuse.any.get %[[A]] : !fuse.list<!fuse.any>
  // CHECK: fuse.any.pack(%[[A]]) : !fuse.enum<@Color> "Rgb"{{$}}
  // CHECK: fuse.any.pack(%[[A]]) : !fuse.struct<@User>{{$}}
  // CHECK: fuse.any.part %[[A]][0]{{$}}
  // CHECK: fuse.builtin "any.text"(%[[A]]) {effect = 0 : i64} : (!fuse.any) -> !fuse.str
  // CHECK: fuse.builtin.try "any.call"(%[[A]], %{{.*}}) {effect = 2 : i64} : (!fuse.any, !fuse.list<!fuse.any>) -> (!fuse.error, !fuse.any)
  %0 = fuse.any.null
  %1 = fuse.any.named "<fn 1::f>", "1::f", "Function", @call
  %2 = fuse.any.named "<config App>", "App", "Config"
  %3 = fuse.any.from %i : i64
  %4 = fuse.any.to %a : !fuse.struct<@User>
  %5 = fuse.any.is_null %a
  %6 = fuse.any.is %a : !fuse.struct<@User>
  %7 = fuse.any.is %a : !fuse.enum<@Color> "Rgb"
  %8 = fuse.any.get %a : !fuse.list<!fuse.any>
  %9 = fuse.any.pack(%a) : !fuse.enum<@Color> "Rgb"
  %10 = fuse.any.pack(%a) : !fuse.struct<@User>
  %11 = fuse.any.part %a[0]
  %12 = fuse.builtin "any.text"(%a) {effect = 0 : i64} : (!fuse.any) -> !fuse.str
  %error, %13 = fuse.builtin.try "any.call"(%a, %8) {effect = 2 : i64} : (!fuse.any, !fuse.list<!fuse.any>) -> (!fuse.error, !fuse.any)
  return
}

func.func private @call(!fuse.list<!fuse.any>) -> !fuse.any
