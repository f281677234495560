/* The grammar of JSON text: one walk from start to end, which tells what it meets.
 *
 * Without recursion, as nesting is limited. Inlined with its events, which are constants of the caller, so that each caller has a
 * parser of its own.
 */
#ifndef FUSE_RT_JSON_WALK_H
#define FUSE_RT_JSON_WALK_H

#include "json_scan.h"

enum { FUSE_RT_JSON_DEPTH = 512 };

/* What is met, in the order of the text; a key comes before its value. Everything is valid when it is told; what comes behind may
 * not be. `depth` is the number of arrays and objects around. */
typedef struct fuse_rt_json_events {
  void (*open)(void *sink, const char *bracket, int depth);
  void (*key)(void *sink, fuse_rt_json_string key, int depth);
  void (*string)(void *sink, fuse_rt_json_string string);
  void (*number)(void *sink, fuse_rt_json_number number);
  void (*word)(void *sink, const char *word); /* null, true, false */
  void (*close)(void *sink, const char *bracket, int depth);
} fuse_rt_json_events;

typedef struct fuse_rt_json_walker {
  const char *p;
  const char *end;
  const char *problem;
  const fuse_rt_json_events *on;
  void *sink;
  int depth;
  bool *is_object; /* of what is around, outermost first, from 1 on; apart, so that the rest can be in registers */
} fuse_rt_json_walker;

/* The keys of an object on the way: those of most are in order already. */
typedef struct fuse_rt_json_keys {
  fuse_rt_text last;
  bool are_sorted; /* each is behind the one before, and plain */
  bool have_escapes;
} fuse_rt_json_keys;

static const fuse_rt_json_keys FUSE_RT_JSON_NO_KEYS = {.are_sorted = true};

/* Takes note of the next key. */
static inline void fuse_rt_json_keys_add(fuse_rt_json_keys *keys, fuse_rt_json_string key) {
  keys->have_escapes |= key.is_escaped;
  if (!keys->are_sorted)
    return;
  bool is_first = keys->last.data == NULL;
  keys->are_sorted = !key.is_escaped && (is_first || fuse_rt_text_compare(keys->last, key.text) < 0);
  keys->last = key.text;
}

/* What comes next. */
typedef enum fuse_rt_json_step {
  FUSE_RT_JSON_VALUE,   /* a value */
  FUSE_RT_JSON_ELEMENT, /* an element, or the end of what is around */
  FUSE_RT_JSON_BEHIND,  /* what follows a value */
  FUSE_RT_JSON_STOP     /* nothing: the text is read, or wrong */
} fuse_rt_json_step;

#define FUSE_RT_JSON_INLINE static inline __attribute__((always_inline))

FUSE_RT_JSON_INLINE fuse_rt_json_step fuse_rt_json_fail(fuse_rt_json_walker *w, const char *problem) {
  w->problem = problem;
  return FUSE_RT_JSON_STOP;
}

FUSE_RT_JSON_INLINE fuse_rt_json_step fuse_rt_json_walk_word(fuse_rt_json_walker *w, const char *word, const char *problem) {
  size_t length = strlen(word);
  if ((size_t)(w->end - w->p) < length || memcmp(w->p, word, length) != 0)
    return fuse_rt_json_fail(w, problem);
  w->on->word(w->sink, w->p);
  w->p += length;
  return FUSE_RT_JSON_BEHIND;
}

FUSE_RT_JSON_INLINE fuse_rt_json_step fuse_rt_json_walk_string(fuse_rt_json_walker *w) {
  fuse_rt_json_string string;
  const char *problem = NULL;
  w->p = fuse_rt_json_scan_string(w->p + 1, w->end, &string, &problem);
  if (w->p == NULL)
    return fuse_rt_json_fail(w, problem);
  w->on->string(w->sink, string);
  return FUSE_RT_JSON_BEHIND;
}

FUSE_RT_JSON_INLINE fuse_rt_json_step fuse_rt_json_walk_number(fuse_rt_json_walker *w) {
  fuse_rt_json_number number;
  if (*w->p != '-' && !fuse_rt_json_is_digit(*w->p))
    return fuse_rt_json_fail(w, "unexpected character");
  w->p = fuse_rt_json_scan_number(w->p, w->end, &number);
  if (w->p == NULL)
    return fuse_rt_json_fail(w, "invalid number");
  w->on->number(w->sink, number);
  return FUSE_RT_JSON_BEHIND;
}

FUSE_RT_JSON_INLINE fuse_rt_json_step fuse_rt_json_walk_open(fuse_rt_json_walker *w, bool is_object) {
  if (w->depth == FUSE_RT_JSON_DEPTH)
    return fuse_rt_json_fail(w, "nesting too deep");
  w->on->open(w->sink, w->p, w->depth);
  w->is_object[++w->depth] = is_object;
  w->p++;
  return FUSE_RT_JSON_ELEMENT;
}

FUSE_RT_JSON_INLINE fuse_rt_json_step fuse_rt_json_walk_close(fuse_rt_json_walker *w) {
  w->on->close(w->sink, w->p, --w->depth);
  w->p++;
  return FUSE_RT_JSON_BEHIND;
}

FUSE_RT_JSON_INLINE fuse_rt_json_step fuse_rt_json_walk_value(fuse_rt_json_walker *w) {
  w->p = fuse_rt_json_skip_blanks(w->p, w->end);
  if (w->p == w->end)
    return fuse_rt_json_fail(w, "unexpected end of input");
  switch (*w->p) {
  case '"':
    return fuse_rt_json_walk_string(w);
  case '[':
    return fuse_rt_json_walk_open(w, false);
  case '{':
    return fuse_rt_json_walk_open(w, true);
  case 'n':
    return fuse_rt_json_walk_word(w, "null", "invalid null");
  case 't':
    return fuse_rt_json_walk_word(w, "true", "invalid bool");
  case 'f':
    return fuse_rt_json_walk_word(w, "false", "invalid bool");
  default:
    return fuse_rt_json_walk_number(w);
  }
}

FUSE_RT_JSON_INLINE fuse_rt_json_step fuse_rt_json_walk_element(fuse_rt_json_walker *w) {
  bool is_object = w->is_object[w->depth];
  w->p = fuse_rt_json_skip_blanks(w->p, w->end);
  char c = w->p < w->end ? *w->p : '\0';
  if (c == (is_object ? '}' : ']'))
    return fuse_rt_json_walk_close(w);
  if (!is_object)
    return FUSE_RT_JSON_VALUE;
  if (c != '"')
    return fuse_rt_json_fail(w, "expected string");
  fuse_rt_json_string key;
  const char *problem = NULL;
  w->p = fuse_rt_json_scan_string(w->p + 1, w->end, &key, &problem);
  if (w->p == NULL)
    return fuse_rt_json_fail(w, problem);
  w->p = fuse_rt_json_skip_blanks(w->p, w->end);
  if (w->p == w->end || *w->p != ':')
    return fuse_rt_json_fail(w, "expected ':'");
  w->p++;
  w->on->key(w->sink, key, w->depth);
  return FUSE_RT_JSON_VALUE;
}

FUSE_RT_JSON_INLINE fuse_rt_json_step fuse_rt_json_walk_behind(fuse_rt_json_walker *w, bool is_part) {
  w->p = fuse_rt_json_skip_blanks(w->p, w->end);
  if (w->depth == 0) {
    if (w->p < w->end && !is_part)
      return fuse_rt_json_fail(w, "trailing characters");
    return FUSE_RT_JSON_STOP;
  }
  bool is_object = w->is_object[w->depth];
  char c = w->p < w->end ? *w->p : '\0';
  if (c == (is_object ? '}' : ']'))
    return fuse_rt_json_walk_close(w);
  if (c != ',')
    return fuse_rt_json_fail(w, is_object ? "expected ',' or '}'" : "expected ',' or ']'");
  w->p++;
  return FUSE_RT_JSON_ELEMENT;
}

/* Walks over a text; NULL, or what is wrong with it. `is_part`: over the value that it starts with, whatever comes behind. */
FUSE_RT_JSON_INLINE const char *fuse_rt_json_walk(fuse_rt_text text, bool is_part, const fuse_rt_json_events *on, void *sink) {
  bool is_object[FUSE_RT_JSON_DEPTH + 1];
  fuse_rt_json_walker w = {.p = text.data, .end = text.data + text.length, .on = on, .sink = sink, .is_object = is_object};
  for (fuse_rt_json_step step = FUSE_RT_JSON_VALUE; step != FUSE_RT_JSON_STOP;) {
    if (step == FUSE_RT_JSON_ELEMENT)
      step = fuse_rt_json_walk_element(&w);
    if (step == FUSE_RT_JSON_VALUE)
      step = fuse_rt_json_walk_value(&w);
    if (step == FUSE_RT_JSON_BEHIND)
      step = fuse_rt_json_walk_behind(&w, is_part);
  }
  return w.problem;
}

#endif
