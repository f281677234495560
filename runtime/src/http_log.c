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

void fuse_rt_http_report(const fuse_rt_http_event *event, const fuse_rt_http_request *request, fuse_rt_http_reports reports) {
  if (reports.logs)
    report(event, request, false);
  if (reports.has_metrics)
    report(event, request, true);
}

static void report_call(const fuse_rt_http_call_event *event, bool is_metric) {
  fuse_rt_str *out = fuse_rt_builder_new();
  bool is_success = event->error_code == NULL;
  put_number(&out, is_metric ? "metrics: {\"duration_ms\":" : "{\"duration_ms\":", event->duration_ms);
  fuse_rt_builder_put_constant(&out, ",\"error_code\":");
  if (is_success)
    fuse_rt_builder_put_constant(&out, "null");
  else
    put_text(&out, "", fuse_rt_text_of(event->error_code));
  put_text(&out, is_metric ? ",\"method\":" : ",\"event\":\"http.client.request\",\"method\":", event->method);
  if (is_metric)
    fuse_rt_builder_put_constant(&out, ",\"metric\":\"http.client.request\"");
  fuse_rt_builder_put_constant(&out, is_success ? ",\"outcome\":\"success\"" : ",\"outcome\":\"error\"");
  put_number(&out, ",\"response_bytes\":", event->response_bytes);
  fuse_rt_builder_put_constant(&out, ",\"runtime\":\"native\",\"status\":");
  if (event->status < 0)
    fuse_rt_builder_put_constant(&out, "null");
  else
    put_number(&out, "", event->status);
  put_text(&out, ",\"url\":", event->url);
  fuse_rt_builder_put_char(&out, '}');
  fuse_rt_http_report_line(fuse_rt_text_of_str(out));
  fuse_rt_str_release(out);
}

void fuse_rt_http_report_call(const fuse_rt_http_call_event *event, fuse_rt_http_reports reports) {
  if (reports.logs)
    report_call(event, false);
  if (reports.has_metrics)
    report_call(event, true);
}
