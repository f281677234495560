// What the verifiers refuse in ops on structs and enums, each rule once.
// RUN: fuse-opt %s --split-input-file --verify-diagnostics

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
