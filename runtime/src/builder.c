/* The pieces of a text that take more than copying. */
#include "builder.h"

#include "float_text.h"

void fuse_rt_builder_put_float(fuse_rt_str **out, double value) {
  char text[FUSE_RT_FLOAT_TEXT_MAX];
  fuse_rt_builder_put(out, (fuse_rt_text){text, fuse_rt_float_write(text, value)});
}

void fuse_rt_builder_put_base64(fuse_rt_str **out, const fuse_rt_bytes *bytes) {
  fuse_rt_str *text = fuse_rt_base64_encode(bytes);
  fuse_rt_builder_put_str(out, text);
  fuse_rt_str_release(text);
}
