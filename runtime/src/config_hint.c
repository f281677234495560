/* Hints about environment variables that look like misspelt names of configuration variables. */
#include "console.h"
#include "object.h"
#include "os.h"

typedef struct hint {
  fuse_rt_str *given;
  int64_t field;
} hint;

typedef struct hint_search {
  fuse_rt_str *prefix; /* of all variables of the block, `MY_APP_` */
  int64_t n;
  const char *const *variables;
  fuse_rt_list *hints; /* of hint, sorted by the given name */
} hint_search;

static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c; }

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

static bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/* The environment spelling of a block's name with a final underscore: a capital after a small letter or digit starts a word. */
static fuse_rt_str *prefix_of(fuse_rt_text section) {
  fuse_rt_str *prefix = fuse_rt_array_alloc(2 * (int64_t)section.length + 1, 1);
  char *start = FUSE_RT_ELEMENTS(prefix);
  char *out = start;
  bool after_lower = false;
  for (size_t i = 0; i < section.length; i++) {
    char c = section.data[i];
    bool is_separator = c == '_' || c == '-';
    bool starts_word = is_separator ? out == start || out[-1] != '_' : is_upper(c) && after_lower;
    if (starts_word)
      *out++ = '_';
    if (!is_separator)
      *out++ = upper(c);
    after_lower = is_lower_or_digit(c);
  }
  *out++ = '_';
  prefix->length = out - start;
  return prefix;
}

/* Whether the names are equal without underscores and in capitals. */
static bool is_similar(fuse_rt_text a, fuse_rt_text b) {
  size_t i = 0;
  size_t j = 0;
  for (;;) {
    while (i < a.length && a.data[i] == '_')
      i++;
    while (j < b.length && b.data[j] == '_')
      j++;
    if (i == a.length || j == b.length)
      return i == a.length && j == b.length;
    if (upper(a.data[i++]) != upper(b.data[j++]))
      return false;
  }
}

static int compare(fuse_rt_text a, fuse_rt_text b) {
  int order = memcmp(a.data, b.data, a.length < b.length ? a.length : b.length);
  return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

static void insert(hint_search *search, fuse_rt_text given, int64_t field) {
  search->hints = fuse_rt_array_reserve(search->hints, 1, sizeof(hint));
  hint *hints = FUSE_RT_ELEMENTS(search->hints);
  int64_t at = search->hints->length++;
  for (; at > 0 && compare(fuse_rt_text_of_str(hints[at - 1].given), given) > 0; at--)
    hints[at] = hints[at - 1];
  hints[at] = (hint){fuse_rt_text_to_str(given), field};
}

static void visit(void *context, fuse_rt_text name) {
  hint_search *search = context;
  fuse_rt_text prefix = fuse_rt_text_of_str(search->prefix);
  if (name.length < prefix.length || memcmp(name.data, prefix.data, prefix.length) != 0)
    return;
  int64_t similar = -1;
  for (int64_t i = 0; i < search->n; i++) {
    fuse_rt_text expected = fuse_rt_text_of(search->variables[i]);
    if (fuse_rt_text_equal(name, expected))
      return;
    if (similar < 0 && is_similar(name, expected))
      similar = i;
  }
  if (similar >= 0)
    insert(search, name, similar);
}

static void print(const hint *found, const char *section, const char *field, const char *variable) {
  fuse_rt_error_line line;
  fuse_rt_error_line_begin(&line);
  fuse_rt_error_line_put(&line, fuse_rt_text_of("config hint: env var "));
  fuse_rt_error_line_put(&line, fuse_rt_text_of_str(found->given));
  fuse_rt_error_line_put(&line, fuse_rt_text_of(" is ignored; did you mean "));
  fuse_rt_error_line_put(&line, fuse_rt_text_of(variable));
  fuse_rt_error_line_put(&line, fuse_rt_text_of(" for "));
  fuse_rt_error_line_put(&line, fuse_rt_text_of(section));
  fuse_rt_error_line_put(&line, (fuse_rt_text){".", 1});
  fuse_rt_error_line_put(&line, fuse_rt_text_of(field));
  fuse_rt_error_line_put(&line, (fuse_rt_text){"?", 1});
  fuse_rt_error_line_end(&line);
}

void fuse_rt_config_hint(const char *section, int64_t n, const char *const *fields, const char *const *variables) {
  hint_search search = {.prefix = prefix_of(fuse_rt_text_of(section)), .n = n, .variables = variables};
  search.hints = fuse_rt_array_alloc(0, sizeof(hint));
  fuse_rt_os_env_each(visit, &search);
  if (search.hints->length > 0)
    fuse_rt_console_flush();
  hint *hints = FUSE_RT_ELEMENTS(search.hints);
  for (int64_t i = 0; i < search.hints->length; i++) {
    print(&hints[i], section, fields[hints[i].field], variables[hints[i].field]);
    fuse_rt_str_release(hints[i].given);
  }
  fuse_rt_array_free(search.hints);
  fuse_rt_str_release(search.prefix);
}
