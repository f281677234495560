// RUN: fuse-opt %s --pass=lower-fuse-to-fuse-rt | FileCheck %s
// What crosses between threads is marked as shared by who gives it away; the runtime gets the functions that take it over.
fuse.global @App.names : !fuse.list<!fuse.str>

func.func @lifted(%names: !fuse.list<!fuse.str> {fuse.borrow}, %n: i64) -> (!fuse.error, !fuse.str) attributes {fuse.exported} {
  %none = fuse.error.none
  %text = fuse.str.constant "x"
  return %none, %text : !fuse.error, !fuse.str
}

// CHECK-LABEL: func.func @start
// CHECK-SAME:    %[[L:.*]]: !llvm.ptr, %[[N:.*]]: i64)
// CHECK:         fuse_rt.call @fuse_rt_share_list(%[[L]]
// CHECK:         fuse_rt.function_address @drop_captures.lifted
// CHECK:         fuse_rt.function_address @run.lifted
// CHECK:         fuse_rt.function_address @release_at.str
// CHECK:         fuse_rt.call @fuse_rt_task_spawn
func.func @start(%names: !fuse.list<!fuse.str>, %n: i64) -> !fuse.task<!fuse.str> {
  %task = fuse.spawn @lifted(%names, %n) : (!fuse.list<!fuse.str>, i64) -> !fuse.task<!fuse.str>
  return %task : !fuse.task<!fuse.str>
}

// The value stays the task's: who awaits it gets a count of its own.
// CHECK-LABEL: func.func @wait
// CHECK:         %[[E:.*]] = fuse_rt.call @fuse_rt_task_await
// CHECK:         %[[V:.*]] = llvm.load
// CHECK:         fuse_rt.retain %[[V]] {nullable}
func.func @wait(%task: !fuse.task<!fuse.str> {fuse.borrow}) -> (!fuse.error, !fuse.str) {
  %error, %value = fuse.await.try %task : !fuse.task<!fuse.str>
  return %error, %value : !fuse.error, !fuse.str
}

// A global is read by tasks too.
// CHECK-LABEL: func.func @load
// CHECK:         fuse_rt.call @fuse_rt_share_list
// CHECK:         llvm.store
func.func @load(%names: !fuse.list<!fuse.str>) {
  fuse.global.store %names, @App.names : !fuse.list<!fuse.str>
  return
}

// CHECK-LABEL: func.func @entry
// CHECK:         call @release_globals
func.func @entry() -> !fuse.error {
  %none = fuse.error.none
  return %none : !fuse.error
}

// CHECK-LABEL: func.func private @share_at.str(
// CHECK-LABEL: func.func private @drop_captures.lifted(
// CHECK-LABEL: func.func private @run.lifted(
// CHECK-SAME:    %[[SLOTS:.*]]: !llvm.ptr) -> !llvm.ptr
// CHECK:         llvm.load %[[SLOTS]] : !llvm.ptr -> !llvm.struct<(ptr, i64)>
// CHECK:         %[[R:.*]]:2 = call @lifted
// CHECK:         fuse_rt.release
// CHECK:         fuse_rt.call @fuse_rt_share_object(%[[R]]#1)
// CHECK:         llvm.store %[[R]]#1, %[[SLOTS]]
// CHECK-LABEL: func.func private @release_globals()
// CHECK:         fuse_rt.call @fuse_rt_tasks_end()
