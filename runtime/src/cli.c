/* The words of the command line as flags of `fn main`.
 *
 * The words are read from left to right, once. Compiled code then asks for the flags of its parameters one by one and notes what is
 * wrong with them; what is wrong with the words is reported together.
 */
#include "cli.h"

#include "any.h"
#include "builder.h"
#include "console.h"
#include "error.h"
#include "error_class.h"
#include "json_quote.h"
#include "os.h"

enum { STATUS_BINDING = 2 };

typedef enum flag_kind { FLAG_VALUE, FLAG_ON, FLAG_OFF } flag_kind;

typedef struct flag {
  fuse_rt_text name; /* of the words, which live as long as the process */
  fuse_rt_text value;
  flag_kind kind;
} flag;

typedef struct problem {
  fuse_rt_str *path;
  fuse_rt_str *code;
  fuse_rt_str *message;
} problem;

static fuse_rt_array *words;    /* of strings: the arguments without the name of the program */
static fuse_rt_array *flags;    /* of flag, in order */
static fuse_rt_array *problems; /* of problem */

static void begin(int count, char **values) {
  words = fuse_rt_os_arguments(count, values);
  flags = fuse_rt_array_alloc(0, sizeof(flag));
  problems = fuse_rt_array_alloc(0, sizeof(problem));
}

static void end(void) {
  fuse_rt_str **strings = FUSE_RT_ELEMENTS(words);
  for (int64_t i = 0; i < words->length; i++)
    fuse_rt_str_release(strings[i]);
  problem *noted = FUSE_RT_ELEMENTS(problems);
  for (int64_t i = 0; i < problems->length; i++) {
    fuse_rt_str_release(noted[i].path);
    fuse_rt_str_release(noted[i].code);
    fuse_rt_str_release(noted[i].message);
  }
  fuse_rt_array_free(words);
  fuse_rt_array_free(flags);
  fuse_rt_array_free(problems);
}

/* ---- problems ---- */

static fuse_rt_str *str_of(fuse_rt_text text) { return fuse_rt_text_to_str(text); }

static void note(fuse_rt_str *path, const char *code, fuse_rt_str *message) {
  problems = fuse_rt_array_reserve(problems, 1, sizeof(problem));
  problem *end_of_problems = (problem *)FUSE_RT_ELEMENTS(problems) + problems->length++;
  *end_of_problems = (problem){path, str_of(fuse_rt_text_of(code)), message};
}

void fuse_rt_cli_problem(const fuse_rt_str *path, const fuse_rt_str *code, const fuse_rt_str *message) {
  problems = fuse_rt_array_reserve(problems, 1, sizeof(problem));
  ((problem *)FUSE_RT_ELEMENTS(problems))[problems->length++] =
      (problem){str_of(fuse_rt_text_of_str(path)), str_of(fuse_rt_text_of_str(code)), str_of(fuse_rt_text_of_str(message))};
}

fuse_rt_error *fuse_rt_cli_failure(const fuse_rt_str *path, fuse_rt_error *error) {
  if (error->kind != FUSE_RT_ERROR_VALIDATION && error->kind != FUSE_RT_ERROR_VALUE)
    return error;
  note(str_of(fuse_rt_text_of_str(path)), "invalid_value", fuse_rt_error_render(error));
  fuse_rt_error_free(error);
  return NULL;
}

static void put_member(fuse_rt_str **out, const char *key, const fuse_rt_str *text) {
  fuse_rt_builder_put_constant(out, key);
  fuse_rt_json_quote(out, fuse_rt_text_of_str(text));
}

fuse_rt_error *fuse_rt_cli_problems(void) {
  if (problems->length == 0)
    return NULL;
  fuse_rt_str *json = fuse_rt_builder_new();
  fuse_rt_builder_put_constant(&json, "{\"error\":{\"code\":\"validation_error\",\"fields\":[");
  const problem *noted = FUSE_RT_ELEMENTS(problems);
  for (int64_t i = 0; i < problems->length; i++) {
    put_member(&json, i == 0 ? "{\"code\":" : ",{\"code\":", noted[i].code);
    put_member(&json, ",\"message\":", noted[i].message);
    put_member(&json, ",\"path\":", noted[i].path);
    fuse_rt_builder_put_char(&json, '}');
  }
  fuse_rt_builder_put_constant(&json, "],\"message\":\"validation failed\"}}");
  /* Nobody can catch what goes wrong before `main` runs, so the text is all there is to it. */
  return fuse_rt_error_text(json);
}

/* ---- reading the words ---- */

static fuse_rt_text word_at(int64_t i) { return fuse_rt_text_of_str(((fuse_rt_str **)FUSE_RT_ELEMENTS(words))[i]); }

static bool starts_with(fuse_rt_text text, const char *prefix) {
  size_t length = strlen(prefix);
  return text.length >= length && memcmp(text.data, prefix, length) == 0;
}

static fuse_rt_text skip(fuse_rt_text text, size_t length) { return (fuse_rt_text){text.data + length, text.length - length}; }

static void add(fuse_rt_text name, flag_kind kind, fuse_rt_text value) {
  flags = fuse_rt_array_reserve(flags, 1, sizeof(flag));
  ((flag *)FUSE_RT_ELEMENTS(flags))[flags->length++] = (flag){name, value, kind};
}

/* Reads the flag in word `i`; the number of words that it takes. */
static int64_t read_flag(int64_t i) {
  fuse_rt_text nothing = {"", 0};
  fuse_rt_text name = word_at(i);
  const char *equals = memchr(name.data, '=', name.length);
  fuse_rt_text value = equals == NULL ? nothing : skip(name, (size_t)(equals - name.data) + 1);
  if (equals != NULL)
    name.length = (size_t)(equals - name.data);
  while (starts_with(name, "--"))
    name = skip(name, 2);
  if (equals != NULL) {
    add(name, FLAG_VALUE, value);
  } else if (starts_with(name, "no-")) {
    add(skip(name, 3), FLAG_OFF, nothing);
  } else if (i + 1 < words->length && !starts_with(word_at(i + 1), "--")) {
    add(name, FLAG_VALUE, word_at(i + 1));
    return 2;
  } else {
    add(name, FLAG_ON, nothing);
  }
  return 1;
}

static bool is_parameter(const fuse_rt_list *names, fuse_rt_text name) {
  fuse_rt_str *const *strings = FUSE_RT_ELEMENTS(names);
  for (int64_t i = 0; i < names->length; i++)
    if (fuse_rt_text_equal(fuse_rt_text_of_str(strings[i]), name))
      return true;
  return false;
}

/* Notes the flags that no parameter has, each name once, in order of name: values, or switches. */
static void note_unknown(const fuse_rt_list *names, bool switches) {
  const flag *all = FUSE_RT_ELEMENTS(flags);
  const flag *previous = NULL;
  for (;;) {
    const flag *next = NULL;
    for (const flag *f = all; f < all + flags->length; f++)
      if ((f->kind != FLAG_VALUE) == switches && !is_parameter(names, f->name) &&
          (previous == NULL || fuse_rt_text_compare(f->name, previous->name) > 0) &&
          (next == NULL || fuse_rt_text_compare(f->name, next->name) < 0))
        next = f;
    if (next == NULL)
      return;
    note(str_of(next->name), "unknown_flag", str_of(fuse_rt_text_of("unknown flag")));
    previous = next;
  }
}

fuse_rt_error *fuse_rt_cli_scan(const fuse_rt_list *names) {
  for (int64_t i = 0; i < words->length;) {
    if (!starts_with(word_at(i), "--")) {
      fuse_rt_str *message = fuse_rt_builder_new();
      fuse_rt_builder_put_constant(&message, "unexpected argument: ");
      fuse_rt_builder_put(&message, word_at(i));
      return fuse_rt_error_validation(str_of(fuse_rt_text_of("$")), str_of(fuse_rt_text_of("invalid_args")), message);
    }
    i += read_flag(i);
  }
  note_unknown(names, false);
  note_unknown(names, true);
  return NULL;
}

/* ---- the flags of a parameter ---- */

int64_t fuse_rt_cli_flag(const fuse_rt_str *name) {
  int64_t values = 0;
  int64_t given = FUSE_RT_CLI_ABSENT;
  const flag *all = FUSE_RT_ELEMENTS(flags);
  for (const flag *f = all; f < all + flags->length; f++) {
    if (!fuse_rt_text_equal(f->name, fuse_rt_text_of_str(name)))
      continue;
    if (f->kind == FLAG_VALUE)
      values++;
    else
      given = f->kind == FLAG_ON ? FUSE_RT_CLI_ON : FUSE_RT_CLI_OFF;
  }
  if (given != FUSE_RT_CLI_ABSENT || values == 0)
    return given;
  return values == 1 ? FUSE_RT_CLI_VALUE : FUSE_RT_CLI_VALUES;
}

fuse_rt_str *fuse_rt_cli_value(const fuse_rt_str *name) {
  const flag *f = FUSE_RT_ELEMENTS(flags);
  while (f->kind != FLAG_VALUE || !fuse_rt_text_equal(f->name, fuse_rt_text_of_str(name)))
    f++;
  return str_of(f->value);
}

/* ---- the end ---- */

static int report(const fuse_rt_error *error) {
  fuse_rt_str *text = fuse_rt_error_render(error);
  fuse_rt_str *json = fuse_rt_error_class_envelope(text);
  fuse_rt_error_line line;
  fuse_rt_error_line_begin(&line);
  fuse_rt_error_line_put(&line, fuse_rt_text_of_str(json));
  fuse_rt_error_line_end(&line);
  fuse_rt_str_release(text);
  fuse_rt_str_release(json);
  return STATUS_BINDING;
}

const fuse_rt_cli_functions fuse_rt_cli = {begin, report, end};
