// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s
// CHECK-LABEL: func.func @as
// CHECK:         call @matches.0(%arg0) : (!llvm.ptr) -> i1
func.func @as(%s: !fuse.str {fuse.borrow}) -> i1 {
  %0 = fuse.str.matches %s, "^a+$" starts [0, 97, 98] classes [0, 1, 0] transitions [-2, 1, -2, -2, 1, -1]
  return %0 : i1
}

// The same automaton is one function.
// CHECK-LABEL: func.func @as_again
// CHECK:         call @matches.0(%arg0) : (!llvm.ptr) -> i1
func.func @as_again(%s: !fuse.str {fuse.borrow}) -> i1 {
  %0 = fuse.str.matches %s, "^(a|a)+$" starts [0, 97, 98] classes [0, 1, 0] transitions [-2, 1, -2, -2, 1, -1]
  return %0 : i1
}

// CHECK-LABEL: func.func @one_letter
// CHECK:         call @matches.1(%arg0) : (!llvm.ptr) -> i1
func.func @one_letter(%s: !fuse.str {fuse.borrow}) -> i1 {
  %0 = fuse.str.matches %s, "^.$" starts [0, 10, 11] classes [0, 1, 0] transitions [1, -2, -2, -2, -2, -1]
  return %0 : i1
}

// CHECK-LABEL: func.func @greek
// CHECK:         call @matches.2(%arg0) : (!llvm.ptr) -> i1
func.func @greek(%s: !fuse.str {fuse.borrow}) -> i1 {
  %0 = fuse.str.matches %s, "[α-ω]" starts [0, 945, 970] classes [0, 1, 0] transitions [0, -1, -2]
  return %0 : i1
}

// A pattern is a function with a block for each state. Where all characters that are longer than a byte have one way, their bytes
// take it one by one, and no class is asked for.
// CHECK-LABEL: func.func private @matches.0(%arg0: !llvm.ptr) -> i1
// CHECK:         cf.br ^[[START:.*]](%{{.*}} : !llvm.ptr)
// CHECK:       ^[[START]](%[[P:.*]]: !llvm.ptr):
// CHECK:         %[[ENDS:.*]] = llvm.icmp "eq" %[[P]], %{{.*}} : !llvm.ptr
// CHECK:         cf.cond_br %[[ENDS]], ^[[LOST:.*]], ^[[MORE:bb[0-9]+]]
// CHECK:       ^[[MORE]]:
// CHECK:         cf.switch %{{.*}} : i32, [
// CHECK-NEXT:      default: ^[[LOST]],
// CHECK-NEXT:      97: ^
// CHECK-NEXT:    ]
// CHECK:       ^[[LOST]]:
// CHECK-NEXT:    %[[FALSE:.*]] = arith.constant false
// CHECK-NEXT:    return %[[FALSE]] : i1
// CHECK-NOT:     @fuse_rt_character_class

// Behind one character the text must end, so the bytes of a long one may not be taken one by one: three more bytes at most.
// CHECK-LABEL: func.func private @matches.1(
// CHECK:         %[[LONG:.*]] = arith.cmpi uge, %[[BYTE:.*]], %{{.*}} : i32
// CHECK:         fuse_rt.call @fuse_rt_character_class
// CHECK:         arith.cmpi uge, %[[BYTE]], %{{.*}} : i32
// CHECK:         arith.cmpi uge, %[[BYTE]], %{{.*}} : i32

// The table of classes has only spans that are not ASCII: 0 << 16 | 0, 945 << 16 | 1, 970 << 16 | 0.
// CHECK-LABEL: func.func private @matches.2(
// CHECK:         %[[TABLE:.*]] = fuse_rt.array.constant(array<i64: 0, 61931521, 63569920>)
// CHECK:         fuse_rt.call @fuse_rt_character_class(%[[TABLE]], %{{.*}})
