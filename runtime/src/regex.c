/* Matching of regular expressions, which the compiler turned into automata (fuse_mlir/frontend/regex/table.py has the format).
 *
 * A search keeps the set of states that some way through the text so far can be in, and advances it character by character: its
 * time is proportional to the text and the automaton, whatever the pattern. Source: Thompson, Regular Expression Search Algorithm,
 * CACM 1968.
 */
#include "heap.h"
#include "text.h"

typedef enum state_kind {
  STATE_ACCEPT,
  STATE_STEP,
  STATE_SPLIT,
  STATE_TEXT_START,
  STATE_TEXT_END,
  STATE_LINE_START,
  STATE_LINE_END,
  STATE_LINE_START_CRLF,
  STATE_LINE_END_CRLF,
  STATE_WORD_EDGE,
  STATE_NO_WORD_EDGE,
  STATE_WORD_START,
  STATE_WORD_END,
  STATE_WORD_START_HALF,
  STATE_WORD_END_HALF
} state_kind;

enum {
  DIGITS = 4,          /* characters of a number in the table */
  HEADER = 2,          /* numbers before the states */
  STATE = 3,           /* numbers of a state */
  NOTHING = UINT32_MAX /* in place of a character before the text or behind it */
};

typedef struct search {
  const unsigned char *table;
  uint32_t before; /* the characters on both sides of the place */
  uint32_t after;
  uint32_t *steps; /* states that take a character here */
  uint32_t step_count;
  uint32_t *work;
  uint32_t *seen; /* by state: the number of the last place that it was seen at */
  uint32_t place;
} search;

static uint32_t number_at(const unsigned char *table, uint32_t position) {
  const unsigned char *digits = table + (size_t)position * DIGITS;
  return (uint32_t)(digits[0] - '0') << 18 | (uint32_t)(digits[1] - '0') << 12 | (uint32_t)(digits[2] - '0') << 6 |
         (uint32_t)(digits[3] - '0');
}

/* Whether the set at `position` has the character. */
static bool has(const unsigned char *table, uint32_t position, uint32_t character) {
  uint32_t low = 0;
  uint32_t high = number_at(table, position);
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (character < number_at(table, position + 1 + 2 * middle))
      high = middle;
    else if (character > number_at(table, position + 2 + 2 * middle))
      low = middle + 1;
    else
      return true;
  }
  return false;
}

/* Whether a condition holds at the place; `words`: the set of characters that words are made of. */
static bool holds(const search *s, state_kind kind, uint32_t words) {
  bool at_start = s->before == NOTHING;
  bool at_end = s->after == NOTHING;
  if (kind >= STATE_WORD_EDGE) {
    bool before = !at_start && has(s->table, words, s->before);
    bool after = !at_end && has(s->table, words, s->after);
    switch (kind) {
    case STATE_WORD_EDGE:
      return before != after;
    case STATE_NO_WORD_EDGE:
      return before == after;
    case STATE_WORD_START:
      return !before && after;
    case STATE_WORD_END:
      return before && !after;
    case STATE_WORD_START_HALF:
      return !before;
    default:
      return !after;
    }
  }
  switch (kind) {
  case STATE_TEXT_START:
    return at_start;
  case STATE_TEXT_END:
    return at_end;
  case STATE_LINE_START:
    return at_start || s->before == '\n';
  case STATE_LINE_END:
    return at_end || s->after == '\n';
  case STATE_LINE_START_CRLF:
    return at_start || s->before == '\n' || (s->before == '\r' && s->after != '\n');
  default: /* STATE_LINE_END_CRLF */
    return at_end || s->after == '\r' || (s->after == '\n' && s->before != '\r');
  }
}

/* Adds `state` to the work unless it was seen at this place. */
static uint32_t push(search *s, uint32_t count, uint32_t state) {
  if (s->seen[state] != s->place) {
    s->seen[state] = s->place;
    s->work[count++] = state;
  }
  return count;
}

/* Collects the steps that the `count` states of the work lead to without taking a character; true when one of them accepts. */
static bool close(search *s, uint32_t count) {
  s->step_count = 0;
  while (count > 0) {
    uint32_t state = s->work[--count];
    uint32_t position = HEADER + STATE * state;
    state_kind kind = (state_kind)number_at(s->table, position);
    if (kind == STATE_ACCEPT)
      return true;
    uint32_t first = number_at(s->table, position + 1);
    uint32_t second = number_at(s->table, position + 2);
    if (kind == STATE_STEP)
      s->steps[s->step_count++] = position;
    else if (kind == STATE_SPLIT)
      for (uint32_t i = 0; i < second; i++)
        count = push(s, count, number_at(s->table, first + i));
    else if (holds(s, kind, second))
      count = push(s, count, first);
  }
  return false;
}

/* Takes the next character off the front of well-formed text; NOTHING at its end. */
static uint32_t take_character(fuse_rt_text *text) {
  if (text->length == 0)
    return NOTHING;
  const unsigned char *p = (const unsigned char *)text->data;
  size_t size = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
  uint32_t character = size == 1 ? p[0] : p[0] & (0x7fu >> size);
  for (size_t i = 1; i < size; i++)
    character = character << 6 | (p[i] & 0x3f);
  text->data += size;
  text->length -= size;
  return character;
}

static bool run(search *s, fuse_rt_text text) {
  uint32_t start = number_at(s->table, 1);
  s->before = NOTHING;
  s->after = take_character(&text);
  for (;;) {
    s->place++;
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->step_count; i++)
      if (has(s->table, number_at(s->table, s->steps[i] + 1), s->before))
        count = push(s, count, number_at(s->table, s->steps[i] + 2));
    /* A match may begin at any place. */
    count = push(s, count, start);
    if (close(s, count))
      return true;
    if (s->after == NOTHING)
      return false;
    s->before = s->after;
    s->after = take_character(&text);
    if (s->place == UINT32_MAX) {
      memset(s->seen, 0, sizeof *s->seen * number_at(s->table, 0));
      s->place = 0;
    }
  }
}

bool fuse_rt_regex_matches(const fuse_rt_str *table, const fuse_rt_str *text) {
  search s = {.table = FUSE_RT_ELEMENTS(table)};
  size_t states = number_at(s.table, 0);
  uint32_t *memory = fuse_rt_heap_alloc(3 * states * sizeof *memory);
  s.steps = memory;
  s.work = memory + states;
  s.seen = memory + 2 * states;
  memset(s.seen, 0, states * sizeof *s.seen);
  bool found = run(&s, fuse_rt_text_of_str(text));
  fuse_rt_heap_free(memory);
  return found;
}
