// RUN: fuse-opt %s --pass=lower-raises | FileCheck %s
// An error that leaves a function with transactions rolls back what the function began, whichever op raised it. The call is no tail
// call: its error passes the exit.
// CHECK-LABEL: func.func @move(
// CHECK:         %[[NUMBER:.*]] = fuse.builtin "db.activation"
// CHECK:         fuse.builtin.try "db.begin"(%[[NUMBER]]
// CHECK:         cf.cond_br %{{.*}} weights([1, 2000]), ^[[EXIT:[^,]*]](
// CHECK:         call @inner
// CHECK:         cf.cond_br %{{.*}} weights([1, 2000]), ^[[EXIT]](
// CHECK:       ^[[EXIT]](%[[E:.*]]: !fuse.error):
// CHECK-NEXT:    fuse.builtin "db.rollback"(%[[NUMBER]])
// CHECK:         return %[[E]]
func.func @move() -> i64 attributes {fuse.raises, fuse.unwinds} {
  %number = fuse.builtin "db.activation"() {effect = 2 : i64} : () -> i64
  %null = fuse.any.null
  fuse.builtin "db.begin"(%number, %null, %null) {effect = 2 : i64, raises} : (i64, !fuse.any, !fuse.any) -> ()
  %0 = call @inner() : () -> i64
  return %0 : i64
}
func.func private @inner() -> i64 attributes {fuse.raises}
