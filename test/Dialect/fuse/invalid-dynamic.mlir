// What the verifiers refuse of maps, results, boxes and values known at run time, each rule once.
// RUN: fuse-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{map value must be a FUSE value type, but is 'i8'}}
func.func private @map(!fuse.map<i8>)

// -----

// expected-error @+1 {{null is a value of !fuse.any, which needs no option}}
func.func private @option(!fuse.option<!fuse.any>)

// -----

// expected-error @+1 {{result value must be a FUSE value type, but is 'f32'}}
func.func private @result(!fuse.result<f32>)

// -----

// expected-error @+1 {{boxes do not nest}}
func.func private @boxes(!fuse.box<!fuse.box<i64>>)

// -----

// expected-error @+1 {{box content must be a FUSE value type, but is 'index'}}
func.func private @box(!fuse.box<index>)

// -----

// expected-error @+1 {{task value must be a FUSE value type, but is 'index'}}
func.func private @task(!fuse.task<index>)

// -----

func.func @values(%k: !fuse.str, %f: f64) {
  // expected-error @+1 {{value has type 'f64', but the map has values of type 'i64'}}
  %0 = "fuse.map.make"(%k, %f) : (!fuse.str, f64) -> !fuse.map<i64>
  return
}

// -----

func.func @no_variants(%a: !fuse.any) {
  // expected-error @+1 {{names a variant of 'i64', which has none}}
  %0 = fuse.any.is %a : i64 "Some"
  return
}

// -----

func.func @no_type_at_run_time(%a: !fuse.any) {
  // expected-error @+1 {{asks for '!fuse.option<i64>', which is no type at run time}}
  %0 = fuse.any.is %a : !fuse.option<i64>
  return
}

// -----

func.func @needs_conversion(%a: !fuse.any) {
  // expected-error @+1 {{gives '!fuse.list<i64>', which needs a conversion}}
  %0 = fuse.any.get %a : !fuse.list<i64>
  return
}

// -----

func.func @no_parts(%a: !fuse.any) {
  // expected-error @+1 {{makes 'i64', which has no parts}}
  %0 = fuse.any.pack(%a) : i64
  return
}

// -----

fuse.struct.def @Pair {a: i64, b: i64}
func.func @parts(%a: !fuse.any) {
  // expected-error @+1 {{has 1 parts, but '!fuse.struct<@Pair>' has 2}}
  %0 = fuse.any.pack(%a) : !fuse.struct<@Pair>
  return
}
