/* A line for each request: of the log, and of the metrics. Keys are sorted. */
#include "http_log.h"

#include "builder.h"
#include "console.h"
#include "json_quote.h"
#include "lock.h"

void fuse_rt_http_report_line(fuse_rt_text text) {
  fuse_rt_error_line line;
  fuse_rt_lock(FUSE_RT_LOCK_STATE);
  fuse_rt_console_flush();
  fuse_rt_error_line_begin(&line);
  fuse_rt_error_line_put(&line, text);
  fuse_rt_error_line_end(&line);
  fuse_rt_unlock(FUSE_RT_LOCK_STATE);
}

static void put_number(fuse_rt_str **out, const char *before, int64_t value) {
  fuse_rt_builder_put_constant(out, before);
  fuse_rt_builder_put_int(out, value);
}

static void put_text(fuse_rt_str **out, const char *before, fuse_rt_text value) {
  fuse_rt_builder_put_constant(out, before);
  fuse_rt_json_quote(out, value);
}

static void report(const fuse_rt_http_event *event, const fuse_rt_http_request *request, bool is_metric) {
  fuse_rt_str *out = fuse_rt_builder_new();
  put_number(&out, is_metric ? "metrics: {\"duration_ms\":" : "{\"duration_ms\":", event->duration_ms);
  put_text(&out, is_metric ? ",\"method\":" : ",\"event\":\"http.request\",\"method\":", request->method);
  put_text(&out, is_metric ? ",\"metric\":\"http.server.request\",\"path\":" : ",\"path\":", request->target);
  put_text(&out, ",\"request_id\":", request->id);
  if (!is_metric)
    put_number(&out, ",\"response_bytes\":", event->response_bytes);
  put_number(&out, ",\"runtime\":\"native\",\"status\":", event->status);
  fuse_rt_builder_put_char(&out, '}');
  fuse_rt_http_report_line(fuse_rt_text_of_str(out));
  fuse_rt_str_release(out);
}

void fuse_rt_http_report(const fuse_rt_http_event *event, const fuse_rt_http_request *request,
                         const fuse_rt_http_settings *settings) {
  if (settings->logs)
    report(event, request, false);
  if (settings->has_metrics)
    report(event, request, true);
}
