/* Requests that no route answers go to a development server, where the environment names one. */
#ifndef FUSE_RT_HTTP_PROXY_H
#define FUSE_RT_HTTP_PROXY_H

#include "http_request.h"

/* The whole response of the server at `url`, with the id of the request behind its first line, as a new string; NULL where it gives
 * none, whatever the reason. */
fuse_rt_str *fuse_rt_http_proxied(const fuse_rt_str *url, const fuse_rt_http_request *request);
/* The status of a whole response; 200 where it has none. */
int fuse_rt_http_status_of(const fuse_rt_str *response);

#endif
