// RUN: fuse-opt %s --split-input-file --verify-diagnostics

func.func @no_step(%a: !fuse.any) {
  // expected-error @+1 {{has 0 keys and 0 steps}}
  %0 = "fuse.any.store"(%a, %a) {steps = array<i64>} : (!fuse.any, !fuse.any) -> !fuse.any
  return
}

// -----

func.func @key_without_step(%a: !fuse.any) {
  // expected-error @+1 {{has 2 keys and 1 steps}}
  %e, %0 = "fuse.any.store.try"(%a, %a, %a, %a) {steps = array<i64: 1>} : (!fuse.any, !fuse.any, !fuse.any, !fuse.any) -> (!fuse.error, !fuse.any)
  return
}

// -----

func.func @odd_step(%a: !fuse.any) {
  // expected-error @+1 {{has a step 4}}
  %0 = fuse.any.store %a[%a] = %a steps [4]
  return
}

// -----

func.func @put_list(%s: !fuse.str, %l: !fuse.list<i64>) {
  // expected-error @+1 {{must be Int, Float, a text or a value known at run time}}
  %0 = "fuse.json.put"(%s, %l) : (!fuse.str, !fuse.list<i64>) -> !fuse.str
  return
}
