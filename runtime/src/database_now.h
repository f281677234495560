/* The database that the calling thread uses. A task has one of its own, which is closed when it ends; a program that was loaded
 * brings its own into each call (library.c). */
#ifndef FUSE_RT_DATABASE_NOW_H
#define FUSE_RT_DATABASE_NOW_H

#include "fuse_rt.h"

/* NULL until the first statement. */
extern _Thread_local fuse_rt_database *fuse_rt_database_now;
/* Closes one; set by the code that opens them, so that other programs link none of it. */
extern void (*fuse_rt_database_close)(fuse_rt_database *database);

#endif
