#include "database_now.h"

#include <stddef.h>

_Thread_local fuse_rt_database *fuse_rt_database_now;
void (*fuse_rt_database_close)(fuse_rt_database *database);
