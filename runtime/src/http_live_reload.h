/* What pages carry while they are developed. */
#ifndef FUSE_RT_HTTP_LIVE_RELOAD_H
#define FUSE_RT_HTTP_LIVE_RELOAD_H

#include "text.h"

/* The page with a script before its last `</body>`, where `url` says whom it is to listen to; consumes the page. NULL: nobody. */
fuse_rt_str *fuse_rt_http_with_live_reload(fuse_rt_str *page, const fuse_rt_str *url);
/* Appends text for a script's string in single quotes; it can end neither the string nor the script. */
void fuse_rt_http_put_script_text(fuse_rt_str **out, fuse_rt_text text);

#endif
