/* Strings that are constants of the runtime: immortal objects in read-only memory. */
#ifndef FUSE_RT_CONSTANT_H
#define FUSE_RT_CONSTANT_H

#include "fuse_rt.h"

/* Defines `name`, whose member `header` is the string. */
#define FUSE_RT_CONSTANT(name, content)                                                                                            \
  static const struct {                                                                                                            \
    fuse_rt_str header;                                                                                                            \
    char text[sizeof content];                                                                                                     \
  } name = {{0, sizeof content - 1, 0}, content}

#endif
