/* `serve`: answers requests one at a time, until a signal or a limit ends it.
 *
 * One connection carries one request. SIGINT and SIGTERM are looked at between requests: a request in progress is finished, then
 * one line on standard error says how many were handled, and the program goes on behind `serve`. A handler that panics ends the
 * program.
 */
#if !defined(__wasm__)

#include "any.h"
#include "builder.h"
#include "console.h"
#include "http_log.h"
#include "http_pages.h"
#include "http_proxy.h"
#include "http_receive.h"
#include "http_route.h"
#include "lock.h"
#include "message.h"
#include "os.h"

enum { POLL_MS = 25, SILENCE_MS = 30000, HIGHEST_PORT = 65535 };

typedef struct server {
  fuse_rt_http_settings settings;
  fuse_rt_list *routes;
  fuse_rt_socket listener;
  int64_t handled;
  int64_t ids; /* given so far */
} server;

/* ---- what is to be served, and where ---- */

/* A number of digits with a sign or without; 0 for any other text. */
static int64_t port_of_text(fuse_rt_text text) {
  enum { MOST_DIGITS = 18 };
  bool has_sign = text.length > 0 && (text.data[0] == '+' || text.data[0] == '-');
  bool is_negative = has_sign && text.data[0] == '-';
  int64_t value = 0;
  size_t i = has_sign ? 1 : 0;
  if (text.length == i || text.length - i > MOST_DIGITS)
    return 0;
  for (; i < text.length; i++) {
    if (text.data[i] < '0' || text.data[i] > '9')
      return 0;
    value = 10 * value + (text.data[i] - '0');
  }
  return is_negative ? -value : value;
}

static bool read_port(const fuse_rt_any *port, int64_t *out) {
  switch (port->kind) {
  case FUSE_RT_INT:
    *out = port->integer;
    return true;
  case FUSE_RT_FLOAT:
    *out = port->number > -1e18 && port->number < 1e18 ? (int64_t)port->number : -1;
    return true;
  case FUSE_RT_STR:
    *out = port_of_text(fuse_rt_text_of_str(port->object));
    return true;
  default:
    return false;
  }
}

/* The number of the service to run. */
static fuse_rt_error *choose_service(const fuse_rt_list *services, const fuse_rt_str *name, int64_t *out) {
  fuse_rt_str *const *names = FUSE_RT_ELEMENTS(services);
  *out = 0;
  if (services->length == 0)
    return fuse_rt_message_constant("no service declared");
  if (name == NULL)
    return services->length == 1 ? NULL : fuse_rt_message_constant("multiple services declared; set FUSE_SERVICE");
  for (int64_t i = 0; i < services->length; i++)
    if (fuse_rt_str_eq(names[i], name)) {
      *out = i;
      return NULL;
    }
  return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of("service not found: "), fuse_rt_text_of_str(name)});
}

static fuse_rt_error *bind_failure(fuse_rt_text host, int64_t port, int code) {
  fuse_rt_str *text = fuse_rt_text_to_str(fuse_rt_text_of("failed to bind "));
  fuse_rt_builder_put(&text, host);
  fuse_rt_builder_put_char(&text, ':');
  fuse_rt_builder_put_int(&text, port);
  fuse_rt_builder_put_constant(&text, ": ");
  if (code == FUSE_RT_SOCKET_UNKNOWN_HOST)
    fuse_rt_builder_put_constant(&text, "unknown host");
  else
    fuse_rt_message_append_os_error(&text, code);
  return fuse_rt_error_text(text);
}

static fuse_rt_error *listen_at(server *s, int64_t port) {
  bool is_named = s->settings.host != NULL && s->settings.host->length > 0;
  fuse_rt_text host = is_named ? fuse_rt_text_of_str(s->settings.host) : fuse_rt_text_of("127.0.0.1");
  fuse_rt_str *terminated = fuse_rt_text_to_str(host);
  fuse_rt_builder_put_char(&terminated, '\0');
  int code = fuse_rt_os_socket_listen(FUSE_RT_ELEMENTS(terminated), (int)port, &s->listener);
  fuse_rt_str_release(terminated);
  return code == 0 ? NULL : bind_failure(host, port, code);
}

/* ---- one request ---- */

static void flush(void) {
  fuse_rt_lock(FUSE_RT_LOCK_STATE);
  fuse_rt_console_flush();
  fuse_rt_unlock(FUSE_RT_LOCK_STATE);
}

/* A client that went away misses its answer; the server goes on. */
static void send_all(fuse_rt_socket connection, const fuse_rt_str *data) {
  if (fuse_rt_os_socket_write(connection, FUSE_RT_ELEMENTS(data), (size_t)data->length) == 0)
    fuse_rt_os_socket_finish(connection);
}

/* Reads what a client still sends that has been refused, for a while: closing the connection before would take the answer away
 * from it. */
static void drain(fuse_rt_socket connection) {
  enum { MOST_MS = 1000, MOST_BYTES = 16 * 1024 * 1024 };
  char bytes[4096];
  int64_t end_us = fuse_rt_os_monotonic_us() + (int64_t)MOST_MS * 1000;
  int64_t total = 0;
  int64_t got = 1;
  for (int64_t left_us = 1; got > 0 && total < MOST_BYTES && left_us > 0; left_us = end_us - fuse_rt_os_monotonic_us()) {
    if (!fuse_rt_os_socket_wait(connection, (int)(left_us / 1000) + 1))
      return;
    got = fuse_rt_os_socket_read(connection, bytes, sizeof bytes);
    total += got;
  }
}

static void send_refusal(fuse_rt_socket connection, const fuse_rt_http_refusal *refusal) {
  fuse_rt_http_reply reply = fuse_rt_http_reply_internal(refusal->status, fuse_rt_text_of_str(refusal->message));
  fuse_rt_str *data = fuse_rt_http_reply_bytes(&reply, (fuse_rt_text){NULL, 0}, true);
  send_all(connection, data);
  fuse_rt_str_release(data);
  fuse_rt_http_reply_free(&reply);
  if (refusal->status != 500)
    drain(connection);
}

static bool is_verb(fuse_rt_text method) {
  static const char *const verbs[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
  for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
    if (fuse_rt_text_equal(method, fuse_rt_text_of(verbs[i])))
      return true;
  return false;
}

/* The reply of whatever answers at the path: the method, pages and files, the routes. */
static fuse_rt_http_found find_reply(const server *s, fuse_rt_text verb, const fuse_rt_http_request *request,
                                     fuse_rt_http_reply *reply, fuse_rt_error **panic) {
  if (!is_verb(verb))
    return fuse_rt_http_other_method_reply(s->routes, request, reply) ? FUSE_RT_HTTP_ANSWERED : FUSE_RT_HTTP_NO_ROUTE;
  if (fuse_rt_text_equal(verb, fuse_rt_text_of("GET")) && (fuse_rt_http_openapi_reply(request->path, &s->settings, reply) ||
                                                           fuse_rt_http_static_reply(request->path, &s->settings, reply)))
    return FUSE_RT_HTTP_ANSWERED;
  return fuse_rt_http_route_reply(s->routes, verb, request, &s->settings, reply, panic);
}

/* The length of what follows the head. */
static int64_t body_bytes(const fuse_rt_str *response) {
  fuse_rt_text head, body;
  fuse_rt_http_split(fuse_rt_text_of_str(response), "\r\n\r\n", &head, &body);
  return (int64_t)body.length;
}

/* The whole response and its status; NULL where a handler panics. */
static fuse_rt_str *response_to(const server *s, const fuse_rt_http_request *request, int *status, fuse_rt_error **panic) {
  /* HEAD is GET without the body. */
  bool is_head = fuse_rt_text_equal(request->method, fuse_rt_text_of("HEAD"));
  fuse_rt_http_reply reply;
  fuse_rt_http_found found = find_reply(s, is_head ? fuse_rt_text_of("GET") : request->method, request, &reply, panic);
  if (found == FUSE_RT_HTTP_PANIC)
    return NULL;
  if (found == FUSE_RT_HTTP_NO_ROUTE) {
    fuse_rt_str *proxied = fuse_rt_http_proxied(s->settings.proxy_url, request);
    if (proxied != NULL) {
      *status = fuse_rt_http_status_of(proxied);
      return proxied;
    }
    reply = fuse_rt_http_reply_not_found();
  }
  *status = reply.status;
  fuse_rt_str *data = fuse_rt_http_reply_bytes(&reply, request->id, !is_head);
  fuse_rt_http_reply_free(&reply);
  return data;
}

static fuse_rt_error *answer(const server *s, fuse_rt_socket connection, const fuse_rt_http_request *request) {
  int64_t started_us = fuse_rt_os_monotonic_us();
  fuse_rt_http_event event;
  fuse_rt_error *panic = NULL;
  fuse_rt_str *data = response_to(s, request, &event.status, &panic);
  if (panic != NULL)
    return panic;
  event.duration_ms = (fuse_rt_os_monotonic_us() - started_us) / 1000;
  event.response_bytes = body_bytes(data);
  flush();
  fuse_rt_http_report(&event, request, s->settings.reports);
  send_all(connection, data);
  fuse_rt_str_release(data);
  return NULL;
}

static fuse_rt_error *handle(server *s, fuse_rt_socket connection) {
  fuse_rt_http_received received;
  fuse_rt_error *panic = NULL;
  fuse_rt_http_refusal refusal = fuse_rt_http_receive(connection, &s->settings, &s->ids, &received);
  if (refusal.status == 0) {
    panic = answer(s, connection, &received.request);
  } else {
    send_refusal(connection, &refusal);
    fuse_rt_str_release(refusal.message);
  }
  fuse_rt_http_received_free(&received);
  fuse_rt_os_socket_close(connection);
  return panic;
}

/* ---- the loop ---- */

static void report_shutdown(const char *signal, int64_t handled) {
  fuse_rt_str *line = fuse_rt_text_to_str(fuse_rt_text_of("shutdown: runtime=native signal="));
  fuse_rt_builder_put_constant(&line, signal);
  fuse_rt_builder_put_constant(&line, " handled_requests=");
  fuse_rt_builder_put_int(&line, handled);
  fuse_rt_http_report_line(fuse_rt_text_of_str(line));
  fuse_rt_str_release(line);
}

static fuse_rt_error *accept_failure(int code) {
  fuse_rt_str *text = fuse_rt_text_to_str(fuse_rt_text_of("failed to accept connection: "));
  fuse_rt_message_append_os_error(&text, code);
  return fuse_rt_error_text(text);
}

static fuse_rt_error *loop(server *s) {
  while (s->settings.max_requests == 0 || s->handled < s->settings.max_requests) {
    const char *signal = fuse_rt_os_signals_caught();
    if (signal != NULL) {
      report_shutdown(signal, s->handled);
      return NULL;
    }
    if (!fuse_rt_os_socket_wait(s->listener, POLL_MS))
      continue;
    fuse_rt_socket connection;
    int code = fuse_rt_os_socket_accept(s->listener, SILENCE_MS, &connection);
    fuse_rt_error *error = code == 0 ? NULL : accept_failure(code);
    if (code == 0 && connection != FUSE_RT_SOCKET_NONE) {
      error = handle(s, connection);
      s->handled++;
    }
    if (error != NULL)
      return error;
  }
  return NULL;
}

static fuse_rt_error *run(server *s, int64_t port) {
  fuse_rt_error *error = listen_at(s, port);
  if (error != NULL)
    return error;
  flush();
  int before = fuse_rt_os_signals_catch();
  error = loop(s);
  fuse_rt_os_signals_release(before);
  fuse_rt_os_socket_close(s->listener);
  return error;
}

fuse_rt_error *fuse_rt_http_serve(const fuse_rt_any *port, const fuse_rt_list *services, const fuse_rt_list *routes,
                                  const fuse_rt_list *handlers) {
  int64_t number;
  int64_t service;
  if (!read_port(port, &number))
    return fuse_rt_message_constant("serve expects a port number");
  server s = {.handled = 0};
  fuse_rt_http_settings_read(&s.settings);
  fuse_rt_error *error = choose_service(services, s.settings.service, &service);
  if (error == NULL && (number < 0 || number > HIGHEST_PORT))
    error = fuse_rt_message_constant("invalid port");
  if (error == NULL) {
    s.routes = fuse_rt_http_routes(service, routes, handlers);
    error = run(&s, number);
    fuse_rt_array_free(s.routes);
  }
  fuse_rt_http_settings_free(&s.settings);
  return error;
}

#endif
