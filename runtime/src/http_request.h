/* Requests taken apart.
 *
 * The texts point into what was received; the request holds nothing of its own. White space means the blanks of ASCII.
 */
#ifndef FUSE_RT_HTTP_REQUEST_H
#define FUSE_RT_HTTP_REQUEST_H

#include "text.h"

typedef struct fuse_rt_http_request {
  fuse_rt_text method;
  fuse_rt_text target; /* with its query */
  fuse_rt_text path;   /* without */
  fuse_rt_text fields; /* the lines behind the first */
  fuse_rt_text body;
  fuse_rt_text id; /* what `x-request-id` reads */
} fuse_rt_http_request;

/* Without blanks around it. */
fuse_rt_text fuse_rt_http_trim(fuse_rt_text text);
/* Splits at the first `separator`, if there is one: what is before it, and what is behind in *rest. */
bool fuse_rt_http_split(fuse_rt_text text, const char *separator, fuse_rt_text *before, fuse_rt_text *rest);
/* Takes the first line and the fields out of a head, which is well-formed UTF-8 and has no blank line behind it; false where the
 * first line has no method and target. Body and id are left alone. */
bool fuse_rt_http_parse_head(fuse_rt_http_request *request, fuse_rt_text head);
/* The value of the last field of that name, in any case; without `data` where there is none. */
fuse_rt_text fuse_rt_http_header(const fuse_rt_http_request *request, fuse_rt_text name);
/* The value of the last cookie of that very name; likewise. */
fuse_rt_text fuse_rt_http_cookie(const fuse_rt_http_request *request, fuse_rt_text name);
/* The number of bytes of the body; 0 where the request does not say it, or says what is no number. */
int64_t fuse_rt_http_content_length(const fuse_rt_http_request *request);
/* The id that the request brings along; without `data` where it has none that will do. */
fuse_rt_text fuse_rt_http_given_id(const fuse_rt_http_request *request);

#endif
