// RUN: fuse-opt %s --pass=reuse-cells | FileCheck %s
// Where something looks at the cell, or again at a part of it, its end stays where it is: counts are as they were.
fuse.enum.def @Tree {Leaf, Node(!fuse.enum<@Tree>, i64, !fuse.enum<@Tree>)}
func.func private @insert(!fuse.enum<@Tree> {fuse.own}) -> !fuse.enum<@Tree>
func.func private @size(!fuse.enum<@Tree> {fuse.borrow}) -> i64
// CHECK-LABEL: func.func @cell_is_used
// CHECK:         fuse.retain %{{.*}} : !fuse.enum<@Tree>
// CHECK:         call @insert
// CHECK:         call @size(%arg0)
// CHECK:         fuse.release %arg0 {fuse.reuse = 0 : i64}
func.func @cell_is_used(%t: !fuse.enum<@Tree> {fuse.own}) -> !fuse.enum<@Tree> {
  %l = fuse.enum.get %t["Node", 0] : !fuse.enum<@Tree> -> !fuse.enum<@Tree>
  fuse.retain %l : !fuse.enum<@Tree>
  %new = call @insert(%l) : (!fuse.enum<@Tree>) -> !fuse.enum<@Tree>
  %x = call @size(%t) : (!fuse.enum<@Tree>) -> i64
  fuse.release %t : !fuse.enum<@Tree>
  %leaf = fuse.enum.make "Leaf"() : () -> !fuse.enum<@Tree>
  %node = fuse.enum.make "Node"(%new, %x, %leaf) : (!fuse.enum<@Tree>, i64, !fuse.enum<@Tree>) -> !fuse.enum<@Tree>
  return %node : !fuse.enum<@Tree>
}

// The call takes the only count of the part, which is looked at again.
// CHECK-LABEL: func.func @part_is_used_again
// CHECK-NOT:     fuse.moved
// CHECK:         fuse.release %arg0 {fuse.reuse = 0 : i64}
func.func @part_is_used_again(%t: !fuse.enum<@Tree> {fuse.own}) -> !fuse.enum<@Tree> {
  %l = fuse.enum.get %t["Node", 0] : !fuse.enum<@Tree> -> !fuse.enum<@Tree>
  fuse.retain %l : !fuse.enum<@Tree>
  %new = call @insert(%l) : (!fuse.enum<@Tree>) -> !fuse.enum<@Tree>
  %x = call @size(%l) : (!fuse.enum<@Tree>) -> i64
  fuse.release %t : !fuse.enum<@Tree>
  %leaf = fuse.enum.make "Leaf"() : () -> !fuse.enum<@Tree>
  %node = fuse.enum.make "Node"(%new, %x, %leaf) : (!fuse.enum<@Tree>, i64, !fuse.enum<@Tree>) -> !fuse.enum<@Tree>
  return %node : !fuse.enum<@Tree>
}

// So does a part of the part that it takes.
// CHECK-LABEL: func.func @part_of_a_part
// CHECK-NOT:     fuse.moved
// CHECK:         fuse.release %arg0 {fuse.reuse = 0 : i64}
func.func @part_of_a_part(%t: !fuse.enum<@Tree> {fuse.own}) -> !fuse.enum<@Tree> {
  %l = fuse.enum.get %t["Node", 0] : !fuse.enum<@Tree> -> !fuse.enum<@Tree>
  %ll = fuse.enum.get %l["Node", 0] : !fuse.enum<@Tree> -> !fuse.enum<@Tree>
  fuse.retain %l : !fuse.enum<@Tree>
  %new = call @insert(%l) : (!fuse.enum<@Tree>) -> !fuse.enum<@Tree>
  %x = call @size(%ll) : (!fuse.enum<@Tree>) -> i64
  fuse.release %t : !fuse.enum<@Tree>
  %leaf = fuse.enum.make "Leaf"() : () -> !fuse.enum<@Tree>
  %node = fuse.enum.make "Node"(%new, %x, %leaf) : (!fuse.enum<@Tree>, i64, !fuse.enum<@Tree>) -> !fuse.enum<@Tree>
  return %node : !fuse.enum<@Tree>
}

// A cell that dies after the other was made is not there to be used; nor is one of another type.
fuse.enum.def @Chain {End, Link(i64, !fuse.enum<@Chain>)}
// CHECK-LABEL: func.func @none
// CHECK-NOT:     fuse.reuse
// CHECK:         return
func.func @none(%t: !fuse.enum<@Tree> {fuse.own}, %c: !fuse.enum<@Chain> {fuse.own}, %x: i64) -> !fuse.enum<@Chain> {
  fuse.release %t : !fuse.enum<@Tree>
  %0 = fuse.enum.make "End"() : () -> !fuse.enum<@Chain>
  %1 = fuse.enum.make "Link"(%x, %0) : (i64, !fuse.enum<@Chain>) -> !fuse.enum<@Chain>
  fuse.release %c : !fuse.enum<@Chain>
  return %1 : !fuse.enum<@Chain>
}
