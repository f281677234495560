/* The index of a JSON text: checks the whole text, and notes where the values of its arrays and objects are.
 *
 * Entries wait on a stack until the array or object around them closes; then its block is written. The keys of most objects are
 * sorted already, which is seen on the way.
 */
#include "json_index.h"

#include "heap.h"
#include "json_walk.h"
#include "members.h"

enum {
  WORD = (int)sizeof(uint32_t),
  FIRST_ROOM = 64, /* words */
  /* Texts with few values need no memory for the stack. */
  SMALL_STACK = 256
};

typedef struct frame {
  const char *start;
  int64_t first; /* of its entries on the stack */
  fuse_rt_json_keys keys;
} frame;

typedef struct indexer {
  const char *text;
  fuse_rt_bytes *index;
  uint32_t *stack;
  int64_t height;
  int64_t room;
  fuse_rt_array *large_stack; /* NULL while `small_stack` is enough */
  uint32_t small_stack[SMALL_STACK];
  frame frames[FUSE_RT_JSON_DEPTH];
} indexer;

static void push_slow(indexer *r, uint32_t entry) {
  fuse_rt_array *larger = r->large_stack;
  if (larger == NULL) {
    larger = fuse_rt_array_alloc(2 * SMALL_STACK, WORD);
    memcpy(FUSE_RT_ELEMENTS(larger), r->small_stack, sizeof r->small_stack);
  } else {
    larger->length = r->height;
    larger = fuse_rt_array_reserve(larger, 1, WORD);
  }
  r->large_stack = larger;
  r->stack = FUSE_RT_ELEMENTS(larger);
  r->room = larger->capacity;
  r->stack[r->height++] = entry;
}

static inline void push(indexer *r, uint32_t entry) {
  if (r->height == r->room)
    push_slow(r, entry);
  else
    r->stack[r->height++] = entry;
}

static inline uint32_t place_of(const indexer *r, const char *p) { return (uint32_t)(p - r->text); }

/* ---- keys that are not in order ---- */

/* The key that starts at a place of the text. Its escapes are replaced at the end of `unescaped`, which has room. */
static fuse_rt_text key_at(const indexer *r, uint32_t place, const char *end, fuse_rt_str **unescaped) {
  fuse_rt_json_string key;
  const char *problem;
  fuse_rt_json_scan_string(r->text + place, end, &key, &problem);
  if (!key.is_escaped)
    return key.text;
  int64_t start = (*unescaped)->length;
  fuse_rt_json_unescape(unescaped, key.text);
  return (fuse_rt_text){(char *)FUSE_RT_ELEMENTS(*unescaped) + start, (size_t)((*unescaped)->length - start)};
}

/* Copies the entries of the members in order; returns how many members are left. */
static int64_t take_sorted(const fuse_rt_member *members, int64_t n, uint32_t *entries) {
  int64_t left = 0;
  for (int64_t i = 0; i < n; i++)
    if (i + 1 == n || !fuse_rt_text_equal(members[i].key, members[i + 1].key))
      memcpy(&entries[2 * left++], members[i].value, 2 * WORD);
  return left;
}

/* Puts the members of the object that ends at `end` in order; returns how many are left. */
static int64_t sort(indexer *r, const frame *object, const char *end, int64_t n) {
  uint32_t *entries = r->stack + object->first;
  uint32_t small_copy[2 * FUSE_RT_MEMBERS_SMALL];
  fuse_rt_array *large_copy = n > FUSE_RT_MEMBERS_SMALL ? fuse_rt_array_alloc(2 * n, WORD) : NULL;
  uint32_t *copy = large_copy == NULL ? small_copy : FUSE_RT_ELEMENTS(large_copy);
  memcpy(copy, entries, (size_t)(2 * n * WORD));
  /* All keys together are not longer than the object. */
  fuse_rt_str *unescaped = object->keys.have_escapes ? fuse_rt_array_alloc(end - object->start, 1) : NULL;
  if (unescaped != NULL)
    unescaped->length = 0;

  fuse_rt_member small[2 * FUSE_RT_MEMBERS_SMALL];
  fuse_rt_array *large;
  fuse_rt_member *members = fuse_rt_members_room(n, small, &large);
  for (int64_t i = 0; i < n; i++)
    members[i] = (fuse_rt_member){key_at(r, copy[2 * i], end, &unescaped), &copy[2 * i]};
  fuse_rt_members_sort(members, n);
  int64_t left = take_sorted(members, n, entries);
  fuse_rt_array *used[] = {large_copy, unescaped, large};
  for (size_t i = 0; i < sizeof used / sizeof used[0]; i++)
    if (used[i] != NULL)
      fuse_rt_array_free(used[i]);
  return left;
}

/* ---- what the walk meets ---- */

static inline void on_open(void *sink, const char *bracket, int depth) {
  indexer *r = sink;
  r->frames[depth] = (frame){.start = bracket, .first = r->height, .keys = FUSE_RT_JSON_NO_KEYS};
}

static inline void on_key(void *sink, fuse_rt_json_string key, int depth) {
  indexer *r = sink;
  fuse_rt_json_keys_add(&r->frames[depth - 1].keys, key);
  push(r, place_of(r, key.text.data));
}

static inline void on_string(void *sink, fuse_rt_json_string string) {
  indexer *r = sink;
  push(r, place_of(r, string.text.data - 1));
}

static inline void on_number(void *sink, fuse_rt_json_number number) {
  indexer *r = sink;
  push(r, place_of(r, number.text.data));
}

static inline void on_word(void *sink, const char *word) {
  indexer *r = sink;
  push(r, place_of(r, word));
}

/* Room for more words of the index; their place. */
static uint32_t *extend(indexer *r, int64_t words) {
  if (r->index->capacity - r->index->length < words * WORD)
    r->index = fuse_rt_array_reserve(r->index, words * WORD, 1);
  uint32_t *place = (uint32_t *)(void *)((char *)FUSE_RT_ELEMENTS(r->index) + r->index->length);
  r->index->length += words * WORD;
  return place;
}

static inline void on_close(void *sink, const char *bracket, int depth) {
  indexer *r = sink;
  const frame *closed = &r->frames[depth];
  bool is_object = *bracket == '}';
  int64_t width = is_object ? 2 : 1;
  int64_t count = (r->height - closed->first) / width;
  if (!closed->keys.are_sorted)
    count = sort(r, closed, bracket, count);
  uint32_t block = (uint32_t)(r->index->length / WORD);
  uint32_t *words = extend(r, FUSE_RT_JSON_BLOCK + width * count);
  words[0] = place_of(r, closed->start);
  words[1] = (uint32_t)count | (is_object ? FUSE_RT_JSON_MARK : 0);
  /* Mostly a few: a call of memcpy takes longer. */
  for (int64_t i = 0; i < width * count; i++)
    words[FUSE_RT_JSON_BLOCK + i] = r->stack[closed->first + i];
  r->height = closed->first;
  push(r, FUSE_RT_JSON_MARK | block);
}

static const fuse_rt_json_events events = {on_open, on_key, on_string, on_number, on_word, on_close};

/* ---- texts ---- */

static const char *make(indexer *r, fuse_rt_text text) {
  /* Every word of an index stands for a byte of the text at least, but for a few: so words and places both fit. */
  if (text.length >= FUSE_RT_JSON_MARK - FIRST_ROOM)
    return "text too long";
  return fuse_rt_json_walk(text, false, &events, r);
}

fuse_rt_bytes *fuse_rt_json_index(const fuse_rt_str *text) {
  indexer r;
  r.text = FUSE_RT_ELEMENTS(text);
  r.index = fuse_rt_array_alloc(FIRST_ROOM * WORD, 1);
  r.index->length = FUSE_RT_JSON_HEADER * WORD;
  r.stack = r.small_stack;
  r.height = 0;
  r.room = SMALL_STACK;
  r.large_stack = NULL;
  const char *problem = make(&r, fuse_rt_text_of_str(text));
  if (problem != NULL) {
    r.index->length = FUSE_RT_JSON_HEADER * WORD;
    memcpy(extend(&r, FIRST_ROOM - FUSE_RT_JSON_HEADER), problem, strlen(problem));
  }
  uint32_t *words = fuse_rt_json_words(r.index);
  words[FUSE_RT_JSON_PROBLEM] = problem == NULL ? 0 : (uint32_t)strlen(problem);
  words[FUSE_RT_JSON_ROOT] = problem == NULL ? r.stack[0] : 0;
  if (r.large_stack != NULL)
    fuse_rt_array_free(r.large_stack);
  return r.index;
}

fuse_rt_str *fuse_rt_json_problem(const fuse_rt_bytes *index) {
  const uint32_t *words = fuse_rt_json_words(index);
  if (words[FUSE_RT_JSON_PROBLEM] == 0)
    return NULL;
  return fuse_rt_text_to_str((fuse_rt_text){(const char *)(words + FUSE_RT_JSON_HEADER), words[FUSE_RT_JSON_PROBLEM]});
}
