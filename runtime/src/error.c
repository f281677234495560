/* Error values: runtime errors (a text), panics (a static text), validation failures (one field), and those that hold a value. */
#include "error.h"

#include "heap.h"
#include "text.h"

const fuse_rt_error_value_functions *fuse_rt_error_value_support;

fuse_rt_error *fuse_rt_error_new(fuse_rt_error_kind kind) {
  fuse_rt_error *error = fuse_rt_heap_alloc(sizeof *error);
  fuse_rt_check_born();
  *error = (fuse_rt_error){.count = 1, .kind = kind};
  return error;
}

fuse_rt_error *fuse_rt_error_text(fuse_rt_str *text) {
  fuse_rt_error *error = fuse_rt_error_new(FUSE_RT_ERROR_TEXT);
  error->text = text;
  return error;
}

fuse_rt_error *fuse_rt_error_panic(const char *text) {
  fuse_rt_error *error = fuse_rt_error_new(FUSE_RT_ERROR_PANIC);
  error->panic = text;
  return error;
}

fuse_rt_error *fuse_rt_error_validation(fuse_rt_str *path, fuse_rt_str *code, fuse_rt_str *message) {
  fuse_rt_error *error = fuse_rt_error_new(FUSE_RT_ERROR_VALIDATION);
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
  if (error->kind == FUSE_RT_ERROR_VALUE)
    fuse_rt_error_value_support->release(&error->value);
  fuse_rt_heap_free(error);
}

const char *fuse_rt_error_panic_text(const fuse_rt_error *error) { return error->kind == FUSE_RT_ERROR_PANIC ? error->panic : NULL; }

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
  case FUSE_RT_ERROR_TEXT:
    fuse_rt_array_retain(error->text);
    return error->text;
  case FUSE_RT_ERROR_PANIC:
    return fuse_rt_text_to_str(fuse_rt_text_of(error->panic));
  case FUSE_RT_ERROR_VALIDATION:
    return render_validation(error);
  case FUSE_RT_ERROR_VALUE:
    return fuse_rt_error_value_support->render(&error->value);
  }
  __builtin_unreachable();
}
