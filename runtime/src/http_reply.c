/* Responses: what an error stands for, and the bytes of all of them. */
#include "http_reply.h"

#include "any.h"
#include "builder.h"
#include "error.h"
#include "json_quote.h"

const char fuse_rt_http_json[] = "application/json";
const char fuse_rt_http_html[] = "text/html; charset=utf-8";

enum { STATUS_INTERNAL = 500, STATUS_NO_CONTENT = 204, STATUS_NOT_MODIFIED = 304 };

fuse_rt_http_reply fuse_rt_http_reply_make(int status, const char *content_type, fuse_rt_str *body) {
  return (fuse_rt_http_reply){.status = status, .content_type = content_type, .body = body};
}

fuse_rt_http_reply fuse_rt_http_reply_internal(int status, fuse_rt_text message) {
  fuse_rt_str *body = fuse_rt_builder_new();
  fuse_rt_builder_put_constant(&body, "{\"error\":{\"code\":\"internal_error\",\"message\":");
  fuse_rt_json_quote(&body, message);
  fuse_rt_builder_put_constant(&body, "}}");
  return fuse_rt_http_reply_make(status, fuse_rt_http_json, body);
}

fuse_rt_http_reply fuse_rt_http_reply_not_found(void) {
  fuse_rt_text body = fuse_rt_text_of("{\"error\":{\"code\":\"not_found\",\"message\":\"not found\"}}");
  return fuse_rt_http_reply_make(404, fuse_rt_http_json, fuse_rt_text_to_str(body));
}

/* ---- errors ---- */

/* The field `status` of a std.Error, where it is one that a response can have. */
static int own_status(const fuse_rt_any *error) {
  const fuse_rt_shape *shape = fuse_rt_any_shape(error);
  for (int64_t i = 0; i < shape->count; i++) {
    const fuse_rt_any *field = &fuse_rt_any_elements(error)[1 + i];
    if (fuse_rt_text_equal(fuse_rt_text_of_str(shape->names[i]), fuse_rt_text_of("status")))
      return field->kind == FUSE_RT_INT && field->integer >= 100 && field->integer <= 999 ? (int)field->integer : STATUS_INTERNAL;
  }
  return STATUS_INTERNAL;
}

static int status_of(const fuse_rt_any *error) {
  static const struct {
    const char *name;
    int status;
  } statuses[] = {{"std.Error.Validation", 400}, {"std.Error.BadRequest", 400}, {"std.Error.Unauthorized", 401},
                  {"std.Error.Forbidden", 403},  {"std.Error.NotFound", 404},   {"std.Error.Conflict", 409}};
  if (error->kind != FUSE_RT_STRUCT)
    return STATUS_INTERNAL;
  fuse_rt_text name = fuse_rt_text_of_str(fuse_rt_any_shape(error)->name);
  for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
    if (fuse_rt_text_equal(name, fuse_rt_text_of(statuses[i].name)))
      return statuses[i].status;
  return fuse_rt_text_equal(name, fuse_rt_text_of("std.Error")) ? own_status(error) : STATUS_INTERNAL;
}

fuse_rt_http_reply fuse_rt_http_reply_error(const fuse_rt_any *value) {
  int status = status_of(value);
  fuse_rt_str *json = fuse_rt_error_value_json(value);
  return json != NULL ? fuse_rt_http_reply_make(status, fuse_rt_http_json, json)
                      : fuse_rt_http_reply_internal(status, fuse_rt_text_of("internal error"));
}

fuse_rt_http_reply fuse_rt_http_reply_failure(const fuse_rt_error *error) {
  if (error->kind == FUSE_RT_ERROR_VALUE)
    return fuse_rt_http_reply_error(&error->value);
  fuse_rt_str *text = fuse_rt_error_render(error);
  if (error->kind == FUSE_RT_ERROR_VALIDATION)
    return fuse_rt_http_reply_make(400, fuse_rt_http_json, text);
  fuse_rt_http_reply reply = fuse_rt_http_reply_internal(STATUS_INTERNAL, fuse_rt_text_of_str(text));
  fuse_rt_str_release(text);
  return reply;
}

/* ---- bytes ---- */

/* The phrases of RFC 9110, and of the registry of statuses. One of the program's own has none. */
static const char *reason_of(int status) {
  static const struct {
    int status;
    const char *phrase;
  } reasons[] = {
      {100, "Continue"},
      {101, "Switching Protocols"},
      {102, "Processing"},
      {103, "Early Hints"},
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {203, "Non-Authoritative Information"},
      {204, "No Content"},
      {205, "Reset Content"},
      {206, "Partial Content"},
      {207, "Multi-Status"},
      {208, "Already Reported"},
      {226, "IM Used"},
      {300, "Multiple Choices"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {305, "Use Proxy"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {402, "Payment Required"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {407, "Proxy Authentication Required"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {411, "Length Required"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {416, "Range Not Satisfiable"},
      {417, "Expectation Failed"},
      {418, "I'm a Teapot"},
      {421, "Misdirected Request"},
      {422, "Unprocessable Content"},
      {423, "Locked"},
      {424, "Failed Dependency"},
      {425, "Too Early"},
      {426, "Upgrade Required"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {451, "Unavailable For Legal Reasons"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {502, "Bad Gateway"},
      {503, "Service Unavailable"},
      {504, "Gateway Timeout"},
      {505, "HTTP Version Not Supported"},
      {506, "Variant Also Negotiates"},
      {507, "Insufficient Storage"},
      {508, "Loop Detected"},
      {510, "Not Extended"},
      {511, "Network Authentication Required"},
  };
  for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
    if (reasons[i].status == status)
      return reasons[i].phrase;
  return "";
}

static void put_line(fuse_rt_str **out, const char *name, fuse_rt_text value) {
  fuse_rt_builder_put_constant(out, name);
  fuse_rt_builder_put(out, value);
  fuse_rt_builder_put_constant(out, "\r\n");
}

static void put_id(fuse_rt_str **out, fuse_rt_text id) {
  if (id.data != NULL)
    put_line(out, "X-Request-Id: ", id);
}

fuse_rt_str *fuse_rt_http_reply_bytes(const fuse_rt_http_reply *reply, fuse_rt_text id, bool has_body) {
  fuse_rt_str *out = fuse_rt_builder_new();
  fuse_rt_builder_put_constant(&out, "HTTP/1.1 ");
  fuse_rt_builder_put_int(&out, reply->status);
  put_line(&out, " ", fuse_rt_text_of(reason_of(reply->status)));
  if (reply->is_id_first)
    put_id(&out, id);
  if (reply->content_type != NULL)
    put_line(&out, "Content-Type: ", fuse_rt_text_of(reply->content_type));
  if (!reply->is_id_first)
    put_id(&out, id);
  if (reply->headers != NULL)
    fuse_rt_builder_put_str(&out, reply->headers);
  if (reply->cookies != NULL)
    fuse_rt_builder_put_str(&out, reply->cookies);
  /* These have neither body nor length. */
  bool is_bodiless = reply->status == STATUS_NO_CONTENT || reply->status == STATUS_NOT_MODIFIED;
  if (!is_bodiless) {
    fuse_rt_builder_put_constant(&out, "Content-Length: ");
    fuse_rt_builder_put_int(&out, reply->body->length);
    fuse_rt_builder_put_constant(&out, "\r\n");
  }
  fuse_rt_builder_put_constant(&out, "\r\n");
  if (!is_bodiless && has_body)
    fuse_rt_builder_put_str(&out, reply->body);
  return out;
}

void fuse_rt_http_reply_free(fuse_rt_http_reply *reply) {
  if (reply->headers != NULL)
    fuse_rt_str_release(reply->headers);
  if (reply->cookies != NULL)
    fuse_rt_str_release(reply->cookies);
  fuse_rt_str_release(reply->body);
}
