/* What is said about requests on standard error. */
#ifndef FUSE_RT_HTTP_LOG_H
#define FUSE_RT_HTTP_LOG_H

#include "http_request.h"
#include "http_settings.h"

typedef struct fuse_rt_http_event {
  int64_t duration_ms;
  int64_t response_bytes; /* of the body */
  int status;
} fuse_rt_http_event;

/* The lines that the environment asks for. */
void fuse_rt_http_report(const fuse_rt_http_event *event, const fuse_rt_http_request *request, fuse_rt_http_reports reports);
/* A request of the program to another server. */
typedef struct fuse_rt_http_call_event {
  int64_t duration_ms;
  int64_t response_bytes; /* of the body */
  int status;             /* -1: unknown */
  const char *error_code; /* NULL: success */
  fuse_rt_text method;
  fuse_rt_text url;
} fuse_rt_http_call_event;

void fuse_rt_http_report_call(const fuse_rt_http_call_event *event, fuse_rt_http_reports reports);
/* One line, after everything printed so far. */
void fuse_rt_http_report_line(fuse_rt_text line);

#endif
