/* JSON (json_*.c). Part of fuse_rt.h, which includes it. */
#ifndef FUSE_RT_JSON_H
#define FUSE_RT_JSON_H

#include "fuse_rt_map.h"

/* The untyped value of a JSON text: maps in the order of their sorted keys; a number without fraction is an Int, within the limits
 * of Int. Fails with `invalid json: <what is wrong>`. */
fuse_rt_error *fuse_rt_json_decode(const fuse_rt_str *text, fuse_rt_any *out);
/* The same for a decode by type: a number is an Int only where it is written as an integer, and fits; else a Float. */
fuse_rt_error *fuse_rt_json_decode_exact(const fuse_rt_str *text, fuse_rt_any *out);
/* What that gives as the untyped value. */
void fuse_rt_json_untyped(const fuse_rt_any *value, fuse_rt_any *out);
/* What is wrong with a JSON text, or NULL. */
fuse_rt_str *fuse_rt_json_problem(const fuse_rt_str *text);
/* An object, as an untyped decode gives it, against names that are sorted as its keys are. How many of the names come before the
 * first key that is none of them; their number, and one more, where there is no such key. */
int64_t fuse_rt_json_known_before_unknown(const fuse_rt_map *object, const fuse_rt_list *names);
/* The first key that is none of the names; there must be one. */
fuse_rt_str *fuse_rt_json_unknown_member(const fuse_rt_map *object, const fuse_rt_list *names);
/* The JSON text of a value. */
fuse_rt_str *fuse_rt_json_encode(const fuse_rt_any *value);

/* Appending to a text that is being built; each consumes `out`, grows it in place when it is unique, and returns it. */
fuse_rt_str *fuse_rt_json_put_any(fuse_rt_str *out, const fuse_rt_any *value);
/* In quotes, escaped. */
fuse_rt_str *fuse_rt_json_put_str(fuse_rt_str *out, const fuse_rt_str *s);
fuse_rt_str *fuse_rt_json_put_int(fuse_rt_str *out, int64_t value);
/* A Float without fraction that an Int can hold is written as one, NaN and infinities as null. */
fuse_rt_str *fuse_rt_json_put_float(fuse_rt_str *out, double value);

#endif
