/* What start.c needs to know about errors beyond the ABI. */
#ifndef FUSE_RT_ERROR_H
#define FUSE_RT_ERROR_H

#include "fuse_rt.h"

/* The text of a panic, or NULL when the error is not a panic. */
const char *fuse_rt_error_panic_text(const fuse_rt_error *error);
/* A copy that shares nothing with the error, so that another thread can own it. */
fuse_rt_error *fuse_rt_error_copy(const fuse_rt_error *error);

#endif
