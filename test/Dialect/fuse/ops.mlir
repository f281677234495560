// Every op once, but those on lists, options, structs and enums (ops-aggregates.mlir): what is printed reads back, and the short form of a type is never printed.
// RUN: fuse-opt %s | fuse-opt | FileCheck %s

// CHECK:      fuse.struct.def @User {name: !fuse.str, age: i64}
// CHECK-NEXT: fuse.struct.def @Empty {}
// CHECK-NEXT: fuse.struct.def @Odd {"not a name": i64, true: i1, i64: f64}
// CHECK-NEXT: fuse.struct.def @Node {children: !fuse.list<!fuse.struct<@Node>>}
// CHECK-NEXT: fuse.enum.def @Color {Red, Rgb(i64, i64, i64)}
// CHECK-NEXT: fuse.global @App.greeting : !fuse.str
fuse.struct.def @User {name: !fuse.str, age: i64}
fuse.struct.def @Empty {}
fuse.struct.def @Odd {"not a name": i64, true: i1, i64: f64}
fuse.struct.def @Node {children: !fuse.list<!fuse.struct<@Node>>}
fuse.enum.def @Color {Red, Rgb(i64, i64, i64)}
fuse.global @App.greeting : !fuse.str

// CHECK-LABEL: func.func @globals
func.func @globals() {
  // CHECK: %[[V:.*]] = fuse.global.load @App.greeting : !fuse.str
  // CHECK: fuse.global.store %[[V]], @App.greeting : !fuse.str
  %v = fuse.global.load @App.greeting : !fuse.str
  fuse.global.store %v, @App.greeting : !fuse.str
  return
}

// CHECK-LABEL: func.func @text
// CHECK-SAME:    (%[[A:.*]]: !fuse.str, %[[N:.*]]: i64, %[[L:.*]]: !fuse.list<!fuse.str>)
func.func @text(%a: !fuse.str, %n: i64, %l: !fuse.list<!fuse.str>) {
  // CHECK: fuse.str.constant "a\22\0A\C3\A9"
  // CHECK: fuse.str.concat %[[A]], %[[A]], %[[A]]{{$}}
  // CHECK: fuse.str.append %[[A]], %[[A]], %[[A]]{{$}}
  // CHECK: fuse.str.join %[[L]], %[[A]] : !fuse.list<!fuse.str>, !fuse.str
  // CHECK: fuse.str.eq %[[A]], %[[A]]{{$}}
  // CHECK: fuse.str.scalars %[[A]]{{$}}
  // CHECK: fuse.str.trim %[[A]]{{$}}
  // CHECK: fuse.str.parse %[[A]] : !fuse.option<i64>
  // CHECK: fuse.str.from %[[N]] : i64
  // CHECK: fuse.str.is_email %[[A]]{{$}}
  // CHECK: fuse.str.is_null %[[A]]{{$}}
  // CHECK: fuse.str.matches %[[A]], "^a+$" starts [0, 97, 98] classes [0, 1, 0] transitions [-2, 1, -2, -2, 1, -1]
  %0 = fuse.str.constant "a\22\0Aé"
  %1 = fuse.str.concat %a, %a, %a
  %appended = fuse.str.append %a, %a, %a
  %3 = fuse.str.join %l, %a : !fuse.list<!fuse.str>, !fuse.str
  %4 = fuse.str.eq %a, %a
  %5 = fuse.str.scalars %a
  %6 = fuse.str.trim %a
  %7 = fuse.str.parse %a : !fuse.option<i64>
  %8 = fuse.str.from %n : i64
  %9 = fuse.str.is_email %a
  %10 = fuse.str.is_null %a
  %11 = fuse.str.matches %a, "^a+$" starts [0, 97, 98] classes [0, 1, 0] transitions [-2, 1, -2, -2, 1, -1]
  return
}

// CHECK-LABEL: func.func @outside
// CHECK-SAME:    (%[[A:.*]]: !fuse.str)
func.func @outside(%a: !fuse.str) {
  // CHECK: fuse.print %[[A]]{{$}}
  // CHECK: fuse.env %[[A]]{{$}}
  // CHECK: fuse.config.lookup "APP_PORT", "App", "port"{{$}}
  // CHECK: %{{.*}}, %{{.*}} = fuse.config.try_lookup "APP_PORT", "App", "port"{{$}}
  // CHECK: fuse.config.hint "App", ["port", "dbUrl"], ["APP_PORT", "APP_DB_URL"]
  fuse.print %a
  %0 = fuse.env %a
  %1 = fuse.config.lookup "APP_PORT", "App", "port"
  %error, %2 = fuse.config.try_lookup "APP_PORT", "App", "port"
  fuse.config.hint "App", ["port", "dbUrl"], ["APP_PORT", "APP_DB_URL"]
  return
}

// CHECK-LABEL: func.func @numbers
// CHECK-SAME:    (%[[I:.*]]: i64, %[[F:.*]]: f64)
func.func @numbers(%i: i64, %f: f64) {
  // CHECK: fuse.int.div %[[I]], %[[I]]{{$}}
  // CHECK: fuse.int.rem %[[I]], %[[I]]{{$}}
  // CHECK: fuse.mixed.cmp slt, %[[I]], %[[F]]{{$}}
  // CHECK: fuse.range.check %[[I]], %[[I]]{{$}}
  %0 = fuse.int.div %i, %i
  %1 = fuse.int.rem %i, %i
  %2 = fuse.mixed.cmp slt, %i, %f
  %3 = fuse.range.check %i, %i
  return
}

// CHECK-LABEL: func.func @errors
// CHECK-SAME:    (%[[S:.*]]: !fuse.str, %[[C:.*]]: i1)
func.func @errors(%s: !fuse.str, %c: i1) {
  // CHECK: %[[E:.*]] = fuse.error.none{{$}}
  // CHECK: fuse.error.is_set %[[E]]{{$}}
  // CHECK: fuse.error.text %[[S]] : !fuse.error
  // CHECK: fuse.error.panic "attempt to divide by zero"{{$}}
  // CHECK: fuse.error.trace %{{.*}}, "pick" at "shop.fuse" : 7 : 10{{$}}
  // CHECK: fuse.error.validation %[[S]], %[[S]], %[[S]]{{$}}
  // CHECK: fuse.check %[[C]] {
  // CHECK:   fuse.yield %{{.*}} : !fuse.error
  // CHECK: }
  %0 = fuse.error.none
  %1 = fuse.error.is_set %0
  %2 = fuse.error.text %s : !fuse.error
  %3 = fuse.error.panic "attempt to divide by zero"
  %traced = fuse.error.trace %3, "pick" at "shop.fuse" : 7 : 10
  %4 = fuse.error.validation %s, %s, %s
  fuse.check %c {
    %error = fuse.error.text %s : !fuse.error
    fuse.yield %error : !fuse.error
  }
  return
}

// CHECK-LABEL: func.func @counts
// CHECK-SAME:    (%[[S:.*]]: !fuse.str, %[[E:.*]]: !fuse.error)
func.func @counts(%s: !fuse.str, %e: !fuse.error) {
  // CHECK: fuse.retain %[[S]] : !fuse.str
  // CHECK: fuse.release %[[E]] : !fuse.error
  fuse.retain %s : !fuse.str
  fuse.release %e : !fuse.error
  return
}

// CHECK-LABEL: func.func @tasks
// CHECK-SAME:    (%[[T:.*]]: !fuse.task<i64>, %[[S:.*]]: !fuse.str, %[[N:.*]]: i64)
func.func @tasks(%t: !fuse.task<i64>, %s: !fuse.str, %n: i64) {
  // CHECK: fuse.spawn @lifted(%[[S]], %[[N]]) : (!fuse.str, i64) -> !fuse.task<!fuse.unit>
  // CHECK: fuse.await %[[T]] : !fuse.task<i64>
  // CHECK: fuse.await.try %[[T]] : !fuse.task<i64>
  %0 = fuse.spawn @lifted(%s, %n) : (!fuse.str, i64) -> !fuse.task<!fuse.unit>
  %1 = fuse.await %t : !fuse.task<i64>
  %error, %2 = fuse.await.try %t : !fuse.task<i64>
  return
}
