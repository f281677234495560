/* Strings as JSON text. */
#ifndef FUSE_RT_JSON_QUOTE_H
#define FUSE_RT_JSON_QUOTE_H

#include "text.h"

/* Appends `text` to a unique string, in quotes and with the escapes that JSON needs and has short forms for. */
void fuse_rt_json_quote(fuse_rt_str **out, fuse_rt_text text);

#endif
