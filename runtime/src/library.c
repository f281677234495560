/* Calls of single functions of a program that another program has loaded (the Python API), instead of a run from start to end. */
#include "console.h"
#include "os.h"

void fuse_rt_library_call(void (*function)(const void *arguments, void *results), const void *arguments, void *results) {
  fuse_rt_os_guard_install();
  function(arguments, results);
  fuse_rt_os_guard_remove();
  /* The host writes to the same terminal. */
  fuse_rt_console_flush();
}
