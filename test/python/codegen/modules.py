"""Small programs in the llvm dialect, as the lowering leaves them: `fuse.entry` returns its error or null."""

HELLO = """
llvm.func @fuse_rt_print(!llvm.ptr)
llvm.mlir.global internal constant @text() : !llvm.struct<(i64, i64, i64, array<5 x i8>)> {
  %0 = llvm.mlir.undef : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
  %zero = llvm.mlir.constant(0 : i64) : i64
  %length = llvm.mlir.constant(5 : i64) : i64
  %bytes = llvm.mlir.constant("hello") : !llvm.array<5 x i8>
  %1 = llvm.insertvalue %zero, %0[0] : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
  %2 = llvm.insertvalue %length, %1[1] : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
  %3 = llvm.insertvalue %zero, %2[2] : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
  %4 = llvm.insertvalue %bytes, %3[3] : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
  llvm.return %4 : !llvm.struct<(i64, i64, i64, array<5 x i8>)>
}
llvm.func internal @fuse.entry() -> !llvm.ptr {
  %text = llvm.mlir.addressof @text : !llvm.ptr
  llvm.call @fuse_rt_print(%text) : (!llvm.ptr) -> ()
  %none = llvm.mlir.zero : !llvm.ptr
  llvm.return %none : !llvm.ptr
}
"""

PANIC = """
llvm.func @fuse_rt_error_panic(!llvm.ptr) -> !llvm.ptr
llvm.mlir.global internal constant @text("attempt to divide by zero\\00")
llvm.func internal @fuse.entry() -> !llvm.ptr {
  %text = llvm.mlir.addressof @text : !llvm.ptr
  %error = llvm.call @fuse_rt_error_panic(%text) : (!llvm.ptr) -> !llvm.ptr
  llvm.return %error : !llvm.ptr
}
"""

# 100000 nested calls: about 5 MiB of stack, which a native program has.
DEEP = """
llvm.func internal @fuse.down(%n: i64) -> i64 attributes {passthrough = ["noinline"]} {
  %one = llvm.mlir.constant(1 : i64) : i64
  %zero = llvm.mlir.constant(0 : i64) : i64
  %more = llvm.icmp "sgt" %n, %zero : i64
  llvm.cond_br %more, ^again, ^end
^again:
  %slot = llvm.alloca %one x i64 : (i64) -> !llvm.ptr
  llvm.store volatile %n, %slot : i64, !llvm.ptr
  %less = llvm.sub %n, %one : i64
  %below = llvm.call @fuse.down(%less) : (i64) -> i64
  %kept = llvm.load volatile %slot : !llvm.ptr -> i64
  %sum = llvm.add %below, %kept : i64
  llvm.return %sum : i64
^end:
  llvm.return %zero : i64
}
llvm.func internal @fuse.entry() -> !llvm.ptr {
  %n = llvm.mlir.constant(100000 : i64) : i64
  %sum = llvm.call @fuse.down(%n) : (i64) -> i64
  %expected = llvm.mlir.constant(5000050000 : i64) : i64
  %wrong = llvm.sub %sum, %expected : i64
  %error = llvm.inttoptr %wrong : i64 to !llvm.ptr
  llvm.return %error : !llvm.ptr
}
"""
