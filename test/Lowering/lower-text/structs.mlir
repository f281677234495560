// RUN: fuse-opt %s --pass=lower-text | FileCheck %s
// A struct shows its name, and its message when it has a String field of that name.
fuse.struct.def @Plain {x: i64}
fuse.struct.def @Failure {message: !fuse.str}
fuse.struct.def @Maybe {message: !fuse.option<!fuse.str>}
// CHECK-LABEL: func.func private @text.Plain
// CHECK:         %[[T:.*]] = fuse.str.constant "<Plain>"
// CHECK:         return %[[T]]
// CHECK-LABEL: func.func private @text.Failure
// CHECK:         %[[M:.*]] = fuse.struct.get %{{.*}}["message"]
// CHECK:         fuse.str.constant "Failure("
// CHECK:         fuse.str.concat %{{.*}}, %[[M]], %{{.*}}
// CHECK-LABEL: func.func private @text.Maybe
// CHECK:         fuse.option.is_some
// CHECK:         scf.if
// CHECK:         fuse.str.constant "Maybe("
// CHECK:         } else {
// CHECK:         fuse.str.constant "<Maybe>"
func.func @show(%p: !fuse.struct<@Plain>, %f: !fuse.struct<@Failure>, %m: !fuse.struct<@Maybe>) {
  %0 = fuse.str.from %p : !fuse.struct<@Plain>
  %1 = fuse.str.from %f : !fuse.struct<@Failure>
  %2 = fuse.str.from %m : !fuse.struct<@Maybe>
  fuse.print %0
  fuse.print %1
  fuse.print %2
  return
}
