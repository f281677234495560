// A phase runs as a whole; without what is for speed only the result is the same in kind.
// RUN: fuse-opt %s --phase=optimize | FileCheck %s --check-prefix=FAST
// RUN: fuse-opt %s --phase=optimize -O0 | FileCheck %s --check-prefix=PLAIN
// RUN: fuse-opt --list-passes | FileCheck %s --check-prefix=LIST

// FAST-LABEL:  func.func @f
// FAST-NOT:    fuse.str.concat
// FAST:        fuse.str.constant "ab"
// PLAIN-LABEL: func.func @f
// PLAIN:       fuse.str.concat
// LIST:        passes:
// LIST:        insert-rc {{ *}}add retains and releases
// LIST:        phases:
// LIST-NEXT:   optimize {{ *}}fuse -> fuse-opt
func.func @f() -> !fuse.str {
  %a = fuse.str.constant "a"
  %b = fuse.str.constant "b"
  %0 = fuse.str.concat %a, %b
  return %0 : !fuse.str
}
