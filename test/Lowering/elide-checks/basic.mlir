// RUN: fuse-opt %s --pass=elide-checks | FileCheck %s

// Behind a branch its condition is known, on both ways.
// CHECK-LABEL: func.func @again
// CHECK-NEXT:    cf.cond_br %arg0, ^[[YES:.*]], ^[[NO:.*]]
// CHECK-NEXT:  ^[[YES]]:
// CHECK-NEXT:    cf.br ^[[A:.*]]
// CHECK-NEXT:  ^[[NO]]:
// CHECK-NEXT:    cf.br ^[[B:.*]](%arg2 : i64)
func.func @again(%c: i1, %x: i64, %y: i64) -> i64 {
  cf.cond_br %c, ^yes, ^no
^yes:
  cf.cond_br %c, ^a, ^b(%x : i64)
^no:
  cf.cond_br %c, ^a, ^b(%y : i64)
^a:
  return %x : i64
^b(%v: i64):
  return %v : i64
}

// Also further down, as long as each block has one predecessor.
// CHECK-LABEL: func.func @chain
// CHECK-COUNT-2: cf.cond_br
// CHECK-NOT:   cf.cond_br
// CHECK:       return
func.func @chain(%c: i1, %d: i1, %x: i64) -> i64 {
  cf.cond_br %c, ^one, ^bad
^one:
  cf.cond_br %d, ^two, ^bad
^two:
  cf.cond_br %c, ^three, ^bad
^three:
  return %x : i64
^bad:
  return %x : i64
}

// What one way knows, a block where ways meet does not; and a sibling learns nothing from its neighbour.
// CHECK-LABEL: func.func @meet
// CHECK-COUNT-3: cf.cond_br
// CHECK:       return
func.func @meet(%c: i1, %d: i1) {
  cf.cond_br %c, ^one, ^two
^one:
  cf.cond_br %d, ^join, ^join
^two:
  cf.br ^join
^join:
  cf.cond_br %d, ^end, ^end
^end:
  return
}
