/* Addresses of requests taken apart (fuse_mlir/interpreter/http/url.py). */
#if !defined(__wasm__)

#include "http_url.h"

#include "builder.h"
#include "http_request.h"
#include "message.h"

enum { HTTP_PORT = 80, HTTPS_PORT = 443 };

static const fuse_rt_http_problem no_problem = {NULL, NULL};

static fuse_rt_http_problem invalid(const char *message) {
  return (fuse_rt_http_problem){"invalid_url", fuse_rt_text_to_str(fuse_rt_text_of(message))};
}

static bool is_number(fuse_rt_text text) {
  for (size_t i = 0; i < text.length; i++)
    if (text.data[i] < '0' || text.data[i] > '9')
      return false;
  return text.length > 0;
}

static fuse_rt_http_problem read_port(fuse_rt_text text, int *port) {
  enum { MOST_DIGITS = 9, HIGHEST = 65535 };
  int64_t value;
  if (text.length > MOST_DIGITS || !fuse_rt_text_read_digits(text, &value) || value > HIGHEST) {
    fuse_rt_text parts[] = {fuse_rt_text_of("http.* URL has an invalid port "), text};
    return (fuse_rt_http_problem){"invalid_url", fuse_rt_message_str(2, parts)};
  }
  *port = (int)value;
  return no_problem;
}

/* `[::1]:80` or `[::1]`; the host keeps its brackets. */
static fuse_rt_http_problem read_bracketed(fuse_rt_text authority, fuse_rt_text *host, int *port) {
  fuse_rt_text address, rest;
  if (!fuse_rt_http_split(authority, "]", &address, &rest))
    return invalid("http.* URL has an invalid IPv6 host");
  *host = (fuse_rt_text){authority.data, address.length + 1};
  if (rest.length == 0)
    return no_problem;
  if (rest.data[0] != ':')
    return invalid("http.* URL has an invalid host:port");
  return read_port((fuse_rt_text){rest.data + 1, rest.length - 1}, port);
}

/* `host:80` or `host`. */
static fuse_rt_http_problem read_plain(fuse_rt_text authority, fuse_rt_text *host, int *port) {
  size_t colon = authority.length;
  while (colon > 0 && authority.data[colon - 1] != ':')
    colon--;
  *host = authority;
  if (colon == 0)
    return no_problem;
  fuse_rt_text digits = {authority.data + colon, authority.length - colon};
  if (colon == 1 || digits.length == 0)
    return invalid("http.* URL has an invalid host:port");
  if (!is_number(digits))
    return no_problem;
  host->length = colon - 1;
  return read_port(digits, port);
}

static void set_host(fuse_rt_http_url *out, fuse_rt_text host) {
  while (host.length > 0 && strchr("[]", host.data[0]) != NULL)
    host = (fuse_rt_text){host.data + 1, host.length - 1};
  while (host.length > 0 && strchr("[]", host.data[host.length - 1]) != NULL)
    host.length--;
  out->host = fuse_rt_text_to_str(host);
  fuse_rt_builder_put_char(&out->host, '\0');
}

static fuse_rt_http_problem read_rest(fuse_rt_text rest, fuse_rt_http_url *out) {
  size_t end = 0;
  while (end < rest.length && strchr("/?#", rest.data[end]) == NULL)
    end++;
  fuse_rt_text authority = {rest.data, end};
  if (authority.length == 0)
    return invalid("http.* URL is missing a host");
  int usual = out->is_secure ? HTTPS_PORT : HTTP_PORT;
  out->port = usual;
  fuse_rt_http_problem problem = authority.data[0] == '[' ? read_bracketed(authority, &out->authority, &out->port)
                                                          : read_plain(authority, &out->authority, &out->port);
  if (problem.code != NULL)
    return problem;
  out->shows_port = out->port != usual;
  fuse_rt_text fragment;
  fuse_rt_http_split((fuse_rt_text){rest.data + end, rest.length - end}, "#", &out->target, &fragment);
  set_host(out, out->authority);
  return no_problem;
}

/* Whether a blank or a line end inside would end the request line early. */
static bool has_forbidden(fuse_rt_text text) {
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.data[i] <= ' ' || text.data[i] == 0x7f)
      return true;
  return false;
}

fuse_rt_http_problem fuse_rt_http_url_parse(fuse_rt_text text, fuse_rt_http_url *out) {
  fuse_rt_text scheme, rest;
  text = fuse_rt_text_trim(text);
  if (text.length == 0)
    return invalid("http.* requires a non-empty URL");
  bool has_scheme = fuse_rt_http_split(text, "://", &scheme, &rest);
  out->is_secure = fuse_rt_text_equal(scheme, fuse_rt_text_of("https"));
  if (has_scheme && !out->is_secure && !fuse_rt_text_equal(scheme, fuse_rt_text_of("http"))) {
    fuse_rt_text parts[] = {fuse_rt_text_of("http.* does not support "), scheme, fuse_rt_text_of(":// URLs")};
    return (fuse_rt_http_problem){"unsupported_scheme", fuse_rt_message_str(3, parts)};
  }
  if (!has_scheme || has_forbidden(text))
    return invalid("http.* requires an http:// or https:// URL");
  return read_rest(rest, out);
}

#endif
