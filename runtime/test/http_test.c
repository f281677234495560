/* http_*.c, exchange.c: requests taken apart, received in pieces, routed; addresses of proxies; what may stand in scripts. */
#include "any_values.h"
#include "builder.h"
#include "exchange.h"
#include "harness.h"
#include "http_live_reload.h"
#include "http_proxy.h"
#include "http_receive.h"
#include "http_reply.h"
#include "http_route.h"
#include "http_url.h"

#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

static void check_text(int line, fuse_rt_text actual, const char *expected) {
  fuse_rt_str *copy = fuse_rt_text_to_str(actual.data == NULL ? fuse_rt_text_of("(none)") : actual);
  test_check_str(__FILE__, line, "text", copy, expected);
}
#define CHECK_PART(actual, expected) check_text(__LINE__, actual, expected)

static fuse_rt_text header(const char *fields, const char *name) {
  fuse_rt_http_request request = {.fields = fuse_rt_text_of(fields)};
  return fuse_rt_http_header(&request, fuse_rt_text_of(name));
}

static fuse_rt_text cookie(const char *fields, const char *name) {
  fuse_rt_http_request request = {.fields = fuse_rt_text_of(fields)};
  return fuse_rt_http_cookie(&request, fuse_rt_text_of(name));
}

static int64_t content_length(const char *fields) {
  fuse_rt_http_request request = {.fields = fuse_rt_text_of(fields)};
  return fuse_rt_http_content_length(&request);
}

static void test_heads(void) {
  fuse_rt_http_request request;
  CHECK(fuse_rt_http_parse_head(&request, fuse_rt_text_of("GET /a/b?c=d HTTP/1.1\r\nA: b\r\nC: d")));
  CHECK_PART(request.method, "GET");
  CHECK_PART(request.target, "/a/b?c=d");
  CHECK_PART(request.path, "/a/b");
  CHECK_PART(request.fields, "A: b\r\nC: d");
  CHECK(fuse_rt_http_parse_head(&request, fuse_rt_text_of(" \tGET\v ?  x y")));
  CHECK_PART(request.target, "?");
  CHECK_PART(request.path, "");
  CHECK_PART(request.fields, "");
  CHECK(!fuse_rt_http_parse_head(&request, fuse_rt_text_of("")));
  CHECK(!fuse_rt_http_parse_head(&request, fuse_rt_text_of("GET ")));
  CHECK(!fuse_rt_http_parse_head(&request, fuse_rt_text_of("GET\r\n/ HTTP/1.1")));
}

static void test_fields(void) {
  CHECK_PART(header("A: 1\r\nb:2\r\n a\t:  3 \r\nnothing\r\n: x", "a"), "3");
  CHECK_PART(header("A: 1\r\nb:2", "B"), "2");
  CHECK_PART(header("A:", "a"), "");
  CHECK_PART(header(": x", ""), "x");
  CHECK_PART(header("", "a"), "(none)");
  CHECK_PART(header("AB: 1", "a"), "(none)");
  CHECK_PART(header("\xc3\x84: 1", "\xc3\xa4"), "(none)");
  CHECK_PART(cookie("Cookie: a=1; b = 2 ;a=3", "a"), "3");
  CHECK_PART(cookie("Cookie: a=1; b = 2 ;a=3", "b"), "2");
  CHECK_PART(cookie("Cookie: a;=;b", "a"), "(none)");
  CHECK_PART(cookie("Cookie: a=b=c", "a"), "b=c");
  CHECK_PART(cookie("X: y", "a"), "(none)");
}

static void test_content_lengths(void) {
  CHECK_INT(content_length("Content-Length: 12"), 12);
  CHECK_INT(content_length("Content-Length: 12\r\ncontent-length: 3"), 3);
  CHECK_INT(content_length("Content-Length: 999999999999999999"), 999999999999999999);
  CHECK_INT(content_length("Content-Length: 9999999999999999999"), 0);
  CHECK_INT(content_length("Content-Length: -1"), 0);
  CHECK_INT(content_length("Content-Length: 1 2"), 0);
  CHECK_INT(content_length("Content-Length:"), 0);
  CHECK_INT(content_length(""), 0);
}

/* ---- receiving ---- */

/* What comes of text that is sent in pieces of `size` bytes, and ends there: the request, or the text of its refusal. */
static fuse_rt_str *received(const char *data, size_t length, size_t size, int64_t *ids) {
  int ends[2];
  CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    for (size_t i = 0; i < length; i += size)
      if (write(ends[1], data + i, length - i < size ? length - i : size) < 0)
        break;
    _exit(0);
  }
  close(ends[1]);
  fuse_rt_http_settings settings = {.max_body_bytes = 10};
  fuse_rt_http_received got;
  fuse_rt_http_refusal refusal = fuse_rt_http_receive(ends[0], &settings, ids, &got);
  close(ends[0]);
  fuse_rt_str *shown = fuse_rt_builder_new();
  if (refusal.status != 0) {
    fuse_rt_builder_put_int(&shown, refusal.status);
    fuse_rt_builder_put_char(&shown, ' ');
    fuse_rt_builder_put_str(&shown, refusal.message);
    fuse_rt_str_release(refusal.message);
  } else {
    fuse_rt_builder_put(&shown, got.request.path);
    fuse_rt_builder_put_char(&shown, ' ');
    fuse_rt_builder_put(&shown, got.request.id);
    fuse_rt_builder_put_char(&shown, ' ');
    fuse_rt_builder_put(&shown, got.request.body);
  }
  fuse_rt_http_received_free(&got);
  return shown;
}

static fuse_rt_str *received_text(const char *text, size_t size) {
  int64_t ids = 0x1f;
  return received(text, strlen(text), size, &ids);
}

static void test_receiving(void) {
  for (size_t size = 1; size < 64; size = 3 * size + 1) {
    CHECK_STR(received_text("GET /a HTTP/1.1\r\n\r\n", size), "/a req-0000000000000020 ");
    CHECK_STR(received_text("POST /b HTTP/1.1\r\nX-Request-Id: mine\r\nContent-Length: 3\r\n\r\nabcdef", size), "/b mine abc");
    CHECK_STR(received_text("POST /b HTTP/1.1\r\nX-Request-Id: m\r\nContent-Length: 9\r\n\r\nabc", size), "/b m abc");
    CHECK_STR(received_text("GET /\xff HTTP/1.1\r\nX-Correlation-Id: c\r\n\r\n", size), "/\xef\xbf\xbd c ");
    CHECK_STR(received_text("POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n", size), "413 request body too large");
    CHECK_STR(received_text("GET\r\n\r\n", size), "500 invalid HTTP request line");
    CHECK_STR(received_text("GET / HTTP/1.1\r\nA: b\r\n", size), "500 invalid HTTP request: missing headers");
    CHECK_STR(received_text("", size), "500 invalid HTTP request: missing headers");
  }
}

static void test_large_heads(void) {
  enum { LIMIT = 64 * 1024, MORE = 5 };
  static char data[LIMIT + 2 * MORE];
  int64_t ids = 0;
  memset(data, 'x', sizeof data);
  memcpy(data, "GET /y ", 7);
  memcpy(data + LIMIT, "\r\n\r\n", 4);
  CHECK_STR(received(data, LIMIT + 4, 5000, &ids), "/y req-0000000000000001 ");
  memcpy(data + LIMIT, "x\r\n\r\n", 5);
  CHECK_STR(received(data, LIMIT + 5, 5000, &ids), "431 request header too large");
  memset(data + LIMIT, 'x', 2 * MORE);
  CHECK_STR(received(data, LIMIT + 2 * MORE, 5000, &ids), "431 request header too large");
}

/* Whoever stays silent is given up: before the head is there, and before the body is. */
static void test_silent_clients(void) {
  static const char *const sent[] = {"GET / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab"};
  static const char *const texts[] = {"failed to read request: timed out", "failed to read body: timed out"};
  fuse_rt_http_settings settings = {.max_body_bytes = 10};
  for (int i = 0; i < 2; i++) {
    fuse_rt_socket listener, client, connection;
    int port;
    for (port = 20000 + getpid() % 20000; fuse_rt_os_socket_listen("127.0.0.1", port, &listener) != 0; port++)
      ;
    CHECK(!fuse_rt_os_socket_wait(listener, 0));
    CHECK_INT(fuse_rt_os_socket_accept(listener, 20, &connection), 0);
    CHECK_INT(connection, FUSE_RT_SOCKET_NONE);
    CHECK_INT(fuse_rt_os_socket_connect("127.0.0.1", port, 1000, &client), 0);
    CHECK(fuse_rt_os_socket_wait(listener, 1000));
    CHECK_INT(fuse_rt_os_socket_accept(listener, 20, &connection), 0);
    CHECK_INT(fuse_rt_os_socket_write(client, sent[i], strlen(sent[i])), 0);
    fuse_rt_http_received got;
    int64_t ids = 0;
    fuse_rt_http_refusal refusal = fuse_rt_http_receive(connection, &settings, &ids, &got);
    CHECK_INT(refusal.status, 500);
    CHECK_STR(refusal.message, texts[i]);
    fuse_rt_http_received_free(&got);
    fuse_rt_os_socket_close(connection);
    fuse_rt_os_socket_close(client);
    fuse_rt_os_socket_close(listener);
  }
}

static void test_addresses_that_cannot_be_had(void) {
  fuse_rt_socket listener;
  CHECK_INT(fuse_rt_os_socket_listen("no such host", 0, &listener), FUSE_RT_SOCKET_UNKNOWN_HOST);
  CHECK_INT(fuse_rt_os_socket_connect("no such host", 1, 100, &listener), FUSE_RT_SOCKET_UNKNOWN_HOST);
  /* Nobody listens there. */
  CHECK(fuse_rt_os_socket_connect("127.0.0.1", 1, 1000, &listener) != 0);
}

/* Both are caught, the first is told, and to the innermost server; afterwards they are what they were. */
static int raise_signals(void) {
  int outer = fuse_rt_os_signals_catch();
  int inner = fuse_rt_os_signals_catch();
  CHECK(fuse_rt_os_signals_caught() == NULL);
  raise(SIGTERM);
  raise(SIGINT);
  CHECK_TEXT(fuse_rt_os_signals_caught(), "SIGTERM");
  fuse_rt_os_signals_release(inner);
  CHECK(fuse_rt_os_signals_caught() == NULL);
  raise(SIGINT);
  CHECK_TEXT(fuse_rt_os_signals_caught(), "SIGINT");
  fuse_rt_os_signals_release(outer);
  return 0;
}

static int end_by_signal(void) {
  fuse_rt_os_signals_release(fuse_rt_os_signals_catch());
  raise(SIGTERM);
  return 0;
}

static void test_signals(void) {
  CHECK_OUTCOME(test_run(raise_signals), 0, "", "", -1);
  CHECK_OUTCOME(test_run(end_by_signal), 1000 + SIGTERM, "", "", -1);
}

/* ---- routes ---- */

/* Shows its arguments as JSON; fails for the parameter `fail`, panics for `panic`, does not fit for a single `no`. */
static fuse_rt_error *show(const fuse_rt_list *args, fuse_rt_any *out) {
  fuse_rt_any list = {.kind = FUSE_RT_LIST, .object = (void *)(uintptr_t)args};
  const fuse_rt_any *first = FUSE_RT_ELEMENTS(args);
  fuse_rt_text text = first->kind == FUSE_RT_STR ? fuse_rt_text_of_str(first->object) : fuse_rt_text_of("");
  if (fuse_rt_text_equal(text, fuse_rt_text_of("fail")))
    return fuse_rt_error_text(test_str("broken"));
  if (fuse_rt_text_equal(text, fuse_rt_text_of("panic")))
    return fuse_rt_error_panic("panic");
  if (fuse_rt_text_equal(text, fuse_rt_text_of("no")) && args->length == 1)
    *out = (fuse_rt_any){.kind = FUSE_RT_UNIT};
  else if (fuse_rt_text_equal(text, fuse_rt_text_of("err")))
    *out = ERR(test_fault(STR("secret")));
  else
    *out = fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_json_encode(&list));
  return NULL;
}

static fuse_rt_str *routed(const char *verb, const char *path, const char *body) {
  static const fuse_rt_named named = {.call = show};
  static const char *const texts[] = {"1 GET /=a", "0 GET ", "0 GET /=a/:/=b", "0 GET /=a/:/:", "0 POST /=a"};
  enum { ROUTES = sizeof texts / sizeof texts[0] };
  fuse_rt_list *names = fuse_rt_array_alloc(ROUTES, sizeof(fuse_rt_str *));
  fuse_rt_list *handlers = fuse_rt_array_alloc(ROUTES, sizeof(fuse_rt_any));
  for (int i = 0; i < ROUTES; i++) {
    ((fuse_rt_str **)FUSE_RT_ELEMENTS(names))[i] = test_str(texts[i]);
    ((fuse_rt_any *)FUSE_RT_ELEMENTS(handlers))[i] = (fuse_rt_any){.kind = FUSE_RT_NAMED, .object = (void *)(uintptr_t)&named};
  }
  fuse_rt_list *routes = fuse_rt_http_routes(0, names, handlers);
  fuse_rt_http_settings settings = {.max_body_bytes = 0};
  fuse_rt_http_request request = {.method = fuse_rt_text_of(verb), .path = fuse_rt_text_of(path), .body = fuse_rt_text_of(body)};
  fuse_rt_http_reply reply;
  fuse_rt_error *panic = NULL;
  fuse_rt_str *shown = test_str("none");
  bool is_other = strcmp(verb, "OPTIONS") == 0 || strcmp(verb, "FOO") == 0;
  bool found = is_other
                   ? fuse_rt_http_other_method_reply(routes, &request, &reply)
                   : fuse_rt_http_route_reply(routes, request.method, &request, &settings, &reply, &panic) == FUSE_RT_HTTP_ANSWERED;
  if (panic != NULL) {
    fuse_rt_str_release(shown);
    shown = fuse_rt_error_render(panic);
    fuse_rt_error_free(panic);
  } else if (found) {
    fuse_rt_str_release(shown);
    shown = fuse_rt_http_reply_bytes(&reply, (fuse_rt_text){NULL, 0}, true);
    fuse_rt_http_reply_free(&reply);
  }
  for (int i = 0; i < ROUTES; i++)
    fuse_rt_str_release(((fuse_rt_str **)FUSE_RT_ELEMENTS(names))[i]);
  fuse_rt_array_free(names);
  fuse_rt_array_free(handlers);
  fuse_rt_array_free(routes);
  return shown;
}

#define JSON_HEAD(status, length) "HTTP/1.1 " status "\r\nContent-Type: application/json\r\nContent-Length: " length "\r\n\r\n"

static void test_routes(void) {
  CHECK_STR(routed("GET", "/", "x"), JSON_HEAD("200 OK", "5") "[\"x\"]");
  CHECK_STR(routed("GET", "", " \r\n"), JSON_HEAD("200 OK", "6") "[null]");
  CHECK_STR(routed("GET", "/a", ""), "none");
  CHECK_STR(routed("POST", "//a//", ""), JSON_HEAD("200 OK", "6") "[null]");
  CHECK_STR(routed("GET", "/a/x/b", ""), JSON_HEAD("200 OK", "10") "[\"x\",null]");
  /* The first route is asked whether `no` converts, the second one fits. */
  CHECK_STR(routed("GET", "/a/no/c", ""), JSON_HEAD("200 OK", "15") "[\"no\",\"c\",null]");
  CHECK_STR(routed("GET", "/a//b", ""), JSON_HEAD("200 OK", "9") "[\"\",null]");
  CHECK_STR(routed("GET", "/b/x/b", ""), "none");
  CHECK_STR(routed("GET", "/a/fail/c", ""),
            JSON_HEAD("500 Internal Server Error", "54") "{\"error\":{\"code\":\"internal_error\",\"message\":\"broken\"}}");
  CHECK_STR(
      routed("GET", "/a/err/b", ""),
      JSON_HEAD("500 Internal Server Error", "62") "{\"error\":{\"code\":\"internal_error\",\"message\":\"internal error\"}}");
  CHECK_STR(routed("GET", "/a/panic/b", ""), "panic");
  CHECK(fuse_rt_exchange_now == NULL);
}

static void test_other_methods(void) {
  CHECK_STR(routed("OPTIONS", "/a/x/b", ""), "HTTP/1.1 204 No Content\r\nAllow: GET, HEAD, OPTIONS\r\n\r\n");
  CHECK_STR(routed("OPTIONS", "/a", ""), "HTTP/1.1 204 No Content\r\nAllow: POST, OPTIONS\r\n\r\n");
  CHECK_STR(routed("OPTIONS", "/none", ""), "none");
  CHECK_STR(routed("FOO", "/none", ""),
            "HTTP/1.1 405 Method Not Allowed\r\nContent-Type: application/json\r\nAllow: GET, POST, PUT, PATCH, DELETE, HEAD, "
            "OPTIONS\r\nContent-Length: 66\r\n\r\n{\"error\":{\"code\":\"internal_error\",\"message\":\"method not allowed\"}}");
}

/* ---- addresses, scripts ---- */

static void check_address(int line, const char *url, const char *host, int port, const char *target) {
  fuse_rt_http_url address = {.host = NULL};
  fuse_rt_http_problem problem = fuse_rt_http_url_parse(fuse_rt_text_of(url), &address);
  if (problem.code != NULL) {
    CHECK(host == NULL);
    fuse_rt_str_release(problem.message);
    return;
  }
  CHECK(host != NULL);
  test_check_text(__FILE__, line, url, FUSE_RT_ELEMENTS(address.host), host);
  test_check_int(__FILE__, line, url, address.port, port);
  check_text(line, address.target, target);
  fuse_rt_str_release(address.host);
}

static void test_addresses(void) {
  check_address(__LINE__, "http://h", "h", 80, "");
  check_address(__LINE__, "  http://h:8080/a/b?c#d\n", "h", 8080, "/a/b?c");
  check_address(__LINE__, "http://[::1]:81/", "::1", 81, "/");
  check_address(__LINE__, "http://[::1]", "::1", 80, "");
  check_address(__LINE__, "http://h:x", "h:x", 80, "");
  check_address(__LINE__, "https://h/a", "h", 443, "/a");
  static const char *const wrong[] = {
      "", "h", "http://", "http:///x", "http://h:", "http://:80", "http://h:70000", "http://[::1", "http://[::1]x", "http://h/a b"};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    check_address(__LINE__, wrong[i], NULL, 0, NULL);
}

static int status_of(const char *response) {
  fuse_rt_str *text = test_str(response);
  int status = fuse_rt_http_status_of(text);
  fuse_rt_str_release(text);
  return status;
}

static void test_statuses_of_responses(void) {
  CHECK_INT(status_of("HTTP/1.1 404 Not Found\r\n\r\n"), 404);
  CHECK_INT(status_of("HTTP/1.1  201\r\n"), 201);
  CHECK_INT(status_of("HTTP/1.1 99999999999\r\n"), 200);
  CHECK_INT(status_of("HTTP/1.1\r\n"), 200);
  CHECK_INT(status_of(""), 200);
}

static void test_script_text(void) {
  fuse_rt_str *out = fuse_rt_builder_new();
  fuse_rt_http_put_script_text(&out, fuse_rt_text_of("aZ0 /:._-?=&#%'\\</\xc3\xa9\xf0\x9f\x98\x80\n"));
  CHECK_STR(out, "aZ0 /:._-?=&#%\\u{27}\\u{5c}\\u{3c}/\\u{e9}\\u{1f600}\\u{a}");
}

static const test_case cases[] = {
    {"heads", test_heads},
    {"fields", test_fields},
    {"content lengths", test_content_lengths},
    {"receiving", test_receiving},
    {"large heads", test_large_heads},
    {"silent clients", test_silent_clients},
    {"addresses that cannot be had", test_addresses_that_cannot_be_had},
    {"signals", test_signals},
    {"routes", test_routes},
    {"other methods", test_other_methods},
    {"addresses", test_addresses},
    {"statuses of responses", test_statuses_of_responses},
    {"script text", test_script_text},
    {NULL, NULL},
};
const test_suite http_suite = {"http", cases};
