// What the verifiers and parsers refuse, each rule once.
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

// expected-error @+1 {{declares field 'a' twice}}
fuse.struct.def @Twice {a: i64, a: f64}

// -----

// expected-error @+1 {{field 'a' must have a FUSE value type, but has 'i8'}}
fuse.struct.def @Narrow {a: i8}

// -----

// expected-error @+1 {{has 1 field names, but 0 field types}}
"fuse.struct.def"() {sym_name = "S", field_names = ["a"], field_types = []} : () -> ()

// -----

// expected-error @+1 {{uses the undeclared type '!fuse.struct<@Missing>'}}
fuse.struct.def @Unknown {a: !fuse.list<!fuse.struct<@Missing>>}

// -----

// A struct named where an enum is meant.
fuse.struct.def @Point {x: i64}
// expected-error @+1 {{uses the undeclared type '!fuse.enum<@Point>'}}
fuse.struct.def @Confused {a: !fuse.enum<@Point>}

// -----

// expected-error @+1 {{contains itself}}
fuse.struct.def @Self {next: !fuse.option<!fuse.struct<@Self>>}

// -----

// The cycle is reported once.
// expected-error @+1 {{contains itself}}
fuse.struct.def @Left {right: !fuse.enum<@Right>}
fuse.enum.def @Right {Empty, Full(!fuse.struct<@Left>)}

// -----

// expected-error @+1 {{must have a variant}}
fuse.enum.def @None {}

// -----

// expected-error @+1 {{declares variant 'A' twice}}
fuse.enum.def @Twice {A, A(i64)}

// -----

// expected-error @+1 {{payload of variant 'A' must have FUSE value types, but has '!fuse.error'}}
fuse.enum.def @Wrong {A(!fuse.error)}

// -----

// expected-error @+1 {{has 1 variant names, but 2 payloads}}
"fuse.enum.def"() {sym_name = "E", variant_names = ["a"], payload_types = [[], []]} : () -> ()

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

fuse.struct.def @User {name: !fuse.str, age: i64}
func.func @operand_count(%s: !fuse.str) {
  // expected-error @+1 {{has 1 operands, but '!fuse.struct<@User>' has 2 fields}}
  %0 = fuse.struct.make %s : (!fuse.str) -> !fuse.struct<@User>
  return
}

// -----

fuse.struct.def @User {name: !fuse.str}
func.func @operand_type(%i: i64) {
  // expected-error @+1 {{field 'name' has type '!fuse.str', but the operand has type 'i64'}}
  %0 = fuse.struct.make %i : (i64) -> !fuse.struct<@User>
  return
}

// -----

func.func @no_struct(%s: !fuse.struct<@Missing>) {
  // expected-error @+1 {{uses the undeclared type '!fuse.struct<@Missing>'}}
  %0 = fuse.struct.get %s["a"] : !fuse.struct<@Missing> -> i64
  return
}

// -----

fuse.struct.def @User {name: !fuse.str}
func.func @no_field(%s: !fuse.struct<@User>) {
  // expected-error @+1 {{names the field 'nam', which '!fuse.struct<@User>' does not have}}
  %0 = fuse.struct.get %s["nam"] : !fuse.struct<@User> -> !fuse.str
  return
}

// -----

fuse.struct.def @User {name: !fuse.str}
func.func @field_type(%s: !fuse.struct<@User>, %i: i64) {
  // expected-error @+1 {{field 'name' has type '!fuse.str', but the op says 'i64'}}
  %0 = fuse.struct.set %s["name"], %i : !fuse.struct<@User>, i64
  return
}

// -----

fuse.enum.def @Color {Red, Grey(i64)}
func.func @no_variant() {
  // expected-error @+1 {{names the variant 'Blue', which '!fuse.enum<@Color>' does not have}}
  %0 = fuse.enum.make "Blue"() : () -> !fuse.enum<@Color>
  return
}

// -----

fuse.enum.def @Color {Red, Grey(i64)}
func.func @payload_count() {
  // expected-error @+1 {{has 0 operands, but variant 'Grey' has 1}}
  %0 = fuse.enum.make "Grey"() : () -> !fuse.enum<@Color>
  return
}

// -----

fuse.enum.def @Color {Red, Grey(i64)}
func.func @payload_type(%f: f64) {
  // expected-error @+1 {{operand 0 of variant 'Grey' has type 'i64', but the operand has type 'f64'}}
  %0 = fuse.enum.make "Grey"(%f) : (f64) -> !fuse.enum<@Color>
  return
}

// -----

fuse.enum.def @Color {Red, Grey(i64)}
func.func @payload_index(%e: !fuse.enum<@Color>) {
  // expected-error @+1 {{variant 'Grey' has 1 payload values, index 1 is out of range}}
  %0 = fuse.enum.get %e["Grey", 1] : !fuse.enum<@Color> -> i64
  return
}

// -----

fuse.enum.def @Color {Red, Grey(i64)}
func.func @payload_result(%e: !fuse.enum<@Color>) {
  // expected-error @+1 {{payload 0 of variant 'Grey' has type 'i64', but the op says 'f64'}}
  %0 = fuse.enum.get %e["Grey", 0] : !fuse.enum<@Color> -> f64
  return
}

// -----

func.func @no_enum(%e: !fuse.enum<@Missing>) {
  // expected-error @+1 {{uses the undeclared type '!fuse.enum<@Missing>'}}
  %0 = fuse.enum.tag %e : !fuse.enum<@Missing>
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
