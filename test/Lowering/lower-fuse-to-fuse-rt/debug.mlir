// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s

// A variable is a slot of the frame that no optimization may drop; it says what it is about, in the terms of DWARF.
// CHECK-DAG:   #[[INT:.*]] = #llvm.di_basic_type<tag = DW_TAG_base_type, name = "Int", sizeInBits = 64, encoding = DW_ATE_signed>
// CHECK-DAG:   #[[TEXT:.*]] = #llvm.di_derived_type<tag = DW_TAG_typedef, name = "String", baseType = #{{.*}}>
// CHECK-LABEL: func.func @variables
// CHECK-SAME:    (%[[S:.*]]: !llvm.ptr {fuse.own}, %[[N:.*]]: i64)
// CHECK:         %[[COUNT:.*]] = llvm.alloca {{.*}} x i64 {fuse.variable = {line = 8 : i64, name = "n", scope = array<i64: 7, 3, 9, 20>, type = #[[INT]]}}
// CHECK:         llvm.store volatile %{{.*}}, %[[COUNT]] : i64
// CHECK:         %[[TEXT_SLOT:.*]] = llvm.alloca {{.*}} x !llvm.ptr {fuse.variable = {argument = 1 : i64, line = 7 : i64, name = "s", {{.*}}type = #[[TEXT]]}}
// CHECK:         llvm.store volatile %[[S]], %[[TEXT_SLOT]] : !llvm.ptr
// CHECK:         llvm.store volatile %[[N]], %[[COUNT]] : i64
// A value that is released is gone for the debugger, unless the slot has another one by then.
// CHECK:         fuse_rt.release %[[S]]
// CHECK:         %[[HELD:.*]] = llvm.load volatile %[[TEXT_SLOT]]
// CHECK:         %[[SAME:.*]] = llvm.icmp "eq" %[[HELD]], %[[S]]
// CHECK:         %[[LEFT:.*]] = llvm.select %[[SAME]], %{{.*}}, %[[HELD]]
// CHECK:         llvm.store volatile %[[LEFT]], %[[TEXT_SLOT]]
func.func @variables(%s: !fuse.str {fuse.own}, %n: i64) {
  fuse.debug.set %s as "s" 0 at 7 in [7, 3, 9, 20] argument 1 : !fuse.str
  fuse.debug.set %n as "n" 1 at 8 in [7, 3, 9, 20] : i64
  fuse.release %s : !fuse.str
  return
}
