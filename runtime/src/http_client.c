/* Requests of a program to other servers: connecting, sending, reading, taking the response apart
 * (fuse_mlir/interpreter/http/client.py). */
#if !defined(__wasm__)

#include "http_client.h"

#include "any.h"
#include "builder.h"
#include "http_request.h"
#include "map.h"
#include "message.h"
#include "os.h"
#include "os_socket.h"

#include <limits.h>

enum { CHUNK_BYTES = 64 * 1024 };

/* ---- problems ---- */

/* `get http://host/path`, which most messages begin with. */
static fuse_rt_str *subject_of(const fuse_rt_http_call *call) {
  fuse_rt_str *out = fuse_rt_text_lower(call->method);
  fuse_rt_builder_put_char(&out, ' ');
  fuse_rt_builder_put(&out, call->url);
  return out;
}

static fuse_rt_http_problem problem(const fuse_rt_http_call *call, const char *code, const char *message) {
  fuse_rt_str *out = subject_of(call);
  fuse_rt_builder_put_char(&out, ' ');
  fuse_rt_builder_put_constant(&out, message);
  return (fuse_rt_http_problem){code, out};
}

/* A failure of the system in one of the phases. */
static fuse_rt_http_problem failed(const fuse_rt_http_call *call, const char *phase, int code) {
  bool is_late = code == FUSE_RT_SOCKET_TIMED_OUT;
  fuse_rt_http_problem found = problem(call, is_late ? "timeout" : "network_error", is_late ? "timed out during " : "");
  fuse_rt_builder_put_constant(&found.message, phase);
  if (is_late) {
    fuse_rt_builder_put_constant(&found.message, " after ");
    fuse_rt_builder_put_int(&found.message, call->timeout_ms);
    fuse_rt_builder_put_constant(&found.message, "ms");
  } else {
    fuse_rt_builder_put_constant(&found.message, " failed: ");
    fuse_rt_message_append_os_error(&found.message, code);
  }
  return found;
}

static const fuse_rt_http_problem none = {NULL, NULL};

/* ---- connecting ---- */

static fuse_rt_http_problem connect_to(const fuse_rt_http_call *call, const fuse_rt_http_url *url, fuse_rt_socket *out) {
  int most = call->timeout_ms > INT_MAX ? INT_MAX : (int)call->timeout_ms;
  int code = fuse_rt_os_socket_connect(FUSE_RT_ELEMENTS(url->host), url->port, most == 0 ? -1 : most, out);
  if (code == 0)
    return none;
  if (code != FUSE_RT_SOCKET_UNKNOWN_HOST)
    return failed(call, "connect", code);
  fuse_rt_text host = {FUSE_RT_ELEMENTS(url->host), (size_t)url->host->length - 1};
  fuse_rt_text parts[] = {fuse_rt_text_of("failed to resolve "), host, fuse_rt_text_of(": Name or service not known")};
  return (fuse_rt_http_problem){"network_error", fuse_rt_message_str(3, parts)};
}

/* ---- sending and reading ---- */

static void put_number(fuse_rt_str **out, const char *before, int64_t value) {
  fuse_rt_builder_put_constant(out, before);
  fuse_rt_builder_put_int(out, value);
}

static fuse_rt_str *request_bytes(const fuse_rt_http_call *call, const fuse_rt_http_url *url) {
  fuse_rt_str *out = fuse_rt_builder_new();
  fuse_rt_builder_put(&out, call->method);
  fuse_rt_builder_put_char(&out, ' ');
  if (url->target.length == 0 || url->target.data[0] != '/')
    fuse_rt_builder_put_char(&out, '/');
  fuse_rt_builder_put(&out, url->target);
  fuse_rt_builder_put_constant(&out, " HTTP/1.1\r\nHost: ");
  fuse_rt_builder_put(&out, url->authority);
  if (url->shows_port)
    put_number(&out, ":", url->port);
  put_number(&out, "\r\nConnection: close\r\nContent-Length: ", (int64_t)call->body.length);
  fuse_rt_builder_put_constant(&out, "\r\n");
  fuse_rt_builder_put_str(&out, call->headers);
  fuse_rt_builder_put_constant(&out, "\r\n");
  fuse_rt_builder_put(&out, call->body);
  return out;
}

static fuse_rt_http_problem send_request(const fuse_rt_http_call *call, const fuse_rt_http_url *url, fuse_rt_socket connection) {
  fuse_rt_str *bytes = request_bytes(call, url);
  int code = fuse_rt_os_socket_write(connection, FUSE_RT_ELEMENTS(bytes), (size_t)bytes->length);
  fuse_rt_str_release(bytes);
  if (code != 0)
    return failed(call, "write", code);
  fuse_rt_os_socket_finish(connection);
  return none;
}

static const char head_end[] = "\r\n\r\n";

/* How long the whole response is; -1 while that is unknown. */
static int64_t expected_bytes(const fuse_rt_str *data) {
  fuse_rt_text head, rest, line;
  if (!fuse_rt_http_split(fuse_rt_text_of_str(data), head_end, &head, &rest))
    return -1;
  int64_t before = (int64_t)(head.length + sizeof head_end - 1);
  fuse_rt_text length = {NULL, 0};
  bool is_more = fuse_rt_http_split(head, "\r\n", &line, &rest);
  while (is_more) {
    is_more = fuse_rt_http_split(rest, "\r\n", &line, &rest);
    fuse_rt_text name, value;
    if (line.length == 0)
      continue;
    if (!fuse_rt_http_split(line, ":", &name, &value))
      return -1;
    if (fuse_rt_text_equal_any_case(fuse_rt_http_trim(name), "content-length"))
      length = fuse_rt_http_trim(value);
  }
  int64_t number;
  return fuse_rt_text_read_digits(length, &number) ? before + number : -1;
}

static fuse_rt_http_problem receive(const fuse_rt_http_call *call, fuse_rt_socket connection, fuse_rt_str **data) {
  int64_t expected = -1;
  while (expected < 0 || (*data)->length < expected) {
    *data = fuse_rt_array_reserve(*data, CHUNK_BYTES, 1);
    int64_t got = fuse_rt_os_socket_read(connection, (char *)FUSE_RT_ELEMENTS(*data) + (*data)->length, CHUNK_BYTES);
    if (got < 0)
      return failed(call, "read", (int)-got);
    if (got == 0)
      break;
    (*data)->length += got;
    if (expected < 0)
      expected = expected_bytes(*data);
  }
  return none;
}

/* ---- the response ---- */

static fuse_rt_str *text_of(fuse_rt_text bytes) {
  return fuse_rt_text_is_utf8(bytes) ? fuse_rt_text_to_str(bytes) : fuse_rt_text_repaired(bytes);
}

/* The status in the first line, or -1. */
static int status_of(fuse_rt_text line) {
  enum { DIGITS = 6, HIGHEST = 65535 };
  fuse_rt_text word = {NULL, 0};
  for (int i = 0; i < 2; i++) {
    line = fuse_rt_http_trim(line);
    size_t length = 0;
    while (length < line.length && line.data[length] != ' ' && (line.data[length] < '\t' || line.data[length] > '\r'))
      length++;
    word = (fuse_rt_text){line.data, length};
    line = (fuse_rt_text){line.data + length, line.length - length};
  }
  int status = 0;
  for (size_t i = 0; i < word.length; i++) {
    if (word.data[i] < '0' || word.data[i] > '9')
      return -1;
    if (i < DIGITS)
      status = 10 * status + (word.data[i] - '0');
  }
  return word.length == 0 || status > HIGHEST ? -1 : status;
}

/* The fields by name: names in lower case, of duplicates the last counts; false where a line has no colon. */
static bool read_fields(fuse_rt_text lines, fuse_rt_map **out) {
  *out = fuse_rt_map_new(0, sizeof(fuse_rt_any));
  for (bool is_more = true; is_more;) {
    fuse_rt_text line, name, value;
    is_more = fuse_rt_http_split(lines, "\r\n", &line, &lines);
    if (line.length == 0)
      continue;
    if (!fuse_rt_http_split(line, ":", &name, &value))
      return false;
    int64_t slot;
    bool added;
    *out = fuse_rt_map_place(*out, fuse_rt_text_lower(fuse_rt_http_trim(name)), &slot, &added);
    fuse_rt_any *place = fuse_rt_map_value_at(*out, slot);
    if (!added)
      fuse_rt_any_release(place);
    *place = fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_text_to_str(fuse_rt_http_trim(value)));
  }
  return true;
}

static fuse_rt_http_problem read_response(const fuse_rt_http_call *call, const fuse_rt_str *data, fuse_rt_http_outcome *out) {
  fuse_rt_text bytes, rest, line, fields;
  if (!fuse_rt_http_split(fuse_rt_text_of_str(data), head_end, &bytes, &rest))
    return problem(call, "invalid_response", "returned an invalid HTTP response");
  fuse_rt_str *head = text_of(bytes);
  fuse_rt_http_split(fuse_rt_text_of_str(head), "\r\n", &line, &fields);
  int status = status_of(line);
  fuse_rt_http_problem found = none;
  if (status < 0) {
    found = problem(call, "invalid_response", "returned an invalid status line");
  } else {
    out->status = status;
    out->body = text_of(rest);
    if (!read_fields(fields, &out->headers)) {
      fuse_rt_map_free(out->headers, fuse_rt_any_release);
      out->headers = NULL;
      found = problem(call, "invalid_response", "returned an invalid header line");
    }
  }
  fuse_rt_str_release(head);
  return found;
}

/* Every status but 200 to 299 is a problem. */
static fuse_rt_http_problem check_status(const fuse_rt_http_call *call, int status) {
  if (status >= 200 && status <= 299)
    return none;
  fuse_rt_http_problem found = problem(call, "http_status", "returned status ");
  fuse_rt_builder_put_int(&found.message, status);
  return found;
}

/* What comes on a connection, appended to `*data`. */
static fuse_rt_http_problem exchange(const fuse_rt_http_call *call, const fuse_rt_http_url *url, fuse_rt_str **data) {
  /* docs/decisions/0013-the-client-has-no-tls.md */
  if (url->is_secure)
    return problem(call, "tls_error", "TLS handshake failed: compiled programs have no TLS yet");
  fuse_rt_socket connection;
  fuse_rt_http_problem found = connect_to(call, url, &connection);
  if (found.code != NULL)
    return found;
  found = send_request(call, url, connection);
  if (found.code == NULL)
    found = receive(call, connection, data);
  fuse_rt_os_socket_close(connection);
  return found;
}

void fuse_rt_http_send(const fuse_rt_http_call *call, const fuse_rt_http_url *url, fuse_rt_http_outcome *out) {
  fuse_rt_str *data = fuse_rt_builder_new();
  *out = (fuse_rt_http_outcome){.status = -1};
  out->problem = exchange(call, url, &data);
  if (out->problem.code == NULL)
    out->problem = read_response(call, data, out);
  if (out->problem.code == NULL)
    out->problem = check_status(call, out->status);
  fuse_rt_str_release(data);
}

#endif
