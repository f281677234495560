/* Between doubles and decimal text (float_text.c, float_parse.c). */
#ifndef FUSE_RT_FLOAT_TEXT_H
#define FUSE_RT_FLOAT_TEXT_H

#include "text.h"

/* Sign, `0.`, 323 zeros and 17 digits for the smallest values; 309 digits for the largest. */
enum { FUSE_RT_FLOAT_TEXT_MAX = 352 };

/* Writes the shortest text that reads back as `value`; returns its length. */
size_t fuse_rt_float_write(char *out, double value);
/* Reads a whole text as a double, correctly rounded; false when it is malformed. */
bool fuse_rt_float_read(fuse_rt_text text, double *out);

#endif
