/* The request that is being answered, and what the handler adds to the response. */
#ifndef FUSE_RT_EXCHANGE_H
#define FUSE_RT_EXCHANGE_H

#include "http_request.h"

typedef struct fuse_rt_exchange {
  const fuse_rt_http_request *request;
  fuse_rt_str *headers; /* lines with their ends, in the order of the calls */
  fuse_rt_str *cookies; /* likewise, and behind the others */
} fuse_rt_exchange;

/* That of the calling thread; NULL outside of a handler. A task has none: its thread may be one that runs a handler. */
extern _Thread_local fuse_rt_exchange *fuse_rt_exchange_now;

#endif
