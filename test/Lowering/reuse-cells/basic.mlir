// RUN: fuse-opt %s --pass=reuse-cells | FileCheck %s
// The cell that dies becomes the one that is made. Its parts are taken out first, so that the call has the only count of the left one.
fuse.enum.def @Tree {Leaf, Node(!fuse.enum<@Tree>, i64, !fuse.enum<@Tree>)}
func.func private @insert(!fuse.enum<@Tree> {fuse.own}) -> !fuse.enum<@Tree>
// CHECK-LABEL: func.func @into_the_left
// CHECK:         %[[L:.*]] = fuse.enum.get %arg0["Node", 0]
// CHECK:         %[[R:.*]] = fuse.enum.get %arg0["Node", 2]
// CHECK-NEXT:    fuse.retain %[[L]] {fuse.moved}
// CHECK-NEXT:    fuse.retain %[[R]] {fuse.moved}
// CHECK-NEXT:    fuse.release %arg0 {fuse.kept = array<i64: 0, 2>, fuse.reuse = 0 : i64, fuse.variant = "Node"}
// CHECK-NEXT:    %[[NEW:.*]] = call @insert(%[[L]])
// CHECK-NEXT:    fuse.enum.make "Node"(%[[NEW]], %arg1, %[[R]]) {fuse.reuse = 0 : i64}
func.func @into_the_left(%t: !fuse.enum<@Tree> {fuse.own}, %x: i64) -> !fuse.enum<@Tree> {
  %l = fuse.enum.get %t["Node", 0] : !fuse.enum<@Tree> -> !fuse.enum<@Tree>
  fuse.retain %l : !fuse.enum<@Tree>
  %new = call @insert(%l) : (!fuse.enum<@Tree>) -> !fuse.enum<@Tree>
  %r = fuse.enum.get %t["Node", 2] : !fuse.enum<@Tree> -> !fuse.enum<@Tree>
  fuse.retain %r : !fuse.enum<@Tree>
  fuse.release %t : !fuse.enum<@Tree>
  %node = fuse.enum.make "Node"(%new, %x, %r) : (!fuse.enum<@Tree>, i64, !fuse.enum<@Tree>) -> !fuse.enum<@Tree>
  return %node : !fuse.enum<@Tree>
}

// Fields of a struct are kept by their positions; what is not kept dies with the cell.
fuse.struct.def @Link {name: !fuse.str, size: i64, next: !fuse.option<!fuse.struct<@Link>>}
// CHECK-LABEL: func.func @renamed
// CHECK:         fuse.release %arg0 {fuse.kept = array<i64: 2>, fuse.reuse = 0 : i64}
// CHECK:         fuse.struct.make %arg1, %{{.*}}, %{{.*}} {fuse.reuse = 0 : i64}
func.func @renamed(%t: !fuse.struct<@Link> {fuse.own}, %name: !fuse.str {fuse.own}) -> !fuse.struct<@Link> {
  %size = fuse.struct.get %t["size"] : !fuse.struct<@Link> -> i64
  %next = fuse.struct.get %t["next"] : !fuse.struct<@Link> -> !fuse.option<!fuse.struct<@Link>>
  fuse.retain %next : !fuse.option<!fuse.struct<@Link>>
  fuse.release %t : !fuse.struct<@Link>
  %new = fuse.struct.make %name, %size, %next : (!fuse.str, i64, !fuse.option<!fuse.struct<@Link>>) -> !fuse.struct<@Link>
  return %new : !fuse.struct<@Link>
}

// Of two cells that die the last one is taken, and each is taken once.
// CHECK-LABEL: func.func @two
// CHECK:         fuse.release %arg0 {fuse.reuse = 1 : i64}
// CHECK:         fuse.release %arg1 {fuse.reuse = 0 : i64}
// CHECK:         fuse.enum.make "Node"(%{{.*}}) {fuse.reuse = 0 : i64}
// CHECK:         fuse.enum.make "Node"(%{{.*}}) {fuse.reuse = 1 : i64}
// CHECK:         fuse.enum.make "Node"(%{{.*}}) :
func.func @two(%a: !fuse.enum<@Tree> {fuse.own}, %b: !fuse.enum<@Tree> {fuse.own}, %x: i64) -> !fuse.enum<@Tree> {
  fuse.release %a : !fuse.enum<@Tree>
  fuse.release %b : !fuse.enum<@Tree>
  %0 = fuse.enum.make "Leaf"() : () -> !fuse.enum<@Tree>
  %1 = fuse.enum.make "Leaf"() : () -> !fuse.enum<@Tree>
  %2 = fuse.enum.make "Leaf"() : () -> !fuse.enum<@Tree>
  %3 = fuse.enum.make "Leaf"() : () -> !fuse.enum<@Tree>
  %4 = fuse.enum.make "Node"(%0, %x, %1) : (!fuse.enum<@Tree>, i64, !fuse.enum<@Tree>) -> !fuse.enum<@Tree>
  %5 = fuse.enum.make "Node"(%4, %x, %2) : (!fuse.enum<@Tree>, i64, !fuse.enum<@Tree>) -> !fuse.enum<@Tree>
  %6 = fuse.enum.make "Node"(%5, %x, %3) : (!fuse.enum<@Tree>, i64, !fuse.enum<@Tree>) -> !fuse.enum<@Tree>
  return %6 : !fuse.enum<@Tree>
}
