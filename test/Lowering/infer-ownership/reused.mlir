// RUN: fuse-opt %s --pass="infer-ownership{explain=true}" | FileCheck %s
// What takes a cell apart and makes another one owns the cell, which may become the other one; what only looks borrows it.
fuse.enum.def @Chain {End, Link(i64, !fuse.enum<@Chain>)}
// CHECK-LABEL: func.func @first_is(
// CHECK-SAME:      %arg0: !fuse.enum<@Chain> {fuse.because = "its cell may become the one of fuse.enum.make", fuse.own}
func.func @first_is(%c: !fuse.enum<@Chain>, %x: i64) -> !fuse.enum<@Chain> {
  %rest = fuse.enum.get %c["Link", 1] : !fuse.enum<@Chain> -> !fuse.enum<@Chain>
  %0 = fuse.enum.make "Link"(%x, %rest) : (i64, !fuse.enum<@Chain>) -> !fuse.enum<@Chain>
  return %0 : !fuse.enum<@Chain>
}
// CHECK-LABEL: func.func @first(
// CHECK-SAME:      {fuse.borrow}
func.func @first(%c: !fuse.enum<@Chain>) -> i64 {
  %0 = fuse.enum.get %c["Link", 0] : !fuse.enum<@Chain> -> i64
  return %0 : i64
}
