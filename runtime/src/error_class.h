/* Uncaught errors as JSON, for tools. */
#ifndef FUSE_RT_ERROR_CLASS_H
#define FUSE_RT_ERROR_CLASS_H

#include "fuse_rt.h"

/* The JSON line for the text of an uncaught error: the text itself when it is JSON, else an envelope with its class. */
fuse_rt_str *fuse_rt_error_class_envelope(const fuse_rt_str *text);

#endif
