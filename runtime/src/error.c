/* Error values: runtime errors (a text), panics (a static text), validation failures (one field).
 *
 * An error has one owner from raise to report; it is moved, never shared.
 */
#include "error.h"

#include "heap.h"
#include "object.h"
#include "text.h"

typedef enum error_kind { ERROR_TEXT, ERROR_PANIC, ERROR_VALIDATION } error_kind;

struct fuse_rt_error {
  int64_t count; /* 1; where arrays have theirs, so that a null test and a look
                    at the count mean the same for every reference */
  error_kind kind;
  const char *panic;
  fuse_rt_str *text; /* of a runtime error; the message of a validation failure */
  fuse_rt_str *path;
  fuse_rt_str *code;
};

static fuse_rt_error *make(error_kind kind) {
  fuse_rt_error *error = fuse_rt_heap_alloc(sizeof *error);
  fuse_rt_check_born();
  *error = (fuse_rt_error){.count = 1, .kind = kind};
  return error;
}

fuse_rt_error *fuse_rt_error_text(fuse_rt_str *text) {
  fuse_rt_error *error = make(ERROR_TEXT);
  error->text = text;
  return error;
}

fuse_rt_error *fuse_rt_error_panic(const char *text) {
  fuse_rt_error *error = make(ERROR_PANIC);
  error->panic = text;
  return error;
}

fuse_rt_error *fuse_rt_error_validation(fuse_rt_str *path, fuse_rt_str *code, fuse_rt_str *message) {
  fuse_rt_error *error = make(ERROR_VALIDATION);
  error->text = message;
  error->path = path;
  error->code = code;
  return error;
}

void fuse_rt_error_free(fuse_rt_error *error) {
  fuse_rt_check_dies(&error->count, false);
  if (error->text != NULL)
    fuse_rt_str_release(error->text);
  if (error->path != NULL)
    fuse_rt_str_release(error->path);
  if (error->code != NULL)
    fuse_rt_str_release(error->code);
  fuse_rt_heap_free(error);
}

const char *fuse_rt_error_panic_text(const fuse_rt_error *error) { return error->kind == ERROR_PANIC ? error->panic : NULL; }

bool fuse_rt_error_is_panic(const fuse_rt_error *error) { return error->kind == ERROR_PANIC; }

/* The letter after the backslash in JSON text, or 0 when the byte stands for itself. */
static char json_escape(char c) {
  switch (c) {
  case '"':
  case '\\':
    return c;
  case '\n':
    return 'n';
  case '\r':
    return 'r';
  case '\t':
    return 't';
  case '\b':
    return 'b';
  case '\f':
    return 'f';
  default:
    return 0;
  }
}

/* `s` as the inside of a JSON string. */
static fuse_rt_str *json_escaped(const fuse_rt_str *s) {
  fuse_rt_text text = fuse_rt_text_of_str(s);
  int64_t escapes = 0;
  for (size_t i = 0; i < text.length; i++)
    escapes += json_escape(text.data[i]) != 0;
  fuse_rt_str *result = fuse_rt_array_alloc(s->length + escapes, 1);
  char *out = FUSE_RT_ELEMENTS(result);
  for (size_t i = 0; i < text.length; i++) {
    char escape = json_escape(text.data[i]);
    if (escape != 0)
      *out++ = '\\';
    *out++ = escape != 0 ? escape : text.data[i];
  }
  return result;
}

static fuse_rt_str *render_validation(const fuse_rt_error *error) {
  fuse_rt_str *parts[] = {
      fuse_rt_text_to_str(fuse_rt_text_of("{\"error\":{\"code\":\"validation_"
                                          "error\",\"fields\":[{\"code\":\"")),
      json_escaped(error->code),
      fuse_rt_text_to_str(fuse_rt_text_of("\",\"message\":\"")),
      json_escaped(error->text),
      fuse_rt_text_to_str(fuse_rt_text_of("\",\"path\":\"")),
      json_escaped(error->path),
      fuse_rt_text_to_str(fuse_rt_text_of("\"}],\"message\":\"validation failed\"}}")),
  };
  enum { COUNT = sizeof parts / sizeof parts[0] };
  const fuse_rt_str *borrowed[COUNT];
  for (int i = 0; i < COUNT; i++)
    borrowed[i] = parts[i];
  fuse_rt_str *result = fuse_rt_str_concat(COUNT, borrowed);
  for (int i = 0; i < COUNT; i++)
    fuse_rt_str_release(parts[i]);
  return result;
}

fuse_rt_str *fuse_rt_error_render(const fuse_rt_error *error) {
  switch (error->kind) {
  case ERROR_TEXT:
    fuse_rt_array_retain(error->text);
    return error->text;
  case ERROR_PANIC:
    return fuse_rt_text_to_str(fuse_rt_text_of(error->panic));
  case ERROR_VALIDATION:
    return render_validation(error);
  }
  __builtin_unreachable();
}
