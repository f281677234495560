// What the verifiers refuse in declarations, each rule once.
// RUN: fuse-opt %s --split-input-file --verify-diagnostics

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

// What contains itself is held behind a reference.
fuse.struct.def @Self {next: !fuse.option<!fuse.struct<@Self>>}
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
