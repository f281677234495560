// What the verifiers refuse in types and in the other ops, each rule once.
// RUN: fuse-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{list element must be a FUSE value type, but is 'i32'}}
func.func private @list_of_i32(!fuse.list<i32>)

// -----

// expected-error @+1 {{list element must be a FUSE value type, but is '!fuse.error'}}
func.func private @list_of_errors(!fuse.list<!fuse.error>)

// -----

// expected-error @+1 {{option value must be a FUSE value type, but is 'index'}}
func.func private @option_of_index(!fuse.option<index>)

// -----

// expected-error @+1 {{options do not nest}}
func.func private @option_of_option(!fuse.option<!fuse.option<i64>>)

// -----

func.func @no_global() -> i64 {
  // expected-error @+1 {{names @nothing, which is no fuse.global}}
  %0 = fuse.global.load @nothing : i64
  return %0 : i64
}

// -----

fuse.global @port : i64
func.func @global_type(%s: !fuse.str) {
  // expected-error @+1 {{has type '!fuse.str', but @port has type 'i64'}}
  fuse.global.store %s, @port : !fuse.str
  return
}

// -----

func.func @concat_nothing() {
  // expected-error @+1 {{must have an operand}}
  %0 = "fuse.str.concat"() : () -> !fuse.str
  return
}

// -----

func.func @parse_text(%s: !fuse.str) {
  // expected-error @+1 {{result must be an option of Int, Float or Bool, but is '!fuse.option<!fuse.str>'}}
  %0 = fuse.str.parse %s : !fuse.option<!fuse.str>
  return
}

// -----

func.func @from_error(%e: !fuse.error) {
  // expected-error @+1 {{must be a FUSE value type, but got '!fuse.error'}}
  %0 = fuse.str.from %e : !fuse.error
  return
}

// -----

// expected-error @+2 {{has 2 fields, but 1 variables}}
func.func @hint() {
  fuse.config.hint "App", ["a", "b"], ["APP_A"]
  return
}

// -----

func.func @element_type(%s: !fuse.str) {
  // expected-error @+1 {{element has type '!fuse.str', but the list has elements of type 'i64'}}
  %0 = "fuse.list.make"(%s) : (!fuse.str) -> !fuse.list<i64>
  return
}

// -----

func.func @make_no_list(%i: i64) {
  // expected-error @+1 {{expected a list type, but got 'i64'}}
  %0 = fuse.list.make %i : i64
  return
}

// -----

func.func @get_from_int(%i: i64) {
  // expected-error @+1 {{operand #0 must be a !fuse.list, but got 'i64'}}
  %0 = "fuse.list.get"(%i, %i) : (i64, i64) -> i64
  return
}

// -----

func.func @get_type(%l: !fuse.list<i64>, %i: i64) {
  // expected-error @+1 {{type of 'result' is the element type of 'list'}}
  %0 = "fuse.list.get"(%l, %i) : (!fuse.list<i64>, i64) -> f64
  return
}

// -----

func.func @set_type(%l: !fuse.list<i64>, %i: i64, %f: f64) {
  // expected-error @+1 {{type of 'value' is the element type of 'list'}}
  %0 = "fuse.list.set"(%l, %i, %f) : (!fuse.list<i64>, i64, f64) -> !fuse.list<i64>
  return
}

// -----

func.func @range_types(%i: i64, %f: f64) {
  // expected-error @+1 {{type of 'high' is the element type of 'result'}}
  %0 = "fuse.list.range"(%i, %f) : (i64, f64) -> !fuse.list<i64>
  return
}

// -----

func.func @check_end(%c: i1) {
  // expected-error @+1 {{region must end with fuse.yield}}
  "fuse.check"(%c) ({
    "ub.unreachable"() : () -> ()
  }) : (i1) -> ()
  return
}

// -----

func.func @check_arguments(%c: i1) {
  // expected-error @+1 {{region takes no arguments}}
  "fuse.check"(%c) ({
  ^bb0(%e: !fuse.error):
    fuse.yield %e : !fuse.error
  }) : (i1) -> ()
  return
}

// -----

func.func @retain_index(%i: index) {
  // expected-error @+1 {{must be a FUSE value type or !fuse.error, but got 'index'}}
  fuse.retain %i : index
  return
}

// -----

func.func @await_type(%t: !fuse.task<i64>) {
  // expected-error @+1 {{value has the type of the task's result}}
  %0 = "fuse.await"(%t) : (!fuse.task<i64>) -> f64
  return
}

// -----

func.func @matches_starts(%a: !fuse.str) {
  // expected-error @+1 {{starts do not ascend from 0}}
  %0 = fuse.str.matches %a, "a" starts [0, 98, 97] classes [0, 1, 0] transitions [0, -1, -2]
  return
}

// -----

func.func @matches_classes(%a: !fuse.str) {
  // expected-error @+1 {{each start needs a class}}
  %0 = fuse.str.matches %a, "a" starts [0, 97, 98] classes [0, 1] transitions [0, -1, -2]
  return
}

// -----

func.func @matches_rows(%a: !fuse.str) {
  // expected-error @+1 {{transitions are not rows of 3}}
  %0 = fuse.str.matches %a, "a" starts [0, 97, 98] classes [0, 1, 0] transitions [0, -1]
  return
}

// -----

func.func @matches_nowhere(%a: !fuse.str) {
  // expected-error @+1 {{transition 0 leads nowhere: 1}}
  %0 = fuse.str.matches %a, "a" starts [0, 97, 98] classes [0, 1, 0] transitions [1, -1, -2]
  return
}

// -----

func.func @matches_at_end(%a: !fuse.str) {
  // expected-error @+1 {{transition 2 leads nowhere: 0}}
  %0 = fuse.str.matches %a, "a" starts [0, 97, 98] classes [0, 1, 0] transitions [0, -1, 0]
  return
}
