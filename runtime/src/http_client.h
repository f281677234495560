/* One HTTP request over one connection. */
#ifndef FUSE_RT_HTTP_CLIENT_H
#define FUSE_RT_HTTP_CLIENT_H

#include "http_url.h"

typedef struct fuse_rt_http_call {
  fuse_rt_text method; /* in upper case */
  fuse_rt_text url;    /* as it was given */
  fuse_rt_text body;
  fuse_rt_str *headers; /* lines with their ends */
  int64_t timeout_ms;   /* of connecting, of each read and of each write; 0 is none */
} fuse_rt_http_call;

/* What came, as far as it is known. */
typedef struct fuse_rt_http_outcome {
  fuse_rt_http_problem problem;
  int status;           /* -1: unknown */
  fuse_rt_map *headers; /* to values of any; NULL: none */
  fuse_rt_str *body;    /* NULL: unknown */
} fuse_rt_http_outcome;

/* Sends the request and reads what comes. No redirects, no compression, no chunks: the body is what the connection carries until
 * Content-Length or its end. */
void fuse_rt_http_send(const fuse_rt_http_call *call, const fuse_rt_http_url *url, fuse_rt_http_outcome *out);

#endif
