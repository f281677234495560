/* Untyped values of JSON text (json_decode.c). */
#ifndef FUSE_RT_JSON_PART_H
#define FUSE_RT_JSON_PART_H

#include "text.h"

/* The value of a text; `is_part`: of the one that it starts with. NULL, or what is wrong. */
const char *fuse_rt_json_decode_text(fuse_rt_text text, bool is_part, fuse_rt_any *out);

#endif
