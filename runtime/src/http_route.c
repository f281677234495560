/* Routes: which one a request means, the call of its handler, and what the handler returns as a reply.
 *
 * A handler gets the texts of the parameters as far as the path fits, since a parameter that cannot be converted ends the request
 * even where what follows would not fit (fuse_mlir/importer/services.py).
 */
#include "http_route.h"

#include "any.h"
#include "builder.h"
#include "error.h"
#include "exchange.h"
#include "http_live_reload.h"
#include "message.h"

/* ---- the table ---- */

static int64_t count_of(fuse_rt_text text, char c) {
  int64_t count = 0;
  for (size_t i = 0; i < text.length; i++)
    count += text.data[i] == c;
  return count;
}

fuse_rt_list *fuse_rt_http_routes(int64_t service, const fuse_rt_list *texts, const fuse_rt_list *handlers) {
  fuse_rt_list *routes = fuse_rt_array_alloc(texts->length, sizeof(fuse_rt_http_route));
  routes->length = 0;
  char digits[20];
  char *end = digits + sizeof digits;
  char *start = fuse_rt_text_write_int(end, service);
  fuse_rt_text wanted = {start, (size_t)(end - start)};
  for (int64_t i = 0; i < texts->length; i++) {
    fuse_rt_text number, rest;
    fuse_rt_http_route route = {.handler = &((const fuse_rt_any *)FUSE_RT_ELEMENTS(handlers))[i]};
    fuse_rt_http_split(fuse_rt_text_of_str(((fuse_rt_str *const *)FUSE_RT_ELEMENTS(texts))[i]), " ", &number, &rest);
    fuse_rt_http_split(rest, " ", &route.verb, &route.segments);
    route.segment_count = count_of(route.segments, '/');
    if (fuse_rt_text_equal(number, wanted))
      ((fuse_rt_http_route *)FUSE_RT_ELEMENTS(routes))[routes->length++] = route;
  }
  return routes;
}

/* ---- paths ---- */

/* Without slashes on both ends. */
static fuse_rt_text trimmed_path(fuse_rt_text path) {
  while (path.length > 0 && path.data[0] == '/')
    path = (fuse_rt_text){path.data + 1, path.length - 1};
  while (path.length > 0 && path.data[path.length - 1] == '/')
    path.length--;
  return path;
}

static int64_t segments_of(fuse_rt_text path) { return path.length == 0 ? 0 : count_of(path, '/') + 1; }

/* The next segment of a route and of a path; false at the end. Both have the same number of them. */
static bool next_segment(fuse_rt_text *pattern, fuse_rt_text *path, fuse_rt_text *wanted, fuse_rt_text *found) {
  if (pattern->length == 0)
    return false;
  fuse_rt_text rest = {pattern->data + 1, pattern->length - 1};
  bool is_more = fuse_rt_http_split(rest, "/", wanted, pattern);
  if (is_more) /* the slash belongs to the next one */
    *pattern = (fuse_rt_text){pattern->data - 1, pattern->length + 1};
  fuse_rt_http_split(*path, "/", found, path);
  return true;
}

static bool is_param(fuse_rt_text wanted) { return wanted.data[0] == ':'; }

static bool is_literal(fuse_rt_text wanted, fuse_rt_text found) {
  return fuse_rt_text_equal((fuse_rt_text){wanted.data + 1, wanted.length - 1}, found);
}

/* Whether a path of the right number of segments fits, whatever its parameters are. */
static bool fits(const fuse_rt_http_route *route, fuse_rt_text path) {
  fuse_rt_text pattern = route->segments, wanted, found;
  while (next_segment(&pattern, &path, &wanted, &found))
    if (!is_param(wanted) && !is_literal(wanted, found))
      return false;
  return true;
}

/* ---- calls ---- */

static void push(fuse_rt_list **list, fuse_rt_any value) {
  *list = fuse_rt_array_reserve(*list, 1, sizeof value);
  ((fuse_rt_any *)FUSE_RT_ELEMENTS(*list))[(*list)->length++] = value;
}

static void drop_list(fuse_rt_list *list) {
  for (int64_t i = 0; i < list->length; i++)
    fuse_rt_any_release(&((fuse_rt_any *)FUSE_RT_ELEMENTS(list))[i]);
  fuse_rt_array_free(list);
}

static fuse_rt_any text_value(fuse_rt_text text) { return fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_text_to_str(text)); }

/* The texts of the parameters as far as the path fits, and the body where all of it does; NULL where there is nothing to convert
 * and the path does not fit. */
static fuse_rt_list *arguments_of(const fuse_rt_http_route *route, fuse_rt_text path, fuse_rt_text body) {
  fuse_rt_text pattern = route->segments, wanted, found;
  fuse_rt_list *arguments = fuse_rt_array_alloc(route->segment_count + 1, sizeof(fuse_rt_any));
  arguments->length = 0;
  while (next_segment(&pattern, &path, &wanted, &found)) {
    if (is_param(wanted)) {
      push(&arguments, text_value(found));
    } else if (!is_literal(wanted, found)) {
      if (arguments->length > 0)
        return arguments;
      fuse_rt_array_free(arguments);
      return NULL;
    }
  }
  bool is_blank = fuse_rt_text_trim(body).length == 0;
  push(&arguments, is_blank ? (fuse_rt_any){.kind = FUSE_RT_NULL} : text_value(body));
  return arguments;
}

/* The reply that a handler's result is; consumes the result. False where it says that the path does not fit. */
static bool reply_of(fuse_rt_any *result, const fuse_rt_http_settings *settings, fuse_rt_http_reply *reply) {
  switch (result->kind) {
  case FUSE_RT_UNIT:
    return false;
  case FUSE_RT_STR:
    *reply = fuse_rt_http_reply_make(200, fuse_rt_http_json, result->object);
    return true;
  case FUSE_RT_HTML:
    *reply = fuse_rt_http_reply_make(200, fuse_rt_http_html, fuse_rt_http_with_live_reload(result->object, settings->reload_url));
    return true;
  default: /* an Err */
    *reply = fuse_rt_http_reply_error(&fuse_rt_any_elements(result)[1]);
    fuse_rt_any_release(result);
    return true;
  }
}

/* What a handler returns; the exchange is there meanwhile. */
static fuse_rt_error *call(const fuse_rt_any *handler, const fuse_rt_list *arguments, fuse_rt_exchange *exchange,
                           fuse_rt_any *result) {
  fuse_rt_exchange *before = fuse_rt_exchange_now;
  fuse_rt_exchange_now = exchange;
  fuse_rt_error *error = ((const fuse_rt_named *)handler->object)->call(arguments, result);
  fuse_rt_exchange_now = before;
  return error;
}

static fuse_rt_http_found run(const fuse_rt_http_route *route, const fuse_rt_list *arguments, const fuse_rt_http_request *request,
                              const fuse_rt_http_settings *settings, fuse_rt_http_reply *reply, fuse_rt_error **panic) {
  fuse_rt_exchange exchange = {request, fuse_rt_builder_new(), fuse_rt_builder_new()};
  fuse_rt_any result = {.kind = FUSE_RT_UNIT};
  fuse_rt_error *error = call(route->handler, arguments, &exchange, &result);
  if (error == NULL && reply_of(&result, settings, reply)) {
    reply->headers = exchange.headers;
    reply->cookies = exchange.cookies;
    return FUSE_RT_HTTP_ANSWERED;
  }
  fuse_rt_str_release(exchange.headers);
  fuse_rt_str_release(exchange.cookies);
  if (error == NULL)
    return FUSE_RT_HTTP_NO_ROUTE;
  if (fuse_rt_error_panic_text(error) != NULL) {
    *panic = error;
    return FUSE_RT_HTTP_PANIC;
  }
  *reply = fuse_rt_http_reply_failure(error);
  fuse_rt_error_free(error);
  return FUSE_RT_HTTP_ANSWERED;
}

fuse_rt_http_found fuse_rt_http_route_reply(const fuse_rt_list *routes, fuse_rt_text verb, const fuse_rt_http_request *request,
                                            const fuse_rt_http_settings *settings, fuse_rt_http_reply *reply,
                                            fuse_rt_error **panic) {
  const fuse_rt_http_route *all = FUSE_RT_ELEMENTS(routes);
  fuse_rt_text path = trimmed_path(request->path);
  int64_t count = segments_of(path);
  fuse_rt_http_found found = FUSE_RT_HTTP_NO_ROUTE;
  for (int64_t i = 0; i < routes->length && found == FUSE_RT_HTTP_NO_ROUTE; i++) {
    if (all[i].segment_count != count || !fuse_rt_text_equal(all[i].verb, verb))
      continue;
    fuse_rt_list *arguments = arguments_of(&all[i], path, request->body);
    if (arguments == NULL)
      continue;
    found = run(&all[i], arguments, request, settings, reply, panic);
    drop_list(arguments);
  }
  return found;
}

/* ---- other methods ---- */

static const char *const verbs[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
enum { VERBS = sizeof verbs / sizeof verbs[0] };

static void put_allowed(fuse_rt_str **out, fuse_rt_text verb) {
  fuse_rt_builder_put(out, verb);
  fuse_rt_builder_put_constant(out, ", ");
}

/* `Allow: …` with the verbs of the routes that the path fits, in order of declaration; *any is whether there are some, otherwise
 * all verbs are named. */
static fuse_rt_str *allow_line(const fuse_rt_list *routes, fuse_rt_text path, bool *any) {
  const fuse_rt_http_route *all = FUSE_RT_ELEMENTS(routes);
  bool is_named[VERBS] = {false};
  int64_t count = segments_of(path);
  fuse_rt_str *line = fuse_rt_text_to_str(fuse_rt_text_of("Allow: "));
  *any = false;
  for (int64_t i = 0; i < routes->length; i++)
    for (int verb = 0; verb < VERBS; verb++) {
      if (is_named[verb] || all[i].segment_count != count || !fuse_rt_text_equal(all[i].verb, fuse_rt_text_of(verbs[verb])) ||
          !fits(&all[i], path))
        continue;
      put_allowed(&line, all[i].verb);
      is_named[verb] = *any = true;
    }
  for (int verb = 0; !*any && verb < VERBS; verb++)
    put_allowed(&line, fuse_rt_text_of(verbs[verb]));
  fuse_rt_builder_put_constant(&line, is_named[0] || !*any ? "HEAD, OPTIONS\r\n" : "OPTIONS\r\n");
  return line;
}

bool fuse_rt_http_other_method_reply(const fuse_rt_list *routes, const fuse_rt_http_request *request, fuse_rt_http_reply *reply) {
  bool asks = fuse_rt_text_equal(request->method, fuse_rt_text_of("OPTIONS"));
  bool is_there;
  fuse_rt_str *allow = allow_line(routes, trimmed_path(request->path), &is_there);
  if (asks && !is_there) {
    fuse_rt_str_release(allow);
    return false;
  }
  *reply = asks ? fuse_rt_http_reply_make(204, NULL, fuse_rt_builder_new())
                : fuse_rt_http_reply_internal(405, fuse_rt_text_of("method not allowed"));
  reply->headers = allow;
  return true;
}
