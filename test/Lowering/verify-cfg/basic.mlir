// RUN: fuse-opt %s --pass=verify-cfg | FileCheck %s

// A flat function that returns its error first is what the phase promises.
// CHECK-LABEL: func.func @entry() -> !fuse.error
func.func @entry() -> !fuse.error attributes {fuse.raises} {
  %e = fuse.error.none
  return %e : !fuse.error
}
