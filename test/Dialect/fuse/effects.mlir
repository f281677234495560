// What may be removed, merged and moved: the declared effects of fuse ops as MLIR's passes see them.
// RUN: fuse-opt %s --pass=cse | FileCheck %s --check-prefixes=CHECK,CSE
// RUN: fuse-opt %s --pass=loop-invariant-code-motion | FileCheck %s --check-prefixes=CHECK,LICM

// Without a use, ops that raise or write stay; ops that read or do nothing go.
// CHECK-LABEL: func.func @unused
// CSE-NOT:       fuse.list.length
// CHECK:         fuse.int.div
// CHECK:         fuse.list.get
// CSE-NOT:       fuse.env
// CHECK:         fuse.config.lookup
// CHECK:         fuse.print
// CHECK:         return
func.func @unused(%i: i64, %s: !fuse.str, %l: !fuse.list<i64>) {
  %0 = fuse.list.length %l : !fuse.list<i64>
  %1 = fuse.int.div %i, %i
  %2 = fuse.list.get %l[%i] : !fuse.list<i64>
  %3 = fuse.env %s
  %4 = fuse.config.lookup "A_B", "A", "b"
  fuse.print %s
  return
}

// A global is read again only after a write.
// CHECK-LABEL: func.func @globals
// CHECK:         fuse.global.load
// CSE-NOT:       fuse.global.load
// CHECK:         fuse.global.store
// CHECK:         fuse.global.load
// CHECK:         return
fuse.global @A.b : i64
func.func @globals(%i: i64) -> (i64, i64, i64) {
  %0 = fuse.global.load @A.b : i64
  %1 = fuse.global.load @A.b : i64
  fuse.global.store %i, @A.b : i64
  %2 = fuse.global.load @A.b : i64
  return %0, %1, %2 : i64, i64, i64
}

// Out of a loop goes what is safe to run when the loop does not: the length, but neither an element, nor what raises.
// CHECK-LABEL: func.func @loop
// LICM:          fuse.list.length
// LICM:          scf.for
// LICM-NOT:      fuse.list.length
// LICM:            fuse.list.get_unchecked
// LICM:            fuse.option.get
// LICM:            fuse.int.div
// CHECK:         return
func.func @loop(%n: index, %i: i64, %l: !fuse.list<i64>, %o: !fuse.option<i64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %n step %c1 {
    %0 = fuse.list.length %l : !fuse.list<i64>
    %1 = fuse.list.get_unchecked %l[%i] : !fuse.list<i64>
    %2 = fuse.option.get %o : !fuse.option<i64>
    %3 = fuse.int.div %i, %i
    %4 = fuse.list.make %0, %1, %2, %3 : !fuse.list<i64>
    %5 = fuse.list.length %4 : !fuse.list<i64>
    %6 = fuse.str.from %5 : i64
    fuse.print %6
  }
  return
}
