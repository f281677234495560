/* Requests from connections. */
#ifndef FUSE_RT_HTTP_RECEIVE_H
#define FUSE_RT_HTTP_RECEIVE_H

#include "http_request.h"
#include "http_settings.h"
#include "os_socket.h"

/* A request and the memory that its texts point into. */
typedef struct fuse_rt_http_received {
  fuse_rt_http_request request;
  fuse_rt_str *head;
  fuse_rt_str *body;
} fuse_rt_http_received;

/* What is wrong with a request that cannot be answered; `status` 0: nothing. The message is a new string then. */
typedef struct fuse_rt_http_refusal {
  int status;
  fuse_rt_str *message;
} fuse_rt_http_refusal;

/* The request that a connection carries. One that brings no id along is given the next number of *ids. Also a refused one is to be
 * freed. */
fuse_rt_http_refusal fuse_rt_http_receive(fuse_rt_socket connection, const fuse_rt_http_settings *settings, int64_t *ids,
                                          fuse_rt_http_received *out);
void fuse_rt_http_received_free(fuse_rt_http_received *received);

#endif
