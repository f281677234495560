/* Responses, before they are bytes. */
#ifndef FUSE_RT_HTTP_REPLY_H
#define FUSE_RT_HTTP_REPLY_H

#include "fuse_rt.h"
#include "http_request.h"

typedef struct fuse_rt_http_reply {
  int status;
  bool is_id_first;         /* the id of the request stands before the content type, where no handler ran */
  const char *content_type; /* NULL: none */
  fuse_rt_str *headers;     /* lines with their ends; NULL: none */
  fuse_rt_str *cookies;     /* likewise */
  fuse_rt_str *body;
} fuse_rt_http_reply;

extern const char fuse_rt_http_json[];
extern const char fuse_rt_http_html[];

/* A reply without headers; consumes the body. */
fuse_rt_http_reply fuse_rt_http_reply_make(int status, const char *content_type, fuse_rt_str *body);
/* JSON of a failure that a client can do nothing about. */
fuse_rt_http_reply fuse_rt_http_reply_internal(int status, fuse_rt_text message);
fuse_rt_http_reply fuse_rt_http_reply_not_found(void);
/* What an error value stands for, and what a handler that failed does; a panic is nobody's reply. Both borrow. */
fuse_rt_http_reply fuse_rt_http_reply_error(const fuse_rt_any *value);
fuse_rt_http_reply fuse_rt_http_reply_failure(const fuse_rt_error *error);
/* The whole response. `id` is the request's, without `data` where it has none; `has_body` false: the answer to HEAD, which says how
 * long the body would be. */
fuse_rt_str *fuse_rt_http_reply_bytes(const fuse_rt_http_reply *reply, fuse_rt_text id, bool has_body);
void fuse_rt_http_reply_free(fuse_rt_http_reply *reply);

#endif
