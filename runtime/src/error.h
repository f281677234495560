/* What start.c needs to know about errors beyond the ABI. */
#ifndef FUSE_RT_ERROR_H
#define FUSE_RT_ERROR_H

#include "fuse_rt.h"

/* The text of a panic, or NULL when the error is not a panic. */
const char *fuse_rt_error_panic_text(const fuse_rt_error *error);

#endif
