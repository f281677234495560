/* Addresses of requests: `http://host:port/path?query#fragment` taken apart. */
#ifndef FUSE_RT_HTTP_URL_H
#define FUSE_RT_HTTP_URL_H

#include "text.h"

typedef struct fuse_rt_http_url {
  bool is_secure;
  fuse_rt_str *host; /* without brackets; a NUL behind it is part of it */
  int port;
  fuse_rt_text target;    /* of the text that was taken apart: path and query, perhaps nothing */
  fuse_rt_text authority; /* what the Host header says: host, and the port where it is not the default */
  bool shows_port;
} fuse_rt_http_url;

/* Why an address is none: a code, and a message as a new string. */
typedef struct fuse_rt_http_problem {
  const char *code; /* NULL: none */
  fuse_rt_str *message;
} fuse_rt_http_problem;

/* The parts are those of `text`, but for the host, which the caller releases where there is no problem. */
fuse_rt_http_problem fuse_rt_http_url_parse(fuse_rt_text text, fuse_rt_http_url *out);

#endif
