/* Text as markup. */
#ifndef FUSE_RT_MARKUP_H
#define FUSE_RT_MARKUP_H

#include "text.h"

/* Appends text to a unique string, with `&`, `<` and `>` as entities; for the value of an attribute `"` too. */
void fuse_rt_markup_append(fuse_rt_str **out, fuse_rt_text text, bool in_attribute);
/* Whether elements of this name can have no content. */
bool fuse_rt_markup_is_void(fuse_rt_text tag);

#endif
