/* What a handler returns of a value that is only known at run time. */
#include "any.h"
#include "message.h"

static fuse_rt_error *no_markup(const fuse_rt_any *value) {
  fuse_rt_str *name = fuse_rt_any_type_name(value);
  fuse_rt_text parts[] = {fuse_rt_text_of("expected Html response, got "), fuse_rt_text_of_str(name)};
  fuse_rt_error *error = fuse_rt_message_error(2, parts);
  fuse_rt_str_release(name);
  return error;
}

fuse_rt_error *fuse_rt_http_answer(const fuse_rt_any *value, bool html, fuse_rt_any *out) {
  if (fuse_rt_any_is_result(value, false)) {
    *out = fuse_rt_any_copy(value);
    return NULL;
  }
  if (fuse_rt_any_is_result(value, true))
    value = &fuse_rt_any_elements(value)[1];
  if (html && value->kind != FUSE_RT_HTML)
    return no_markup(value);
  *out = html ? fuse_rt_any_copy(value) : fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_json_encode(value));
  return NULL;
}
