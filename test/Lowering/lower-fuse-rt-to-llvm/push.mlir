// A unique array with room gets its element with two comparisons and two stores; everything else is out of line.
// RUN: fuse-opt %s --pass=lower-fuse-rt-to-llvm | FileCheck %s

// CHECK-LABEL: llvm.func internal @count.room_slow.i64(
// CHECK:         llvm.call @fuse_rt_list_reserve(
// CHECK:         llvm.call @fuse_rt_list_copy_with_room(
// CHECK-NEXT:    llvm.call @count.release(
// CHECK-LABEL: llvm.func internal @count.room.i64(
// CHECK-SAME:      "alwaysinline"
// CHECK:         llvm.icmp "eq"
// CHECK:         llvm.icmp "slt"
// CHECK:         llvm.call @count.room_slow.i64(
// CHECK-LABEL: llvm.func internal @fuse.push
// CHECK:         %[[A:.*]] = llvm.call @count.room.i64(%arg0)
// CHECK:         %[[N:.*]] = llvm.load
// CHECK:         llvm.getelementptr inbounds %{{.*}}[%[[N]]]
// CHECK:         llvm.store %arg1
// CHECK:         %[[MORE:.*]] = llvm.add %[[N]], %{{.*}}
// CHECK:         llvm.store %[[MORE]]
// CHECK:         llvm.return %[[A]]
llvm.func @push(%a: !llvm.ptr, %v: i64) -> !llvm.ptr {
  %0 = fuse_rt.array.push %v, %a : i64
  llvm.return %0 : !llvm.ptr
}
