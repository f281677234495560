/* `request.*` and `response.*`: what a handler asks about its request and adds to its response. */
#include "exchange.h"

#include "builder.h"
#include "message.h"

static const char cookie_attributes[] = "; Path=/; HttpOnly; SameSite=Lax";

_Thread_local fuse_rt_exchange *fuse_rt_exchange_now;

/* NULL, or the error that `builtin` is called outside of a handler. */
static fuse_rt_error *require_exchange(const char *builtin) {
  if (fuse_rt_exchange_now != NULL)
    return NULL;
  return fuse_rt_message_error(
      2, (fuse_rt_text[]){fuse_rt_text_of(builtin), fuse_rt_text_of(" is only available while handling an HTTP route")});
}

static fuse_rt_str *str_or_null(fuse_rt_text found) { return found.data == NULL ? NULL : fuse_rt_text_to_str(found); }

fuse_rt_error *fuse_rt_request_header(const fuse_rt_str *name, fuse_rt_str **out) {
  fuse_rt_error *error = require_exchange("request.header");
  if (error == NULL)
    *out = str_or_null(fuse_rt_http_header(fuse_rt_exchange_now->request, fuse_rt_http_trim(fuse_rt_text_of_str(name))));
  return error;
}

fuse_rt_error *fuse_rt_request_cookie(const fuse_rt_str *name, fuse_rt_str **out) {
  fuse_rt_error *error = require_exchange("request.cookie");
  if (error == NULL)
    *out = str_or_null(fuse_rt_http_cookie(fuse_rt_exchange_now->request, fuse_rt_text_of_str(name)));
  return error;
}

static bool has_any(const fuse_rt_str *s, const char *letters) {
  const char *bytes = FUSE_RT_ELEMENTS(s);
  for (int64_t i = 0; i < s->length; i++)
    if (bytes[i] != '\0' && strchr(letters, bytes[i]) != NULL)
      return true;
  return false;
}

fuse_rt_error *fuse_rt_response_header(const fuse_rt_str *name, const fuse_rt_str *value) {
  fuse_rt_text text = fuse_rt_text_of_str(name);
  if (fuse_rt_text_trim(text).length == 0)
    return fuse_rt_message_constant("response.header requires a non-empty name");
  if (has_any(name, "\r\n") || has_any(value, "\r\n"))
    return fuse_rt_message_constant("response.header rejects CR/LF characters");
  fuse_rt_error *error = require_exchange("response.header");
  /* The id of the request has a line of its own. */
  if (error != NULL || fuse_rt_text_equal_any_case(text, "x-request-id"))
    return error;
  fuse_rt_str **headers = &fuse_rt_exchange_now->headers;
  fuse_rt_builder_put(headers, text);
  fuse_rt_builder_put_constant(headers, ": ");
  fuse_rt_builder_put_str(headers, value);
  fuse_rt_builder_put_constant(headers, "\r\n");
  return NULL;
}

static bool is_cookie_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

static fuse_rt_error *check_cookie_name(const fuse_rt_str *name) {
  const char *bytes = FUSE_RT_ELEMENTS(name);
  if (name->length == 0)
    return fuse_rt_message_constant("cookie name must not be empty");
  for (int64_t i = 0; i < name->length; i++)
    if (!is_cookie_letter(bytes[i]))
      return fuse_rt_message_constant("cookie name contains unsupported characters");
  return NULL;
}

static void put_cookie(const fuse_rt_str *name, fuse_rt_text value, const char *more) {
  fuse_rt_str **cookies = &fuse_rt_exchange_now->cookies;
  fuse_rt_builder_put_constant(cookies, "Set-Cookie: ");
  fuse_rt_builder_put_str(cookies, name);
  fuse_rt_builder_put_char(cookies, '=');
  fuse_rt_builder_put(cookies, value);
  fuse_rt_builder_put_constant(cookies, cookie_attributes);
  fuse_rt_builder_put_constant(cookies, more);
  fuse_rt_builder_put_constant(cookies, "\r\n");
}

fuse_rt_error *fuse_rt_response_cookie(const fuse_rt_str *name, const fuse_rt_str *value) {
  fuse_rt_error *error = check_cookie_name(name);
  if (error == NULL && has_any(value, ";\r\n"))
    error = fuse_rt_message_constant("cookie value contains unsupported characters");
  if (error == NULL)
    error = require_exchange("response.cookie");
  if (error == NULL)
    put_cookie(name, fuse_rt_text_of_str(value), "");
  return error;
}

fuse_rt_error *fuse_rt_response_delete_cookie(const fuse_rt_str *name) {
  fuse_rt_error *error = check_cookie_name(name);
  if (error == NULL)
    error = require_exchange("response.delete_cookie");
  if (error == NULL)
    put_cookie(name, fuse_rt_text_of(""), "; Max-Age=0");
  return error;
}
