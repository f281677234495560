/* The development server behind a program: a request, with headers of its own, and all that comes back. */
#if !defined(__wasm__)

#include "http_proxy.h"

#include "builder.h"
#include "http_url.h"
#include "os_socket.h"

enum { PATIENCE_MS = 30000 };

/* ---- the request ---- */

static void put_target(fuse_rt_str **out, fuse_rt_text base, fuse_rt_text target) {
  if (base.length > 0 && base.data[0] != '/')
    fuse_rt_builder_put_char(out, '/');
  while (base.length > 0 && base.data[base.length - 1] == '/')
    base.length--;
  while (target.length > 0 && target.data[0] == '/')
    target = (fuse_rt_text){target.data + 1, target.length - 1};
  fuse_rt_builder_put(out, base);
  fuse_rt_builder_put_char(out, '/');
  fuse_rt_builder_put(out, target);
}

static fuse_rt_str *request_bytes(const fuse_rt_http_url *address, const fuse_rt_http_request *request) {
  fuse_rt_str *out = fuse_rt_builder_new();
  fuse_rt_builder_put(&out, request->method);
  fuse_rt_builder_put_char(&out, ' ');
  put_target(&out, address->target, request->target);
  fuse_rt_builder_put_constant(&out, " HTTP/1.1\r\nHost: ");
  fuse_rt_builder_put(&out, (fuse_rt_text){FUSE_RT_ELEMENTS(address->host), (size_t)address->host->length - 1});
  fuse_rt_builder_put_constant(&out, "\r\nConnection: close\r\nContent-Length: ");
  fuse_rt_builder_put_int(&out, (int64_t)request->body.length);
  if (request->body.length > 0)
    fuse_rt_builder_put_constant(&out, "\r\nContent-Type: application/json");
  fuse_rt_builder_put_constant(&out, "\r\nX-Request-Id: ");
  fuse_rt_builder_put(&out, request->id);
  fuse_rt_builder_put_constant(&out, "\r\n\r\n");
  fuse_rt_builder_put(&out, request->body);
  return out;
}

/* ---- the response ---- */

/* Appends all that comes; false where the connection fails. */
static bool read_all(fuse_rt_socket connection, fuse_rt_str **out) {
  enum { CHUNK = 16 * 1024 };
  for (;;) {
    *out = fuse_rt_array_reserve(*out, CHUNK, 1);
    int64_t got = fuse_rt_os_socket_read(connection, (char *)FUSE_RT_ELEMENTS(*out) + (*out)->length, CHUNK);
    if (got <= 0)
      return got == 0;
    (*out)->length += got;
  }
}

/* All that the server sends, or NULL. */
static fuse_rt_str *exchange(const fuse_rt_http_url *address, const fuse_rt_http_request *request) {
  fuse_rt_socket connection;
  if (fuse_rt_os_socket_connect(FUSE_RT_ELEMENTS(address->host), address->port, PATIENCE_MS, &connection) != 0)
    return NULL;
  fuse_rt_str *sent = request_bytes(address, request);
  fuse_rt_str *received = fuse_rt_builder_new();
  bool is_done =
      fuse_rt_os_socket_write(connection, FUSE_RT_ELEMENTS(sent), (size_t)sent->length) == 0 && read_all(connection, &received);
  fuse_rt_os_socket_close(connection);
  fuse_rt_str_release(sent);
  if (is_done)
    return received;
  fuse_rt_str_release(received);
  return NULL;
}

/* Whatever is wrong with an address, the request counts as one that nobody answers. */
static bool is_plain_url(fuse_rt_text text, fuse_rt_http_url *out) {
  fuse_rt_http_problem problem = fuse_rt_http_url_parse(text, out);
  if (problem.code != NULL)
    fuse_rt_str_release(problem.message);
  else if (out->is_secure)
    fuse_rt_str_release(out->host);
  return problem.code == NULL && !out->is_secure;
}

fuse_rt_str *fuse_rt_http_proxied(const fuse_rt_str *url, const fuse_rt_http_request *request) {
  fuse_rt_http_url address;
  if (url == NULL || !is_plain_url(fuse_rt_text_of_str(url), &address))
    return NULL;
  fuse_rt_str *received = exchange(&address, request);
  fuse_rt_str_release(address.host);
  if (received == NULL)
    return NULL;
  fuse_rt_text first, rest;
  fuse_rt_str *out = NULL;
  if (fuse_rt_http_split(fuse_rt_text_of_str(received), "\r\n", &first, &rest)) {
    out = fuse_rt_text_to_str(first);
    fuse_rt_builder_put_constant(&out, "\r\nX-Request-Id: ");
    fuse_rt_builder_put(&out, request->id);
    fuse_rt_builder_put_constant(&out, "\r\n");
    fuse_rt_builder_put(&out, rest);
  }
  fuse_rt_str_release(received);
  return out;
}

int fuse_rt_http_status_of(const fuse_rt_str *response) {
  enum { DIGITS = 3 };
  fuse_rt_text first, rest, version, status;
  fuse_rt_http_split(fuse_rt_text_of_str(response), "\r\n", &first, &rest);
  fuse_rt_http_split(first, " ", &version, &rest);
  fuse_rt_http_split(fuse_rt_http_trim(rest), " ", &status, &rest);
  int64_t value;
  return status.length <= DIGITS && fuse_rt_text_read_digits(status, &value) ? (int)value : 200;
}

#endif
