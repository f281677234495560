/* The fatal envelope: `fatal: class=<class> pid=<pid> message=<text> <build line>`. */
#ifndef FUSE_RT_FATAL_H
#define FUSE_RT_FATAL_H

#include "text.h"

enum { FUSE_RT_STATUS_ERROR = 1, FUSE_RT_STATUS_PANIC = 101 };

/* The build line that envelopes end with; NULL for a run in process. */
void fuse_rt_fatal_set_build_line(const char *build_line);
/* Whether this is an executable that was built for release. */
bool fuse_rt_fatal_is_release_build(void);
/* Writes one envelope. `prefix` comes before the text in the message. */
void fuse_rt_fatal_write(const char *class_name, const char *prefix, fuse_rt_text text);
/* Writes the panic envelope for a static text. */
void fuse_rt_fatal_write_panic(const char *text);
/* Ends the process as a panic does: buffered output, envelope, status 101. Safe in a signal handler. */
_Noreturn void fuse_rt_fatal_panic(const char *text);

#endif
