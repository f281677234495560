/* What a server answers without a route. */
#ifndef FUSE_RT_HTTP_PAGES_H
#define FUSE_RT_HTTP_PAGES_H

#include "http_reply.h"
#include "http_settings.h"

/* The page of the OpenAPI document, or that itself; false for another path, and where there is no document. */
bool fuse_rt_http_openapi_reply(fuse_rt_text path, const fuse_rt_http_settings *settings, fuse_rt_http_reply *reply);
/* A text file below the static folder; false where there is none of that name, or it is no text. */
bool fuse_rt_http_static_reply(fuse_rt_text path, const fuse_rt_http_settings *settings, fuse_rt_http_reply *reply);

#endif
