// Every type of the dialect reads back as it is printed.
// RUN: fuse-opt %s | fuse-opt | FileCheck %s

fuse.struct.def @User {name: !fuse.str}
fuse.enum.def @Color {Red}

// CHECK-LABEL: func.func private @simple(!fuse.str, !fuse.error)
func.func private @simple(!fuse.str, !fuse.error)

// CHECK-LABEL: func.func private @lists(!fuse.list<i64>, !fuse.list<f64>, !fuse.list<i1>, !fuse.list<!fuse.list<!fuse.str>>)
func.func private @lists(!fuse.list<i64>, !fuse.list<f64>, !fuse.list<i1>, !fuse.list<!fuse.list<!fuse.str>>)

// CHECK-LABEL: func.func private @options(!fuse.option<i64>, !fuse.option<!fuse.list<!fuse.option<f64>>>)
func.func private @options(!fuse.option<i64>, !fuse.option<!fuse.list<!fuse.option<f64>>>)

// CHECK-LABEL: func.func private @named(!fuse.struct<@User>, !fuse.enum<@Color>, !fuse.list<!fuse.struct<@User>>)
func.func private @named(!fuse.struct<@User>, !fuse.enum<@Color>, !fuse.list<!fuse.struct<@User>>)
