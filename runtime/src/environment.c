/* Environment variables of FUSE programs. */
#include "os.h"

fuse_rt_str *fuse_rt_env(const fuse_rt_str *name) { return fuse_rt_os_env_get(fuse_rt_text_of_str(name)); }
