/* Shapes of structs that got fields that they were not declared with. */
#ifndef FUSE_RT_SHAPE_H
#define FUSE_RT_SHAPE_H

#include "fuse_rt.h"

/* The shape with one more field. The same arguments give the same shape, so a program has at most as many as it has such stores.
 * `name` is a constant of the program. */
const fuse_rt_shape *fuse_rt_shape_with(const fuse_rt_shape *shape, const fuse_rt_str *name);
#endif
