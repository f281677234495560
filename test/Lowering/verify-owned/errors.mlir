// RUN: fuse-opt %s --pass=verify-owned --split-input-file --verify-diagnostics

func.func @leak(%s: !fuse.str {fuse.own}) {
  // expected-error @+1 {{@leak: parameter 0 is never consumed on a path that ends here}}
  return
}

// -----

func.func @leak_of_result(%s: !fuse.str {fuse.borrow}) {
  %t = fuse.str.trim %s
  fuse.print %t
  // expected-error @+1 {{@leak_of_result: result 0 of 'fuse.str.trim' is never consumed on a path that ends here}}
  return
}

// -----

func.func @twice(%s: !fuse.str {fuse.own}) {
  fuse.release %s : !fuse.str
  // expected-error @+1 {{@twice: parameter 0 is consumed by 'fuse.release' after it was consumed}}
  fuse.release %s : !fuse.str
  return
}

// -----

func.func @use_after(%s: !fuse.str {fuse.own}) {
  fuse.release %s : !fuse.str
  // expected-error @+1 {{@use_after: parameter 0 is used by 'fuse.print' after it was consumed}}
  fuse.print %s
  return
}

// -----

func.func @part_of_dead(%l: !fuse.list<!fuse.str> {fuse.own}, %i: i64) {
  %s = fuse.list.get_unchecked %l[%i] : !fuse.list<!fuse.str>
  fuse.release %l : !fuse.list<!fuse.str>
  // expected-error @+1 {{@part_of_dead: result 0 of 'fuse.list.get_unchecked' is used by 'fuse.print' after it was consumed}}
  fuse.print %s
  return
}

// -----

func.func @borrowed(%s: !fuse.str {fuse.borrow}) -> !fuse.str {
  // expected-error @+1 {{@borrowed: parameter 0 is borrowed, but 'func.return' consumes it}}
  return %s : !fuse.str
}

// -----

func.func @part_moved(%l: !fuse.list<!fuse.str> {fuse.borrow}, %i: i64) -> !fuse.str {
  %s = fuse.list.get_unchecked %l[%i] : !fuse.list<!fuse.str>
  // expected-error @+1 {{@part_moved: result 0 of 'fuse.list.get_unchecked' is borrowed, but 'func.return' consumes it}}
  return %s : !fuse.str
}

// -----

func.func @one_way(%s: !fuse.str {fuse.own}, %c: i1) {
  cf.cond_br %c, ^use, ^end
^use:
  fuse.release %s : !fuse.str
  // expected-error @+1 {{@one_way: parameter 0 is owned on one way into a block and not on another}}
  cf.br ^end
^end:
  return
}

// -----

func.func @round_a_loop(%s: !fuse.str {fuse.own}, %c: i1) {
  cf.br ^head
^head:
  fuse.release %s : !fuse.str
  // expected-error @+1 {{@round_a_loop: parameter 0 is owned on one way into a block and not on another}}
  cf.cond_br %c, ^head, ^end
^end:
  return
}

// -----

func.func @last_round(%s: !fuse.str {fuse.own}, %c: i1) {
  cf.br ^head(%s : !fuse.str)
^head(%x: !fuse.str):
  %t = fuse.str.trim %x
  // expected-error @+1 {{@last_round: argument 0 of block 1 is never consumed in a round of a loop}}
  cf.cond_br %c, ^head(%t : !fuse.str), ^end
^end:
  fuse.release %x : !fuse.str
  fuse.release %t : !fuse.str
  return
}

// -----

func.func @error_kept() -> !fuse.error {
  %e = fuse.error.panic "no"
  // expected-error @+1 {{@error_kept: result 0 of 'fuse.error.panic' is an error, which must not be retained}}
  fuse.retain %e : !fuse.error
  return %e : !fuse.error
}

// -----

func.func private @risky() -> (!fuse.error, !fuse.str)
func.func @untested() -> !fuse.error {
  %e, %r = call @risky() : () -> (!fuse.error, !fuse.str)
  // expected-error @+1 {{@untested: result 1 of 'func.call' is consumed by 'fuse.release' where its error was not tested, or again}}
  fuse.release %r : !fuse.str
  return %e : !fuse.error
}

// -----

func.func private @take(!fuse.str {fuse.own}, !fuse.str {fuse.borrow})
func.func @looks_and_takes(%s: !fuse.str {fuse.own}) {
  // expected-error @+1 {{@looks_and_takes: parameter 0 is used by 'func.call' after it was consumed}}
  call @take(%s, %s) : (!fuse.str, !fuse.str) -> ()
  return
}

// -----

// expected-error @+1 {{@no_ownership: parameter 0 has no ownership}}
func.func @no_ownership(%s: !fuse.str) {
  return
}

// -----

func.func @hole_returned(%m: !fuse.list<!fuse.list<i64>> {fuse.own}, %i: i64) -> !fuse.list<!fuse.list<i64>> {
  %rest, %row = fuse.list.take %m[%i] : !fuse.list<!fuse.list<i64>>
  fuse.release %row : !fuse.list<i64>
  // expected-error @+1 {{@hole_returned: result 0 of 'fuse.list.take' has a hole, but is used by 'func.return'}}
  return %rest : !fuse.list<!fuse.list<i64>>
}

// -----

func.func @hole_elsewhere(%m: !fuse.list<!fuse.list<i64>> {fuse.own}, %i: i64, %j: i64) -> !fuse.list<!fuse.list<i64>> {
  %rest, %row = fuse.list.take %m[%i] : !fuse.list<!fuse.list<i64>>
  // expected-error @+1 {{@hole_elsewhere: result 0 of 'fuse.list.take' has a hole, but is used by 'fuse.list.put'}}
  %p = fuse.list.put %rest[%j], %row : !fuse.list<!fuse.list<i64>>
  return %p : !fuse.list<!fuse.list<i64>>
}

// -----

func.func @no_hole(%m: !fuse.list<!fuse.list<i64>> {fuse.own}, %r: !fuse.list<i64> {fuse.own}, %i: i64) -> !fuse.list<!fuse.list<i64>> {
  // expected-error @+1 {{@no_hole: parameter 0 has no hole for 'fuse.list.put' to fill}}
  %p = fuse.list.put %m[%i], %r : !fuse.list<!fuse.list<i64>>
  return %p : !fuse.list<!fuse.list<i64>>
}

// -----

func.func @unlisted(%c: i1, %a: !fuse.str {fuse.borrow}) {
  // expected-error @+1 {{@unlisted: no ownership fact for 'arith.select'}}
  %s = arith.select %c, %a, %a : !fuse.str
  return
}

// -----

func.func @moved_from(%o: !fuse.option<!fuse.str> {fuse.own}) -> !fuse.str {
  %s = fuse.option.get %o {move} : !fuse.option<!fuse.str>
  // expected-error @+1 {{@moved_from: parameter 0 is consumed by 'fuse.release' after it was consumed}}
  fuse.release %o : !fuse.option<!fuse.str>
  return %s : !fuse.str
}

// -----

func.func @moved_from_borrowed(%o: !fuse.option<!fuse.str> {fuse.borrow}) -> !fuse.str {
  // expected-error @+1 {{@moved_from_borrowed: parameter 0 is borrowed, but 'fuse.option.get' consumes it}}
  %s = fuse.option.get %o {move} : !fuse.option<!fuse.str>
  return %s : !fuse.str
}
