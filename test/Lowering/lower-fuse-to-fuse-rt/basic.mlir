// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s
// Text is a reference; concatenation passes the parts through a slot in the frame.
// CHECK-LABEL: func.func @greet
// CHECK-SAME:      %[[NAME:.*]]: !llvm.ptr {fuse.borrow}) -> !llvm.ptr
// CHECK:         %[[SLOT:.*]] = llvm.alloca %{{.*}} x !llvm.ptr
// CHECK:         %[[HELLO:.*]] = fuse_rt.constant "Hello, "
// CHECK:         llvm.store %[[HELLO]]
// CHECK:         llvm.store %[[NAME]]
// CHECK:         %[[N:.*]] = arith.constant 2 : i64
// CHECK:         %[[R:.*]] = fuse_rt.call @fuse_rt_str_concat(%[[N]], %[[SLOT]])
// CHECK:         return %[[R]] : !llvm.ptr
func.func @greet(%name: !fuse.str {fuse.borrow}) -> !fuse.str {
  %0 = fuse.str.constant "Hello, "
  %1 = fuse.str.concat %0, %name
  return %1 : !fuse.str
}

// Ops of other dialects keep standing, with machine types.
// CHECK-LABEL: func.func @choose
// CHECK:         cf.cond_br %{{.*}}, ^bb1(%{{.*}} : !llvm.ptr), ^bb1(%{{.*}} : !llvm.ptr)
// CHECK:       ^bb1(%{{.*}}: !llvm.ptr):
func.func @choose(%c: i1, %a: !fuse.str, %b: !fuse.str) -> !fuse.str {
  cf.cond_br %c, ^bb1(%a : !fuse.str), ^bb1(%b : !fuse.str)
^bb1(%r: !fuse.str):
  return %r : !fuse.str
}
