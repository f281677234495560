/* What the environment says to a server. */
#ifndef FUSE_RT_HTTP_SETTINGS_H
#define FUSE_RT_HTTP_SETTINGS_H

#include "text.h"

/* What is said about each request. */
typedef struct fuse_rt_http_reports {
  bool logs;
  bool has_metrics;
} fuse_rt_http_reports;

/* Read once, when a server starts. A text is NULL where its variable is unset. */
typedef struct fuse_rt_http_settings {
  fuse_rt_str *service;
  fuse_rt_str *host;
  fuse_rt_str *static_folder;
  fuse_rt_str *static_index;
  fuse_rt_str *openapi_file;
  fuse_rt_str *openapi_page;
  fuse_rt_str *reload_url;
  fuse_rt_str *proxy_url;
  int64_t max_requests;   /* 0: no limit */
  int64_t max_body_bytes; /* of a request */
  fuse_rt_http_reports reports;
} fuse_rt_http_settings;

fuse_rt_http_reports fuse_rt_http_reports_read(void);

void fuse_rt_http_settings_read(fuse_rt_http_settings *settings);
void fuse_rt_http_settings_free(fuse_rt_http_settings *settings);

#endif
