/* `http.request`, `http.get`, `http.post`: requests from values, results to values (fuse_mlir/interpreter/http/client_calls.py). */
#if !defined(__wasm__)

#include "any.h"
#include "builder.h"
#include "constant.h"
#include "http_client.h"
#include "http_log.h"
#include "map.h"
#include "message.h"
#include "os.h"

/* ---- arguments ---- */

/* Whether a value is a map of strings. */
static bool are_texts(const fuse_rt_any *headers) {
  if (headers->kind != FUSE_RT_MAP)
    return false;
  const fuse_rt_map *map = headers->object;
  for (int64_t slot = 0; slot < map->header.length; slot++)
    if (((const fuse_rt_any *)fuse_rt_map_value_at(map, slot))->kind != FUSE_RT_STR)
      return false;
  return true;
}

/* ---- checks of what is sent ---- */

static const fuse_rt_http_problem none = {NULL, NULL};

static fuse_rt_http_problem invalid(const char *message) {
  return (fuse_rt_http_problem){"invalid_request", fuse_rt_text_to_str(fuse_rt_text_of(message))};
}

static bool is_control(char c) { return (unsigned char)c < 32 || c == 127; }

static fuse_rt_http_problem check_method(fuse_rt_text method) {
  if (method.length == 0)
    return invalid("http.request requires a non-empty method");
  for (size_t i = 0; i < method.length; i++) {
    fuse_rt_text rest = {method.data + i, method.length - i};
    /* A byte inside of a character begins no white space. */
    if (is_control(*rest.data) || fuse_rt_text_space(rest) > 0)
      return invalid("http.request rejects whitespace/control characters in method");
  }
  return none;
}

static fuse_rt_http_problem check_header(const fuse_rt_str *name, const fuse_rt_str *value) {
  static const char *const managed[] = {"host", "connection", "content-length"};
  fuse_rt_text text = fuse_rt_text_of_str(name);
  if (fuse_rt_text_trim(text).length == 0)
    return invalid("http.* headers require a non-empty name");
  for (size_t i = 0; i < text.length; i++)
    if (text.data[i] == ':' || is_control(text.data[i]))
      return invalid("http.* headers reject control characters and ':' in names");
  for (int64_t i = 0; i < value->length; i++)
    if (((const char *)FUSE_RT_ELEMENTS(value))[i] == '\r' || ((const char *)FUSE_RT_ELEMENTS(value))[i] == '\n')
      return invalid("http.* headers reject CR/LF characters in values");
  for (size_t i = 0; i < sizeof managed / sizeof *managed; i++)
    if (fuse_rt_text_equal_any_case(text, managed[i])) {
      fuse_rt_text parts[] = {fuse_rt_text_of("http.* manages header "), fuse_rt_text_of(managed[i]),
                              fuse_rt_text_of(" automatically")};
      return (fuse_rt_http_problem){"invalid_request", fuse_rt_message_str(3, parts)};
    }
  return none;
}

/* The headers by their names in lower case; of equal ones the last counts. */
static fuse_rt_http_problem check_headers(const fuse_rt_any *headers, fuse_rt_map **out) {
  *out = fuse_rt_map_new(0, sizeof(fuse_rt_any));
  const fuse_rt_map *map = headers->object;
  for (int64_t slot = 0; slot < map->header.length; slot++) {
    const fuse_rt_str *name = fuse_rt_map_key_at(map, slot);
    const fuse_rt_any *value = fuse_rt_map_value_at(map, slot);
    fuse_rt_http_problem problem = check_header(name, value->object);
    if (problem.code != NULL)
      return problem;
    int64_t place;
    bool added;
    *out = fuse_rt_map_place(*out, fuse_rt_text_lower(fuse_rt_text_of_str(name)), &place, &added);
    fuse_rt_any *old = fuse_rt_map_value_at(*out, place);
    if (!added)
      fuse_rt_any_release(old);
    *old = fuse_rt_any_copy(value);
  }
  return none;
}

/* Lines in the order of the names. */
static fuse_rt_str *header_lines(const fuse_rt_map *headers) {
  fuse_rt_str *out = fuse_rt_builder_new();
  fuse_rt_list *order = fuse_rt_map_order(headers);
  for (int64_t i = 0; i < order->length; i++) {
    int64_t slot = ((const int64_t *)FUSE_RT_ELEMENTS(order))[i];
    fuse_rt_builder_put_str(&out, fuse_rt_map_key_at(headers, slot));
    fuse_rt_builder_put_constant(&out, ": ");
    fuse_rt_builder_put_str(&out, ((const fuse_rt_any *)fuse_rt_map_value_at(headers, slot))->object);
    fuse_rt_builder_put_constant(&out, "\r\n");
  }
  fuse_rt_array_free(order);
  return out;
}

/* ---- results ---- */

FUSE_RT_CONSTANT(response_name, "http.Response");
FUSE_RT_CONSTANT(error_name, "http.Error");
FUSE_RT_CONSTANT(code_name, "code");
FUSE_RT_CONSTANT(message_name, "message");
FUSE_RT_CONSTANT(method_name, "method");
FUSE_RT_CONSTANT(url_name, "url");
FUSE_RT_CONSTANT(status_name, "status");
FUSE_RT_CONSTANT(headers_name, "headers");
FUSE_RT_CONSTANT(body_name, "body");

enum { COMMON_FIELDS = 5, ERROR_FIELDS = COMMON_FIELDS + 2 };

/* Those of an error; a response has the last five. */
static const fuse_rt_str *const fields[ERROR_FIELDS] = {&code_name.header, &message_name.header, &method_name.header,
                                                        &url_name.header,  &status_name.header,  &headers_name.header,
                                                        &body_name.header};
static const fuse_rt_shape response_shape = {&response_name.header, COMMON_FIELDS, fields + ERROR_FIELDS - COMMON_FIELDS};
static const fuse_rt_shape error_shape = {&error_name.header, ERROR_FIELDS, fields};

static fuse_rt_any string(fuse_rt_str *s) { return fuse_rt_any_of_object(FUSE_RT_STR, s); }

/* The Result; consumes the outcome. */
static fuse_rt_any result_of(const fuse_rt_http_outcome *outcome, fuse_rt_text method, fuse_rt_text url) {
  bool is_ok = outcome->problem.code == NULL;
  const fuse_rt_shape *shape = is_ok ? &response_shape : &error_shape;
  fuse_rt_array *object = fuse_rt_array_alloc(1 + shape->count, sizeof(fuse_rt_any));
  fuse_rt_any *next = FUSE_RT_ELEMENTS(object);
  *next++ = (fuse_rt_any){.object = (void *)(uintptr_t)shape};
  if (!is_ok) {
    *next++ = string(fuse_rt_text_to_str(fuse_rt_text_of(outcome->problem.code)));
    *next++ = string(outcome->problem.message);
  }
  *next++ = string(fuse_rt_text_to_str(method));
  *next++ = string(fuse_rt_text_to_str(url));
  *next++ = outcome->status < 0 ? (fuse_rt_any){.kind = FUSE_RT_NULL} : fuse_rt_any_of_int(outcome->status);
  *next++ =
      fuse_rt_any_of_object(FUSE_RT_MAP, outcome->headers != NULL ? outcome->headers : fuse_rt_map_new(0, sizeof(fuse_rt_any)));
  *next++ = outcome->body == NULL ? (fuse_rt_any){.kind = FUSE_RT_NULL} : string(outcome->body);
  fuse_rt_array *result = fuse_rt_array_alloc(2, sizeof(fuse_rt_any));
  ((fuse_rt_any *)FUSE_RT_ELEMENTS(result))[0] = fuse_rt_any_of_bool(is_ok);
  ((fuse_rt_any *)FUSE_RT_ELEMENTS(result))[1] = fuse_rt_any_of_object(FUSE_RT_STRUCT, object);
  return fuse_rt_any_of_object(FUSE_RT_RESULT, result);
}

/* ---- requests ---- */

/* What is wrong with a request is found in this order: method, address, time, headers; then it is sent. */
static void perform(fuse_rt_http_call *call, const fuse_rt_any *headers, fuse_rt_http_outcome *out) {
  fuse_rt_http_url url;
  out->problem = fuse_rt_http_url_parse(call->url, &url);
  if (out->problem.code != NULL)
    return;
  fuse_rt_map *checked = NULL;
  if (call->timeout_ms < 0)
    out->problem = invalid("http.* timeout_ms must be >= 0");
  else
    out->problem = check_headers(headers, &checked);
  if (out->problem.code == NULL) {
    call->headers = header_lines(checked);
    fuse_rt_http_send(call, &url, out);
    fuse_rt_str_release(call->headers);
  }
  if (checked != NULL)
    fuse_rt_map_free(checked, fuse_rt_any_release);
  fuse_rt_str_release(url.host);
}

static fuse_rt_any call(const fuse_rt_str *method, const fuse_rt_str *url, const fuse_rt_str *body, const fuse_rt_any *headers,
                        int64_t timeout_ms) {
  int64_t started_us = fuse_rt_os_monotonic_us();
  fuse_rt_text trimmed = fuse_rt_text_trim(fuse_rt_text_of_str(method));
  fuse_rt_http_outcome outcome = {.problem = check_method(trimmed), .status = -1};
  fuse_rt_http_call request = {.method = fuse_rt_text_of_str(method),
                               .url = fuse_rt_text_of_str(url),
                               .body = fuse_rt_text_of_str(body),
                               .timeout_ms = timeout_ms};
  fuse_rt_str *upper = NULL;
  if (outcome.problem.code == NULL) {
    upper = fuse_rt_text_upper(trimmed);
    request.method = fuse_rt_text_of_str(upper);
    perform(&request, headers, &outcome);
  }
  fuse_rt_http_call_event event = {.duration_ms = (fuse_rt_os_monotonic_us() - started_us) / 1000,
                                   .response_bytes = outcome.body == NULL ? 0 : outcome.body->length,
                                   .status = outcome.status,
                                   .error_code = outcome.problem.code,
                                   .method = request.method,
                                   .url = request.url};
  fuse_rt_http_report_call(&event, fuse_rt_http_reports_read());
  fuse_rt_any result = result_of(&outcome, request.method, request.url);
  if (upper != NULL)
    fuse_rt_str_release(upper);
  return result;
}

fuse_rt_error *fuse_rt_http_perform(const fuse_rt_str *name, const fuse_rt_any *method, const fuse_rt_any *url,
                                    const fuse_rt_any *body, const fuse_rt_any *headers, const fuse_rt_any *timeout_ms,
                                    fuse_rt_any *out) {
  const char *problem = method->kind != FUSE_RT_STR       ? " expects method as String"
                        : url->kind != FUSE_RT_STR        ? " expects url as String"
                        : body->kind != FUSE_RT_STR       ? " expects body as String"
                        : !are_texts(headers)             ? " expects headers as Map<String, String>"
                        : timeout_ms->kind != FUSE_RT_INT ? " expects timeout_ms as Int"
                                                          : NULL;
  if (problem != NULL)
    return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of_str(name), fuse_rt_text_of(problem)});
  *out = call(method->object, url->object, body->object, headers, timeout_ms->integer);
  return NULL;
}

#endif
