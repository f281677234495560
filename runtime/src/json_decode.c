/* JSON text to untyped values.
 *
 * Without recursion: values that are complete wait on a stack until the array or object around them closes, keys in front of their
 * values. Objects become maps in the order of their sorted keys; of equal keys the last one counts.
 *
 * Objects of one text mostly have the same keys, so a small table of keys seen lets them share one string.
 */
#include "any.h"
#include "hash.h"
#include "json_scan.h"
#include "map.h"
#include "members.h"
#include "message.h"

enum {
  DEPTH_LIMIT = 512,
  KEYS = 64 /* a power of two */
};

typedef struct frame {
  int64_t start; /* of its values on the stack */
  bool is_object;
} frame;

typedef struct reader {
  fuse_rt_json_cursor cursor;
  fuse_rt_array *stack; /* of fuse_rt_any */
  int depth;
  frame frames[DEPTH_LIMIT];
  fuse_rt_str *keys[KEYS]; /* held, NULL where free */
} reader;

typedef enum step {
  STEP_FAILED,
  STEP_OPENED, /* a container that has an element */
  STEP_VALUE   /* a scalar or an empty container */
} step;

static step fail(reader *r, const char *what) {
  r->cursor.failure = what;
  return STEP_FAILED;
}

static void push(reader *r, fuse_rt_any value) {
  if (r->stack->length == r->stack->capacity)
    r->stack = fuse_rt_array_reserve(r->stack, 1, sizeof value);
  ((fuse_rt_any *)FUSE_RT_ELEMENTS(r->stack))[r->stack->length++] = value;
}

/* The string of a key, shared with earlier ones where it is the same. */
static fuse_rt_str *key_of(reader *r, fuse_rt_text text) {
  fuse_rt_str **seen = &r->keys[fuse_rt_hash(text.data, text.length) & (KEYS - 1)];
  if (*seen == NULL || !fuse_rt_text_equal(fuse_rt_text_of_str(*seen), text)) {
    if (*seen != NULL)
      fuse_rt_str_release(*seen);
    *seen = fuse_rt_text_to_str(text);
  }
  fuse_rt_array_retain(*seen);
  return *seen;
}

static bool take_key(reader *r) {
  fuse_rt_json_cursor *cursor = &r->cursor;
  if (fuse_rt_json_peek(cursor) != '"')
    return fail(r, "expected string");
  cursor->at++;
  fuse_rt_text plain;
  fuse_rt_str *key;
  if (!fuse_rt_json_scan_string(cursor, &plain, &key))
    return false;
  push(r, fuse_rt_any_of_object(FUSE_RT_STR, key != NULL ? key : key_of(r, plain)));
  fuse_rt_json_skip_blanks(cursor);
  if (fuse_rt_json_peek(cursor) != ':')
    return fail(r, "expected ':'");
  cursor->at++;
  return true;
}

/* ---- containers ---- */

static fuse_rt_any take_list(reader *r, int64_t start) {
  int64_t n = r->stack->length - start;
  fuse_rt_list *list = fuse_rt_array_alloc(n, sizeof(fuse_rt_any));
  memcpy(FUSE_RT_ELEMENTS(list), (fuse_rt_any *)FUSE_RT_ELEMENTS(r->stack) + start, (size_t)n * sizeof(fuse_rt_any));
  return fuse_rt_any_of_object(FUSE_RT_LIST, list);
}

static fuse_rt_any take_map(reader *r, int64_t start) {
  fuse_rt_any *values = (fuse_rt_any *)FUSE_RT_ELEMENTS(r->stack) + start;
  int64_t n = (r->stack->length - start) / 2;
  fuse_rt_member small[2 * FUSE_RT_MEMBERS_SMALL];
  fuse_rt_array *large;
  fuse_rt_member *members = fuse_rt_members_room(n, small, &large);
  for (int64_t i = 0; i < n; i++)
    members[i] = (fuse_rt_member){values[2 * i].object, &values[2 * i + 1]};
  fuse_rt_members_sort(members, n);
  fuse_rt_map *map = fuse_rt_map_new(n, sizeof(fuse_rt_any));
  for (int64_t i = 0; i < n; i++) {
    if (i + 1 < n && fuse_rt_members_compare(members[i].key, members[i + 1].key) == 0) {
      fuse_rt_str_release(members[i].key);
      fuse_rt_any_release(members[i].value);
      continue;
    }
    *(fuse_rt_any *)fuse_rt_map_append(map, members[i].key) = *(fuse_rt_any *)members[i].value;
  }
  if (large != NULL)
    fuse_rt_array_free(large);
  return fuse_rt_any_of_object(FUSE_RT_MAP, map);
}

static fuse_rt_any leave(reader *r) {
  frame left = r->frames[--r->depth];
  fuse_rt_any value = (left.is_object ? take_map : take_list)(r, left.start);
  r->stack->length = left.start;
  return value;
}

/* Where an element could start: STEP_VALUE when the container ends there, STEP_OPENED before a value. */
static step element_or_end(reader *r) {
  fuse_rt_json_skip_blanks(&r->cursor);
  bool is_object = r->frames[r->depth - 1].is_object;
  if (fuse_rt_json_peek(&r->cursor) == (is_object ? '}' : ']')) {
    r->cursor.at++;
    return STEP_VALUE;
  }
  return !is_object || take_key(r) ? STEP_OPENED : STEP_FAILED;
}

static step enter(reader *r, bool is_object, fuse_rt_any *out) {
  if (r->depth == DEPTH_LIMIT)
    return fail(r, "nesting too deep");
  r->cursor.at++;
  r->frames[r->depth++] = (frame){r->stack->length, is_object};
  step next = element_or_end(r);
  if (next == STEP_VALUE)
    *out = leave(r);
  return next;
}

/* Behind an element. */
static step after_element(reader *r) {
  bool is_object = r->frames[r->depth - 1].is_object;
  fuse_rt_json_skip_blanks(&r->cursor);
  char c = fuse_rt_json_peek(&r->cursor);
  if (c != ',' && c != (is_object ? '}' : ']'))
    return fail(r, is_object ? "expected ',' or '}'" : "expected ',' or ']'");
  r->cursor.at++;
  return c == ',' ? element_or_end(r) : STEP_VALUE;
}

/* ---- values ---- */

static step take_string(reader *r, fuse_rt_any *out) {
  r->cursor.at++;
  fuse_rt_text plain;
  fuse_rt_str *made;
  if (!fuse_rt_json_scan_string(&r->cursor, &plain, &made))
    return STEP_FAILED;
  *out = fuse_rt_any_of_object(FUSE_RT_STR, made != NULL ? made : fuse_rt_text_to_str(plain));
  return STEP_VALUE;
}

static step take_value(reader *r, fuse_rt_any *out) {
  fuse_rt_json_skip_blanks(&r->cursor);
  if (r->cursor.at == r->cursor.end)
    return fail(r, "unexpected end of input");
  switch (*r->cursor.at) {
  case '"':
    return take_string(r, out);
  case '[':
    return enter(r, false, out);
  case '{':
    return enter(r, true, out);
  case 'n':
  case 't':
  case 'f':
    return fuse_rt_json_scan_word(&r->cursor, out) ? STEP_VALUE : STEP_FAILED;
  default:
    if (*r->cursor.at != '-' && (*r->cursor.at < '0' || *r->cursor.at > '9'))
      return fail(r, "unexpected character");
    return fuse_rt_json_scan_number(&r->cursor, out) ? STEP_VALUE : STEP_FAILED;
  }
}

/* Closes what ends behind the value: STEP_VALUE at the end of the text, STEP_OPENED before another value. */
static step finish(reader *r, fuse_rt_any *value) {
  while (r->depth > 0) {
    push(r, *value);
    step next = after_element(r);
    if (next != STEP_VALUE)
      return next;
    *value = leave(r);
  }
  fuse_rt_json_skip_blanks(&r->cursor);
  if (r->cursor.at == r->cursor.end)
    return STEP_VALUE;
  fuse_rt_any_release(value);
  return fail(r, "trailing characters");
}

static bool read_text(reader *r, fuse_rt_any *out) {
  for (;;) {
    step next = take_value(r, out);
    if (next == STEP_VALUE)
      next = finish(r, out);
    if (next != STEP_OPENED)
      return next == STEP_VALUE;
  }
}

static void release_reader(reader *r) {
  fuse_rt_any *waiting = FUSE_RT_ELEMENTS(r->stack);
  for (int64_t i = 0; i < r->stack->length; i++)
    fuse_rt_any_release(&waiting[i]);
  fuse_rt_array_free(r->stack);
  for (int i = 0; i < KEYS; i++)
    if (r->keys[i] != NULL)
      fuse_rt_str_release(r->keys[i]);
}

/* Reads a whole text; NULL, or what is wrong with it. */
static const char *read_json(const fuse_rt_str *text, bool is_exact, fuse_rt_any *out) {
  const char *start = FUSE_RT_ELEMENTS(text);
  reader r;
  r.cursor = (fuse_rt_json_cursor){.at = start, .end = start + text->length, .is_exact = is_exact};
  r.stack = fuse_rt_array_alloc(0, sizeof(fuse_rt_any));
  r.depth = 0;
  memset(r.keys, 0, sizeof r.keys);
  bool is_read = read_text(&r, out);
  release_reader(&r);
  return is_read ? NULL : r.cursor.failure;
}

static fuse_rt_error *decode(const fuse_rt_str *text, bool is_exact, fuse_rt_any *out) {
  const char *problem = read_json(text, is_exact, out);
  if (problem == NULL)
    return NULL;
  return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of("invalid json: "), fuse_rt_text_of(problem)});
}

fuse_rt_error *fuse_rt_json_decode(const fuse_rt_str *text, fuse_rt_any *out) { return decode(text, false, out); }

fuse_rt_error *fuse_rt_json_decode_exact(const fuse_rt_str *text, fuse_rt_any *out) { return decode(text, true, out); }

fuse_rt_str *fuse_rt_json_problem(const fuse_rt_str *text) {
  fuse_rt_any value;
  const char *problem = read_json(text, false, &value);
  if (problem != NULL)
    return fuse_rt_text_to_str(fuse_rt_text_of(problem));
  fuse_rt_any_release(&value);
  return NULL;
}
