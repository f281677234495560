// RUN: fuse-opt %s --pass="infer-ownership{explain=true}" | FileCheck %s

// What is only read is borrowed; numbers have no ownership.
// CHECK-LABEL: func.func @reads(%arg0: !fuse.str {fuse.borrow}, %arg1: i64)
func.func @reads(%s: !fuse.str, %n: i64) {
  fuse.print %s
  return
}

// CHECK-LABEL: func.func @stores(%arg0: !fuse.str {fuse.because = "it is stored by fuse.list.make", fuse.own})
func.func @stores(%s: !fuse.str) -> !fuse.list<!fuse.str> {
  %l = fuse.list.make %s : !fuse.list<!fuse.str>
  return %l : !fuse.list<!fuse.str>
}

// CHECK-LABEL: func.func @returns(%arg0: !fuse.str {fuse.because = "it is returned by func.return", fuse.own})
func.func @returns(%s: !fuse.str) -> !fuse.str {
  return %s : !fuse.str
}

// CHECK-LABEL: func.func @updates
// CHECK-SAME:  {fuse.because = "it is updated in place by fuse.list.set_unchecked", fuse.own}
func.func @updates(%l: !fuse.list<i64>, %i: i64) -> !fuse.list<i64> {
  %m = fuse.list.set_unchecked %l[%i], %i : !fuse.list<i64>
  return %m : !fuse.list<i64>
}

// CHECK-LABEL: func.func @loops(%arg0: !fuse.list<i64> {fuse.because = "it becomes a block argument at cf.br", fuse.own})
func.func @loops(%l: !fuse.list<i64>) {
  cf.br ^loop(%l : !fuse.list<i64>)
^loop(%m: !fuse.list<i64>):
  cf.br ^loop(%m : !fuse.list<i64>)
}

// A part of a parameter that is stored needs a count of its own; the parameter itself stays borrowed.
// CHECK-LABEL: func.func @part(%arg0: !fuse.list<!fuse.str> {fuse.borrow}, %arg1: i64)
func.func @part(%l: !fuse.list<!fuse.str>, %i: i64) -> !fuse.str {
  %s = fuse.list.get_unchecked %l[%i] : !fuse.list<!fuse.str>
  return %s : !fuse.str
}

// An exported function keeps what it says: its caller is not compiled with it. Its callees are not bound by that.
// CHECK-LABEL: func.func @exported(%arg0: !fuse.str {fuse.borrow}, %arg1: !fuse.str {fuse.because = "the declaration says so", fuse.own})
func.func @exported(%a: !fuse.str {fuse.borrow}, %b: !fuse.str {fuse.own}) -> !fuse.str attributes {fuse.exported} {
  %0 = call @reads_and_gives(%a) : (!fuse.str) -> !fuse.str
  return %0 : !fuse.str
}

// CHECK-LABEL: func.func @reads_and_gives(%arg0: !fuse.str {fuse.borrow})
func.func @reads_and_gives(%a: !fuse.str) -> !fuse.str {
  %0 = fuse.str.trim %a
  return %0 : !fuse.str
}
