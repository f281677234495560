// RUN: fuse-opt %s --pass=elide-rc | FileCheck %s --implicit-check-not="{move}"

func.func private @take(!fuse.str {fuse.own})

// Something stands between the two: it may still look at the option.
// CHECK-LABEL: func.func @between
// CHECK:         fuse.retain
// CHECK:         fuse.release
func.func @between(%o: !fuse.option<!fuse.str> {fuse.own}) -> i1 {
  %s = fuse.option.get %o : !fuse.option<!fuse.str>
  fuse.retain %s : !fuse.str
  call @take(%s) : (!fuse.str) -> ()
  %b = fuse.option.is_some %o : !fuse.option<!fuse.str>
  fuse.release %o : !fuse.option<!fuse.str>
  return %b : i1
}

// The part is needed twice.
// CHECK-LABEL: func.func @twice
// CHECK-COUNT-2: fuse.retain
// CHECK:         fuse.release
func.func @twice(%o: !fuse.option<!fuse.str> {fuse.own}) -> !fuse.list<!fuse.str> {
  %s = fuse.option.get %o : !fuse.option<!fuse.str>
  fuse.retain %s : !fuse.str
  fuse.retain %s : !fuse.str
  fuse.release %o : !fuse.option<!fuse.str>
  %l = fuse.list.make %s, %s : !fuse.list<!fuse.str>
  return %l : !fuse.list<!fuse.str>
}

// An element of a list: the list has others.
// CHECK-LABEL: func.func @element
// CHECK:         fuse.retain
// CHECK:         fuse.release
func.func @element(%l: !fuse.list<!fuse.str> {fuse.own}, %i: i64) -> !fuse.str {
  %s = fuse.list.get_unchecked %l[%i] : !fuse.list<!fuse.str>
  fuse.retain %s : !fuse.str
  fuse.release %l : !fuse.list<!fuse.str>
  return %s : !fuse.str
}

// Another block uses the part too, where the option may still be alive.
// CHECK-LABEL: func.func @elsewhere
// CHECK:         fuse.retain
// CHECK:         fuse.release
func.func @elsewhere(%o: !fuse.option<!fuse.str> {fuse.own}, %c: i1) {
  %s = fuse.option.get %o : !fuse.option<!fuse.str>
  cf.cond_br %c, ^a, ^b
^a:
  fuse.retain %s : !fuse.str
  fuse.release %o : !fuse.option<!fuse.str>
  call @take(%s) : (!fuse.str) -> ()
  return
^b:
  fuse.print %s
  fuse.release %o : !fuse.option<!fuse.str>
  return
}
