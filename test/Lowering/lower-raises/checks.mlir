// RUN: fuse-opt %s --pass=lower-raises | FileCheck %s

// The region runs only when the condition is false, in a cold block.
// CHECK-LABEL: func.func @assert
// CHECK-NEXT:    cf.cond_br %arg0 weights([2000, 1]), ^[[GOOD:.*]], ^[[COLD:.*]]
// CHECK:       ^[[GOOD]]:
// CHECK-NEXT:    fuse.print %arg1
// CHECK:       ^[[COLD]]:
// CHECK-NEXT:    %[[TEXT:.*]] = fuse.str.concat %arg1, %arg1
// CHECK-NEXT:    %[[ERROR:.*]] = fuse.error.text %[[TEXT]]
// CHECK-NEXT:    cf.br ^[[EXIT:.*]](%[[ERROR]] : !fuse.error)
// CHECK:       ^[[EXIT]](%[[E:.*]]: !fuse.error):
// CHECK-NEXT:    return %[[E]]
func.func @assert(%ok: i1, %s: !fuse.str) attributes {fuse.raises} {
  fuse.check %ok {
    %text = fuse.str.concat %s, %s
    %error = fuse.error.text %text : !fuse.error
    fuse.yield %error : !fuse.error
  }
  fuse.print %s
  return
}

// What raises inside the region raises instead of it.
// CHECK-LABEL: func.func @raise_in_region
// CHECK:         cf.cond_br %arg0 weights([2000, 1]), ^{{.*}}, ^[[COLD:.*]]
// CHECK:       ^[[COLD]]:
// CHECK:         fuse.list.length %arg1
// CHECK:         cf.cond_br %{{.*}} weights([2000, 1]), ^[[INSIDE:.*]], ^{{.*}}
// CHECK:       ^[[INSIDE]]:
// CHECK-NEXT:    fuse.list.get_unchecked %arg1[%arg2]
// CHECK-NEXT:    fuse.error.text
func.func @raise_in_region(%ok: i1, %l: !fuse.list<!fuse.str>, %i: i64) attributes {fuse.raises} {
  fuse.check %ok {
    %text = fuse.list.get %l[%i] : !fuse.list<!fuse.str>
    %error = fuse.error.text %text : !fuse.error
    fuse.yield %error : !fuse.error
  }
  return
}

// Reading the configuration gives the error as a result.
// CHECK-LABEL: func.func @entry() -> !fuse.error
// CHECK-NEXT:    %[[E:.*]], %[[T:.*]] = fuse.config.try_lookup "APP_NAME", "App", "name"
// CHECK-NEXT:    %[[SET:.*]] = fuse.error.is_set %[[E]]
// CHECK-NEXT:    cf.cond_br %[[SET]] weights([1, 2000]), ^{{.*}}(%[[E]] : !fuse.error), ^
// CHECK:         fuse.option.is_some %[[T]]
func.func @entry() attributes {fuse.raises} {
  %t = fuse.config.lookup "APP_NAME", "App", "name"
  %b = fuse.option.is_some %t : !fuse.option<!fuse.str>
  cf.cond_br %b, ^a, ^a
^a:
  return
}
