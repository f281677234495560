/* Texts of errors, put together from parts. */
#ifndef FUSE_RT_MESSAGE_H
#define FUSE_RT_MESSAGE_H

#include "text.h"

/* A new string of the parts. */
fuse_rt_str *fuse_rt_message_str(int n, const fuse_rt_text *parts);
/* A runtime error with the text of the parts. */
fuse_rt_error *fuse_rt_message_error(int n, const fuse_rt_text *parts);
/* A runtime error with a constant text. */
fuse_rt_error *fuse_rt_message_constant(const char *text);
/* Appends to a unique string, which may move. */
void fuse_rt_message_append(fuse_rt_str **s, fuse_rt_text text);
/* Appends the reason that the operating system gives for an error code: `No such file or directory (os error 2)`. */
void fuse_rt_message_append_os_error(fuse_rt_str **s, int code);

#endif
