/* The database that the calling thread uses: a task has one of its own, which is closed when it ends. */
#ifndef FUSE_RT_DATABASE_NOW_H
#define FUSE_RT_DATABASE_NOW_H

typedef struct fuse_rt_database fuse_rt_database;

/* NULL until the first statement. */
extern _Thread_local fuse_rt_database *fuse_rt_database_now;
/* Closes one; set by the code that opens them, so that other programs link none of it. */
extern void (*fuse_rt_database_close)(fuse_rt_database *database);

#endif
