/* Calls of single functions of a program that another program has loaded (the Python API), instead of a run from start to end. */
#include "console.h"
#include "database_now.h"
#include "os.h"

void fuse_rt_library_call(void (*function)(const void *arguments, void *results), const void *arguments, void *results,
                          fuse_rt_database **database) {
  fuse_rt_database *before = fuse_rt_database_now;
  fuse_rt_database_now = *database;
  fuse_rt_os_guard_install();
  function(arguments, results);
  fuse_rt_os_guard_remove();
  *database = fuse_rt_database_now;
  fuse_rt_database_now = before;
  /* The host writes to the same terminal. */
  fuse_rt_console_flush();
}

void fuse_rt_library_close(fuse_rt_database **database) {
  if (*database != NULL)
    fuse_rt_database_close(*database);
  *database = NULL;
}
