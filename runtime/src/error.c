/* Error values: runtime errors (a text), panics (a static text), validation failures (one field), and those that hold a value. */
#include "error.h"

#include "heap.h"
#include "json_quote.h"
#include "message.h"
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
  if (error == NULL)
    return;
  fuse_rt_check_dies(&error->count, false);
  if (error->text != NULL)
    fuse_rt_str_release(error->text);
  if (error->path != NULL)
    fuse_rt_str_release(error->path);
  if (error->code != NULL)
    fuse_rt_str_release(error->code);
  if (error->kind == FUSE_RT_ERROR_VALUE)
    fuse_rt_error_value_support->release(&error->value);
  if (error->trace != NULL)
    fuse_rt_heap_free(error->trace);
  fuse_rt_heap_free(error);
}

static fuse_rt_str *copy_of(const fuse_rt_str *s) { return s == NULL ? NULL : fuse_rt_text_to_str(fuse_rt_text_of_str(s)); }

fuse_rt_error *fuse_rt_error_copy(const fuse_rt_error *error) {
  fuse_rt_error *copy = fuse_rt_error_new(error->kind);
  copy->panic = error->panic;
  copy->text = copy_of(error->text);
  copy->path = copy_of(error->path);
  copy->code = copy_of(error->code);
  copy->value = error->value;
  if (error->kind == FUSE_RT_ERROR_VALUE)
    fuse_rt_error_value_support->retain(&copy->value);
  return copy;
}

void fuse_rt_error_share(fuse_rt_error *error) {
  if (error->kind == FUSE_RT_ERROR_VALUE)
    fuse_rt_error_value_support->share(&error->value);
}

const char *fuse_rt_error_panic_text(const fuse_rt_error *error) {
  return error->kind == FUSE_RT_ERROR_PANIC ? error->panic : NULL;
}

bool fuse_rt_error_is_panic(const fuse_rt_error *error) { return error->kind == FUSE_RT_ERROR_PANIC; }

static void put(fuse_rt_str **out, const char *text) { fuse_rt_message_append(out, fuse_rt_text_of(text)); }

static fuse_rt_str *render_validation(const fuse_rt_error *error) {
  fuse_rt_str *json = fuse_rt_array_alloc(0, 1);
  put(&json, "{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":");
  fuse_rt_json_quote(&json, fuse_rt_text_of_str(error->code));
  put(&json, ",\"message\":");
  fuse_rt_json_quote(&json, fuse_rt_text_of_str(error->text));
  put(&json, ",\"path\":");
  fuse_rt_json_quote(&json, fuse_rt_text_of_str(error->path));
  put(&json, "}],\"message\":\"validation failed\"}}");
  return json;
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
