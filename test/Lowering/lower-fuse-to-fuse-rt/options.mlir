// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s
// An option of a reference is the reference or null; of a number, a flag and the number.
// CHECK-LABEL: func.func @texts
// CHECK-SAME:      %[[O:.*]]: !llvm.ptr)
// CHECK:         %[[NULL:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK:         llvm.icmp "ne" %[[O]], %[[NULL]]
// CHECK:         fuse_rt.release %[[O]] {nullable}
func.func @texts(%o: !fuse.option<!fuse.str>) -> i1 {
  %0 = fuse.option.is_some %o : !fuse.option<!fuse.str>
  fuse.release %o : !fuse.option<!fuse.str>
  return %0 : i1
}

// CHECK-LABEL: func.func @numbers
// CHECK-SAME:      %[[N:.*]]: i64)
// CHECK:         llvm.insertvalue %{{.*}}, %{{.*}}[0] : !llvm.struct<(i1, i64)>
// CHECK:         %[[SOME:.*]] = llvm.insertvalue %[[N]], %{{.*}}[1] : !llvm.struct<(i1, i64)>
// CHECK:         llvm.extractvalue %[[SOME]][1]
func.func @numbers(%n: i64) -> i64 {
  %0 = fuse.option.some %n : !fuse.option<i64>
  %1 = fuse.option.get %0 : !fuse.option<i64>
  return %1 : i64
}
