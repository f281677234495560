// RUN: fuse-opt %s --pass=insert-rc | FileCheck %s

func.func private @risky(!fuse.str {fuse.borrow}) -> (!fuse.error, !fuse.str)

// The cold way releases what is alive and valid: the other results of the call are not. The error moves to the exit. On the good way there is
// no error to release.
// CHECK-LABEL: func.func @call
// CHECK:         %[[R:.*]]:2 = call @risky(%arg0)
// CHECK-NEXT:    %[[SET:.*]] = fuse.error.is_set %[[R]]#0
// CHECK-NEXT:    cf.cond_br %[[SET]], ^[[EXIT:.*]](%[[R]]#0 : !fuse.error), ^[[GOOD:[^ ]*]]
// CHECK:       ^[[GOOD]]:
// CHECK-NEXT:    fuse.str.concat %arg0, %[[R]]#1
// CHECK-NEXT:    fuse.release %arg0
// CHECK-NEXT:    fuse.release %[[R]]#1
// CHECK-NEXT:    fuse.error.none
// CHECK:       ^[[EXIT]](%[[E:.*]]: !fuse.error):
// CHECK-NEXT:    fuse.release %arg0
// CHECK-NEXT:    %[[POISON:.*]] = ub.poison
// CHECK-NEXT:    return %[[E]], %[[POISON]]
func.func @call(%s: !fuse.str {fuse.own}) -> (!fuse.error, !fuse.str) {
  %e, %r = call @risky(%s) : (!fuse.str) -> (!fuse.error, !fuse.str)
  %b = fuse.error.is_set %e
  cf.cond_br %b, ^exit(%e : !fuse.error), ^good
^good:
  %t = fuse.str.concat %s, %r
  %n = fuse.error.none
  return %n, %t : !fuse.error, !fuse.str
^exit(%x: !fuse.error):
  %p = ub.poison : !fuse.str
  return %x, %p : !fuse.error, !fuse.str
}

// A result that nobody wants is released on the good way, not before the test.
// CHECK-LABEL: func.func @ignored
// CHECK:         %[[R:.*]]:2 = call @risky(%arg0)
// CHECK-NEXT:    %[[SET:.*]] = fuse.error.is_set %[[R]]#0
// CHECK-NEXT:    cf.cond_br %[[SET]], ^{{.*}}(%[[R]]#0 : !fuse.error), ^[[GOOD:[^ ]*]]
// CHECK:       ^[[GOOD]]:
// CHECK-NEXT:    fuse.release %[[R]]#1
func.func @ignored(%s: !fuse.str {fuse.borrow}) -> !fuse.error {
  %e, %r = call @risky(%s) : (!fuse.str) -> (!fuse.error, !fuse.str)
  %b = fuse.error.is_set %e
  cf.cond_br %b, ^exit(%e : !fuse.error), ^good
^good:
  %n = fuse.error.none
  return %n : !fuse.error
^exit(%x: !fuse.error):
  return %x : !fuse.error
}
