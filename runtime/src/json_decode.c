/* JSON text to untyped values.
 *
 * Values that are complete wait on a stack until the array or object around them closes, keys in front of their values. Objects
 * become maps in the order of their sorted keys; of equal keys the last one counts.
 *
 * Objects of one text mostly have the same keys, so a small table of keys seen lets them share one string.
 */
#include "any.h"
#include "hash.h"
#include "json_part.h"
#include "json_walk.h"
#include "map.h"
#include "members.h"
#include "message.h"

enum { KEYS = 64 /* a power of two */ };

typedef struct frame {
  int64_t first; /* of its values on the stack */
  fuse_rt_json_keys keys;
} frame;

typedef struct reader {
  fuse_rt_array *stack;             /* of fuse_rt_any */
  frame frames[FUSE_RT_JSON_DEPTH]; /* what is around, outermost first */
  fuse_rt_str *keys[KEYS];          /* held, NULL where free */
} reader;

static void push(reader *r, fuse_rt_any value) {
  if (r->stack->length == r->stack->capacity)
    r->stack = fuse_rt_array_reserve(r->stack, 1, sizeof value);
  ((fuse_rt_any *)FUSE_RT_ELEMENTS(r->stack))[r->stack->length++] = value;
}

/* The string of a key, shared with earlier ones where it is the same. */
static fuse_rt_str *key_of(reader *r, fuse_rt_text text) {
  fuse_rt_str **seen = &r->keys[fuse_rt_hash(text.data, text.length) & (KEYS - 1)];
  bool is_same = *seen != NULL && (size_t)(*seen)->length == text.length &&
                 fuse_rt_words_equal(FUSE_RT_ELEMENTS(*seen), text.data, text.length);
  if (!is_same) {
    if (*seen != NULL)
      fuse_rt_str_release(*seen);
    *seen = fuse_rt_text_to_str(text);
  }
  fuse_rt_array_retain(*seen);
  return *seen;
}

/* ---- what the walk meets ---- */

static inline void on_open(void *sink, const char *bracket, int depth) {
  (void)bracket;
  reader *r = sink;
  r->frames[depth] = (frame){r->stack->length, FUSE_RT_JSON_NO_KEYS};
}

static inline void on_key(void *sink, fuse_rt_json_string key, int depth) {
  reader *r = sink;
  fuse_rt_json_keys_add(&r->frames[depth - 1].keys, key);
  push(r, fuse_rt_any_of_object(FUSE_RT_STR, key.is_escaped ? fuse_rt_json_string_value(key) : key_of(r, key.text)));
}

static inline void on_string(void *sink, fuse_rt_json_string string) {
  push(sink, fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_json_string_value(string)));
}

static inline void on_number(void *sink, fuse_rt_json_number number) { push(sink, fuse_rt_json_untyped_number(number)); }

static inline void on_word(void *sink, const char *word) {
  push(sink, *word == 'n' ? (fuse_rt_any){.kind = FUSE_RT_NULL} : fuse_rt_any_of_bool(*word == 't'));
}

static fuse_rt_any make_list(const fuse_rt_any *values, int64_t n) {
  fuse_rt_list *list = fuse_rt_array_alloc(n, sizeof(fuse_rt_any));
  memcpy(FUSE_RT_ELEMENTS(list), values, (size_t)n * sizeof(fuse_rt_any));
  return fuse_rt_any_of_object(FUSE_RT_LIST, list);
}

/* `values` are keys and values by turns. */
static fuse_rt_any make_sorted_map(const fuse_rt_any *values, int64_t n) {
  fuse_rt_map *map = fuse_rt_map_new(n, sizeof(fuse_rt_any));
  for (int64_t i = 0; i < n; i++)
    *(fuse_rt_any *)fuse_rt_map_append(map, values[2 * i].object) = values[2 * i + 1];
  return fuse_rt_any_of_object(FUSE_RT_MAP, map);
}

/* Puts the members in order, and lets go of all but the last of equal keys; returns how many are left. */
static int64_t sort(fuse_rt_any *values, int64_t n) {
  fuse_rt_member small[2 * FUSE_RT_MEMBERS_SMALL];
  fuse_rt_array *large;
  fuse_rt_member *members = fuse_rt_members_room(n, small, &large);
  fuse_rt_array *copy = fuse_rt_array_alloc(2 * n, sizeof *values);
  fuse_rt_any *from = FUSE_RT_ELEMENTS(copy);
  memcpy(from, values, (size_t)(2 * n) * sizeof *values);
  for (int64_t i = 0; i < n; i++)
    members[i] = (fuse_rt_member){fuse_rt_text_of_str(from[2 * i].object), &from[2 * i]};
  fuse_rt_members_sort(members, n);
  int64_t left = 0;
  for (int64_t i = 0; i < n; i++) {
    fuse_rt_any *member = members[i].value;
    if (i + 1 == n || !fuse_rt_text_equal(members[i].key, members[i + 1].key)) {
      memcpy(&values[2 * left++], member, 2 * sizeof *member);
      continue;
    }
    fuse_rt_any_release(&member[0]);
    fuse_rt_any_release(&member[1]);
  }
  fuse_rt_array_free(copy);
  if (large != NULL)
    fuse_rt_array_free(large);
  return left;
}

static inline void on_close(void *sink, const char *bracket, int depth) {
  reader *r = sink;
  const frame *closed = &r->frames[depth];
  int64_t length = r->stack->length - closed->first;
  fuse_rt_any *values = (fuse_rt_any *)FUSE_RT_ELEMENTS(r->stack) + closed->first;
  r->stack->length = closed->first;
  if (*bracket == ']')
    push(r, make_list(values, length));
  else
    push(r, make_sorted_map(values, closed->keys.are_sorted ? length / 2 : sort(values, length / 2)));
}

static const fuse_rt_json_events events = {on_open, on_key, on_string, on_number, on_word, on_close};

/* ---- texts ---- */

static void release_reader(reader *r) {
  fuse_rt_any *waiting = FUSE_RT_ELEMENTS(r->stack);
  for (int64_t i = 0; i < r->stack->length; i++)
    fuse_rt_any_release(&waiting[i]);
  fuse_rt_array_free(r->stack);
  for (int i = 0; i < KEYS; i++)
    if (r->keys[i] != NULL)
      fuse_rt_str_release(r->keys[i]);
}

const char *fuse_rt_json_decode_text(fuse_rt_text text, bool is_part, fuse_rt_any *out) {
  reader r;
  r.stack = fuse_rt_array_alloc(0, sizeof(fuse_rt_any));
  memset(r.keys, 0, sizeof r.keys);
  const char *problem = fuse_rt_json_walk(text, is_part, &events, &r);
  if (problem == NULL)
    *out = ((fuse_rt_any *)FUSE_RT_ELEMENTS(r.stack))[--r.stack->length];
  release_reader(&r);
  return problem;
}

fuse_rt_error *fuse_rt_json_decode(const fuse_rt_str *text, fuse_rt_any *out) {
  const char *problem = fuse_rt_json_decode_text(fuse_rt_text_of_str(text), false, out);
  if (problem == NULL)
    return NULL;
  return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of("invalid json: "), fuse_rt_text_of(problem)});
}
