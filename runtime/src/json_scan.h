/* The scalars of JSON text. */
#ifndef FUSE_RT_JSON_SCAN_H
#define FUSE_RT_JSON_SCAN_H

#include "text.h"

typedef struct fuse_rt_json_cursor {
  const char *at;
  const char *end;
  const char *failure; /* what is wrong, once something is */
  bool is_exact;       /* numbers are read for a decode by type */
} fuse_rt_json_cursor;

static inline void fuse_rt_json_skip_blanks(fuse_rt_json_cursor *cursor) {
  while (cursor->at < cursor->end && (*cursor->at == ' ' || *cursor->at == '\n' || *cursor->at == '\t' || *cursor->at == '\r'))
    cursor->at++;
}

/* The byte at the cursor; 0 at the end of the text. */
static inline char fuse_rt_json_peek(const fuse_rt_json_cursor *cursor) { return cursor->at < cursor->end ? *cursor->at : '\0'; }

/* Reads a string, from behind its opening quote to behind its closing one. Plain text without escapes is left where it is: then
 * `*plain` is it. Otherwise `*made` is a new string. False on failure. */
bool fuse_rt_json_scan_string(fuse_rt_json_cursor *cursor, fuse_rt_text *plain, fuse_rt_str **made);
/* Reads a number as an untyped value: an Int where it has no fraction, within the limits of Int. An exact one is an Int only where
 * it is written as an integer, and fits; else a Float. */
bool fuse_rt_json_scan_number(fuse_rt_json_cursor *cursor, fuse_rt_any *out);
/* Reads `null`, `true` or `false`, of which the first letter is at the cursor. */
bool fuse_rt_json_scan_word(fuse_rt_json_cursor *cursor, fuse_rt_any *out);

/* A Float as an untyped value: without a fraction it is an Int, within the limits of Int. */
fuse_rt_any fuse_rt_json_untyped_number(double value);

#endif
