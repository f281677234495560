// RUN: fuse-opt %s --pass=take-elements | FileCheck %s

// The row is moved out, updated and put back.
// CHECK-LABEL: func.func @matrix
// CHECK-NOT:   fuse.list.get_unchecked
// CHECK:       %[[REST:.*]], %[[ROW:.*]] = fuse.list.take %arg0[%arg1]
// CHECK-NEXT:  %[[NEW:.*]] = fuse.list.set_unchecked %[[ROW]][%arg2], %arg3
// CHECK-NEXT:  %[[M:.*]] = fuse.list.put %[[REST]][%arg1], %[[NEW]]
// CHECK-NEXT:  return %[[M]]
func.func @matrix(%m: !fuse.list<!fuse.list<i64>>, %i: i64, %j: i64, %v: i64) -> !fuse.list<!fuse.list<i64>> {
  %row = fuse.list.get_unchecked %m[%i] : !fuse.list<!fuse.list<i64>>
  %new = fuse.list.set_unchecked %row[%j], %v : !fuse.list<i64>
  %r = fuse.list.set_unchecked %m[%i], %new : !fuse.list<!fuse.list<i64>>
  return %r : !fuse.list<!fuse.list<i64>>
}

// A field of a struct, and what grows instead of being stored into.
fuse.struct.def @Stack {items: !fuse.list<i64>, name: !fuse.str}
// CHECK-LABEL: func.func @push
// CHECK:       %[[REST:.*]], %[[ITEMS:.*]] = fuse.struct.take %arg0["items"] : !fuse.struct<@Stack> -> !fuse.list<i64>
// CHECK-NEXT:  %[[NEW:.*]] = fuse.list.concat %[[ITEMS]], %{{.*}}
// CHECK-NEXT:  fuse.struct.put %[[REST]]["items"], %[[NEW]]
func.func @push(%s: !fuse.struct<@Stack>, %v: i64) -> !fuse.struct<@Stack> {
  %one = fuse.list.make %v : !fuse.list<i64>
  %items = fuse.struct.get %s["items"] : !fuse.struct<@Stack> -> !fuse.list<i64>
  %new = fuse.list.concat %items, %one : !fuse.list<i64>
  %r = fuse.struct.set %s["items"], %new : !fuse.struct<@Stack>, !fuse.list<i64>
  return %r : !fuse.struct<@Stack>
}

// Levels nest: outermost is taken first and put back last.
// CHECK-LABEL: func.func @deep
// CHECK:       %[[R0:.*]], %[[E0:.*]] = fuse.list.take %arg0[%arg1]
// CHECK-NEXT:  %[[R1:.*]], %[[E1:.*]] = fuse.struct.take %[[E0]]["items"]
// CHECK-NEXT:  %[[V:.*]] = fuse.list.set_unchecked %[[E1]][%arg2], %arg1
// CHECK-NEXT:  %[[P1:.*]] = fuse.struct.put %[[R1]]["items"], %[[V]]
// CHECK-NEXT:  fuse.list.put %[[R0]][%arg1], %[[P1]]
func.func @deep(%l: !fuse.list<!fuse.struct<@Stack>>, %i: i64, %j: i64) -> !fuse.list<!fuse.struct<@Stack>> {
  %s = fuse.list.get_unchecked %l[%i] : !fuse.list<!fuse.struct<@Stack>>
  %items = fuse.struct.get %s["items"] : !fuse.struct<@Stack> -> !fuse.list<i64>
  %new = fuse.list.set_unchecked %items[%j], %i : !fuse.list<i64>
  %t = fuse.struct.set %s["items"], %new : !fuse.struct<@Stack>, !fuse.list<i64>
  %r = fuse.list.set_unchecked %l[%i], %t : !fuse.list<!fuse.struct<@Stack>>
  return %r : !fuse.list<!fuse.struct<@Stack>>
}

// A second nest may start from the result of the first, in another block too.
// CHECK-LABEL: func.func @one_after_the_other
// CHECK:       %[[P:.*]] = fuse.list.put
// CHECK:       fuse.list.take %[[P]][%arg2]
// CHECK:       %[[Q:.*]] = fuse.list.put
// CHECK:       fuse.list.take %[[Q]][%arg1]
func.func @one_after_the_other(%m: !fuse.list<!fuse.list<i64>>, %i: i64, %j: i64) -> !fuse.list<!fuse.list<i64>> {
  %a = fuse.list.get_unchecked %m[%i] : !fuse.list<!fuse.list<i64>>
  %b = fuse.list.set_unchecked %a[%j], %i : !fuse.list<i64>
  %c = fuse.list.set_unchecked %m[%i], %b : !fuse.list<!fuse.list<i64>>
  %d = fuse.list.get_unchecked %c[%j] : !fuse.list<!fuse.list<i64>>
  %e = fuse.list.set_unchecked %d[%i], %j : !fuse.list<i64>
  %f = fuse.list.set_unchecked %c[%j], %e : !fuse.list<!fuse.list<i64>>
  cf.br ^next
^next:
  %g = fuse.list.get_unchecked %f[%i] : !fuse.list<!fuse.list<i64>>
  %h = fuse.list.set_unchecked %g[%i], %j : !fuse.list<i64>
  %k = fuse.list.set_unchecked %f[%i], %h : !fuse.list<!fuse.list<i64>>
  return %k : !fuse.list<!fuse.list<i64>>
}

// Folding reads the second field from the struct before the first store; both stores update in place all the same.
// CHECK-LABEL: func.func @two_fields
// CHECK:       %[[R:.*]], %[[NAME:.*]] = fuse.struct.take %arg0["name"]
// CHECK:       %[[S:.*]] = fuse.struct.put %[[R]]["name"]
// CHECK-NEXT:  fuse.struct.take %[[S]]["items"]
// CHECK-NOT:   fuse.struct.get
// CHECK:       return
func.func @two_fields(%s: !fuse.struct<@Stack>, %v: i64, %t: !fuse.str) -> !fuse.struct<@Stack> {
  %name = fuse.struct.get %s["name"] : !fuse.struct<@Stack> -> !fuse.str
  %longer = fuse.str.append %name, %t
  %named = fuse.struct.set %s["name"], %longer : !fuse.struct<@Stack>, !fuse.str
  %items = fuse.struct.get %s["items"] : !fuse.struct<@Stack> -> !fuse.list<i64>
  %more = fuse.list.push %items, %v : !fuse.list<i64>
  %r = fuse.struct.set %named["items"], %more : !fuse.struct<@Stack>, !fuse.list<i64>
  return %r : !fuse.struct<@Stack>
}
