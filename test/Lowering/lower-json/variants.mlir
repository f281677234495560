// RUN: fuse-opt %s --pass=lower-json | FileCheck %s

fuse.enum.def @Shape {Empty, Circle(f64), Rect(i64, i64)}

// A payload of one value stands for itself, one of several is an array.
// CHECK-LABEL: func.func private @json.Shape
// CHECK:         scf.index_switch
// CHECK:         case 0 {
// CHECK:           fuse.str.constant "{\22type\22:\22Empty\22}"
// CHECK:         case 1 {
// CHECK:           fuse.str.constant "{\22data\22:"
// CHECK:           fuse.str.constant ",\22type\22:\22Circle\22}"
// CHECK:         default {
// CHECK:           fuse.str.constant "{\22data\22:["
// CHECK:           fuse.str.constant ","
// CHECK:           fuse.str.constant "],\22type\22:\22Rect\22}"
func.func @shape(%s: !fuse.enum<@Shape>) -> !fuse.str {
  %0 = fuse.json.encode %s : !fuse.enum<@Shape>
  return %0 : !fuse.str
}

// The entries of a map are written in the order of their keys.
// CHECK-LABEL: func.func private @"json.map<any>"
// CHECK:         %[[ORDER:.*]] = fuse.builtin "map.order"(%[[M:.*]]) {effect = 0 : i64} : (!fuse.map<!fuse.any>) -> !fuse.list<i64>
// CHECK:         scf.for
// CHECK:           %[[P:.*]] = fuse.list.get_unchecked %[[ORDER]]
// CHECK:           %[[K:.*]] = fuse.map.key_at %[[M]][%[[P]]]
// CHECK:           fuse.json.put %{{.*}}, %[[K]] : !fuse.str
// CHECK:           %[[V:.*]] = fuse.map.value_at %[[M]][%[[P]]]
// CHECK:           fuse.json.put %{{.*}}, %[[V]] : !fuse.any
func.func @map(%m: !fuse.map<!fuse.any>) -> !fuse.str {
  %0 = fuse.json.encode %m : !fuse.map<!fuse.any>
  return %0 : !fuse.str
}
