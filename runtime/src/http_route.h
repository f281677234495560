/* The routes of a program. */
#ifndef FUSE_RT_HTTP_ROUTE_H
#define FUSE_RT_HTTP_ROUTE_H

#include "http_reply.h"
#include "http_settings.h"

/* A route of the service that runs. The texts are constants of the program. */
typedef struct fuse_rt_http_route {
  fuse_rt_text verb;
  fuse_rt_text segments; /* each `/=literal`, or `/:` for a parameter */
  int64_t segment_count;
  const fuse_rt_any *handler;
} fuse_rt_http_route;

/* The routes of service `service`, as a new list of fuse_rt_http_route, out of the texts and handlers that the program gives. */
fuse_rt_list *fuse_rt_http_routes(int64_t service, const fuse_rt_list *texts, const fuse_rt_list *handlers);

typedef enum fuse_rt_http_found { FUSE_RT_HTTP_ANSWERED, FUSE_RT_HTTP_NO_ROUTE, FUSE_RT_HTTP_PANIC } fuse_rt_http_found;

/* The reply of the route that fits. Where a handler panics, that is *panic. */
fuse_rt_http_found fuse_rt_http_route_reply(const fuse_rt_list *routes, fuse_rt_text verb, const fuse_rt_http_request *request,
                                            const fuse_rt_http_settings *settings, fuse_rt_http_reply *reply,
                                            fuse_rt_error **panic);
/* The reply to a method that no route has: to OPTIONS, and to those that do not exist; false where nothing is at the path. */
bool fuse_rt_http_other_method_reply(const fuse_rt_list *routes, const fuse_rt_http_request *request, fuse_rt_http_reply *reply);

#endif
