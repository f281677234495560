// RUN: not fuse-opt %s --pass=lower-raises 2>&1 | FileCheck %s
// CHECK: the first block of a function with 'fuse.unwinds' must have 'db.activation'
func.func @move() attributes {fuse.raises, fuse.unwinds} {
  call @inner() : () -> ()
  call @inner() : () -> ()
  return
}
func.func private @inner() attributes {fuse.raises}
