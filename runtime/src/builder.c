/* The pieces of a text that take more than copying. */
#include "builder.h"

#include "float_text.h"

void fuse_rt_builder_put_float(fuse_rt_str **out, double value) {
  char text[FUSE_RT_FLOAT_TEXT_MAX];
  fuse_rt_builder_put(out, (fuse_rt_text){text, fuse_rt_float_write(text, value)});
}

void fuse_rt_builder_put_base64(fuse_rt_str **out, const fuse_rt_array *bytes) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const unsigned char *p = FUSE_RT_ELEMENTS(bytes);
  int64_t left = bytes->length;
  char *place = fuse_rt_builder_extend(out, (size_t)(left + 2) / 3 * 4);
  for (; left > 0; left -= 3, p += 3, place += 4) {
    uint32_t group = (uint32_t)p[0] << 16 | (left > 1 ? (uint32_t)p[1] << 8 : 0) | (left > 2 ? p[2] : 0);
    for (int i = 0; i < 4; i++)
      place[i] = digits[group >> (18 - 6 * i) & 63];
    if (left < 3)
      place[3] = '=';
    if (left < 2)
      place[2] = '=';
  }
}
