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
void fuse_rt_http_report(const fuse_rt_http_event *event, const fuse_rt_http_request *request,
                         const fuse_rt_http_settings *settings);
/* One line, after everything printed so far. */
void fuse_rt_http_report_line(fuse_rt_text line);

#endif
