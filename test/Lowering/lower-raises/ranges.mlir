// RUN: fuse-opt %s --pass=lower-raises --split-input-file | FileCheck %s

// The order is tested before the size; the number of steps is the distance plus one.
// CHECK-LABEL: func.func @steps
// CHECK:       %[[ORDERED:.*]] = arith.cmpi sle, %arg0, %arg1
// CHECK:       cf.cond_br %[[ORDERED]] weights([2000, 1]), ^{{.*}}, ^[[ORDER:.*]]{{$}}
// CHECK:       %[[DISTANCE:.*]] = arith.subi %arg1, %arg0
// CHECK:       %[[FITS:.*]] = arith.cmpi ult, %[[DISTANCE]], %c9223372036854775807_i64
// CHECK:       cf.cond_br %[[FITS]] weights([2000, 1]), ^{{.*}}, ^[[SIZE:.*]]{{$}}
// CHECK:       %[[STEPS:.*]] = arith.addi %[[DISTANCE]], %c1_i64
// CHECK:       return %{{.*}}, %[[STEPS]]
// CHECK:     ^[[ORDER]]:
// CHECK:       fuse.str.constant "range start must be <= end"
// CHECK:     ^[[SIZE]]:
// CHECK:       fuse.str.constant "range too large"
func.func @steps(%a: i64, %b: i64) -> i64 attributes {fuse.raises} {
  %n = fuse.range.check %a, %b
  return %n : i64
}

// -----

// CHECK-LABEL: func.func @ints
// CHECK:       arith.cmpi sle, %arg0, %arg1
// CHECK:       arith.cmpi ult
// CHECK:       fuse.list.range_unchecked %arg0, %arg1 : !fuse.list<i64>
func.func @ints(%a: i64, %b: i64) -> !fuse.list<i64> attributes {fuse.raises} {
  %l = fuse.list.range %a, %b : !fuse.list<i64>
  return %l : !fuse.list<i64>
}

// -----

// Floats: finite bounds before their order.
// CHECK-LABEL: func.func @floats
// CHECK:       %[[A:.*]] = arith.subf %arg0, %arg0
// CHECK:       arith.cmpf oeq, %[[A]], %cst
// CHECK:       %[[B:.*]] = arith.subf %arg1, %arg1
// CHECK:       arith.cmpf oeq, %[[B]], %cst
// CHECK:       cf.cond_br %{{.*}} weights([2000, 1]), ^{{.*}}, ^[[BOUNDS:.*]]{{$}}
// CHECK:       arith.cmpf ole, %arg0, %arg1
// CHECK:       cf.cond_br %{{.*}} weights([2000, 1]), ^{{.*}}, ^[[ORDER:.*]]{{$}}
// CHECK:       fuse.list.range_unchecked %arg0, %arg1 : !fuse.list<f64>
// CHECK:     ^[[BOUNDS]]:
// CHECK:       fuse.str.constant "invalid range bounds"
// CHECK:     ^[[ORDER]]:
// CHECK:       fuse.str.constant "range start must be <= end"
func.func @floats(%a: f64, %b: f64) -> !fuse.list<f64> attributes {fuse.raises} {
  %l = fuse.list.range %a, %b : !fuse.list<f64>
  return %l : !fuse.list<f64>
}
