// RUN: fuse-opt %s --pass=lower-fuse-rt-to-llvm | FileCheck %s
// Elements follow the header of 24 bytes; the length is the second word; both have alias tags of their own.
// CHECK-DAG: #[[HEADER:.*]] = #llvm.tbaa_type_desc<id = "header"
// CHECK-DAG: #[[INT:.*]] = #llvm.tbaa_type_desc<id = "Int"
// CHECK-DAG: #[[HEADER_TAG:.*]] = #llvm.tbaa_tag<base_type = #[[HEADER]]
// CHECK-DAG: #[[INT_TAG:.*]] = #llvm.tbaa_tag<base_type = #[[INT]]
// CHECK-LABEL: llvm.func internal @fuse.get
// CHECK:         %[[L:.*]] = llvm.getelementptr inbounds %{{.*}}[8] : (!llvm.ptr) -> !llvm.ptr, i8
// CHECK:         llvm.load %[[L]] {tbaa = [#[[HEADER_TAG]]]}
// CHECK:         %[[E:.*]] = llvm.getelementptr inbounds %{{.*}}[24] : (!llvm.ptr) -> !llvm.ptr, i8
// CHECK:         %[[P:.*]] = llvm.getelementptr inbounds %[[E]][%{{.*}}] : (!llvm.ptr, i64) -> !llvm.ptr, i64
// CHECK:         llvm.load %[[P]] {tbaa = [#[[INT_TAG]]]}
llvm.func @get(%a: !llvm.ptr, %i: i64) -> i64 {
  %n = fuse_rt.array.length %a
  %v = fuse_rt.array.load %a[%i] : i64
  %s = llvm.add %n, %v : i64
  llvm.return %s : i64
}
