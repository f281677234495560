// RUN: fuse-opt %s --pass=lower-text | FileCheck %s
// An enum shows its variant, with the texts of the payload; options of it show null.
fuse.enum.def @Color {Red, Rgb(i64, !fuse.str)}
// CHECK-LABEL: func.func private @"text.Color?"(
// CHECK:         scf.if
// CHECK:           func.call @text.Color(
// CHECK:         } else {
// CHECK:           fuse.str.constant "null"
// CHECK-LABEL: func.func private @text.Color(
// CHECK:         scf.index_switch
// CHECK:         case 0
// CHECK:           fuse.str.constant "Color.Red"
// CHECK:         default
// CHECK:           fuse.str.constant "Color.Rgb("
// CHECK:           %[[N:.*]] = fuse.enum.get %{{.*}}["Rgb", 0]
// CHECK:           fuse.str.from %[[N]] : i64
// CHECK:           %[[S:.*]] = fuse.enum.get %{{.*}}["Rgb", 1]
// CHECK:           fuse.str.concat %{{.*}}, %{{.*}}, %{{.*}}, %[[S]], %{{.*}}
func.func @show(%c: !fuse.option<!fuse.enum<@Color>>) -> !fuse.str {
  %0 = fuse.str.from %c : !fuse.option<!fuse.enum<@Color>>
  return %0 : !fuse.str
}
