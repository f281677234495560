/* The places that an error has passed, from where it was raised outwards. */
#ifndef FUSE_RT_TRACE_H
#define FUSE_RT_TRACE_H

#include "error.h"

/* Writes where the error was raised on standard error, or with `frames` every place with its function. Set when the first error is
 * traced, so that programs that trace none link nothing for it. */
extern void (*fuse_rt_trace_write)(const fuse_rt_error *error, bool frames);

#endif
