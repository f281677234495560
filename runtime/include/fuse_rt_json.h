/* JSON (json_*.c). Part of fuse_rt.h, which includes it. */
#ifndef FUSE_RT_JSON_H
#define FUSE_RT_JSON_H

#include "fuse_rt_map.h"

/* ---- untyped values ---- */

/* The untyped value of a JSON text: maps in the order of their sorted keys; a number without fraction is an Int, within the limits
 * of Int. Fails with `invalid json: <what is wrong>`. */
fuse_rt_error *fuse_rt_json_decode(const fuse_rt_str *text, fuse_rt_any *out);
/* The JSON text of a value. */
fuse_rt_str *fuse_rt_json_encode(const fuse_rt_any *value);

/* ---- values of declared types ---- */

/* Code that is generated for a type reads a text through its index, in which each value has a number: 1 for the whole. Where
 * nothing else is said, `at` is the number of any value, and the text is a valid one. */
fuse_rt_bytes *fuse_rt_json_index(const fuse_rt_str *text);
/* What is wrong with the text of an index, or NULL. */
fuse_rt_str *fuse_rt_json_problem(const fuse_rt_bytes *index);

/* The first element of an array; the others have the numbers behind it. -1 for another value. */
int64_t fuse_rt_json_elements(const fuse_rt_bytes *index, int64_t at);
/* The first member of an object, -1 for another value. The value of a member has the number behind it, then comes the next member:
 * in the order of the keys, each once. */
int64_t fuse_rt_json_members(const fuse_rt_bytes *index, int64_t at);
/* How many there are of what has this first element or member. */
int64_t fuse_rt_json_count(const fuse_rt_bytes *index, int64_t first);
/* Below zero, 0, above: the order of a member's key and a name; above where the member is the end. */
int64_t fuse_rt_json_order(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t member, int64_t end,
                           const fuse_rt_str *name);
fuse_rt_str *fuse_rt_json_key(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t member);
/* The value of a member by its key, or -1. */
int64_t fuse_rt_json_find(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t first, const fuse_rt_str *name);

bool fuse_rt_json_is_null(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at);
/* False too where `at` is -1. */
bool fuse_rt_json_is_string(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at);
/* 1 or 0; -1 where it is none. */
int64_t fuse_rt_json_read_bool(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at);
/* A number without fraction that an Int can hold. Integers are exact. */
void fuse_rt_json_read_int(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at, fuse_rt_optional_int *out);
/* Any number. */
void fuse_rt_json_read_float(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at, fuse_rt_optional_float *out);
/* NULL where it is none. */
fuse_rt_str *fuse_rt_json_read_string(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at);
/* Whether a string is this one. */
bool fuse_rt_json_equals(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at, const fuse_rt_str *wanted);
/* Any value, as an untyped decode gives it. */
void fuse_rt_json_read_untyped(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at, fuse_rt_any *out);
/* Where a value is: `root`, then `.key` and `[position]`. */
fuse_rt_str *fuse_rt_json_path(const fuse_rt_str *text, const fuse_rt_bytes *index, int64_t at, const fuse_rt_str *root);

/* ---- encoding ---- */

/* Appending to a text that is being built; each consumes `out`, grows it in place when it is unique, and returns it. */
fuse_rt_str *fuse_rt_json_put_any(fuse_rt_str *out, const fuse_rt_any *value);
/* In quotes, escaped. */
fuse_rt_str *fuse_rt_json_put_str(fuse_rt_str *out, const fuse_rt_str *s);
fuse_rt_str *fuse_rt_json_put_int(fuse_rt_str *out, int64_t value);
/* A Float without fraction that an Int can hold is written as one, NaN and infinities as null. */
fuse_rt_str *fuse_rt_json_put_float(fuse_rt_str *out, double value);

#endif
