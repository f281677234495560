/* Texts of errors, put together from parts. */
#include "message.h"

#include "object.h"
#include "os.h"

fuse_rt_str *fuse_rt_message_str(int n, const fuse_rt_text *parts) {
  size_t total = 0;
  for (int i = 0; i < n; i++)
    total += parts[i].length;
  fuse_rt_str *s = fuse_rt_array_alloc((int64_t)total, 1);
  char *out = FUSE_RT_ELEMENTS(s);
  for (int i = 0; i < n; i++) {
    memcpy(out, parts[i].data, parts[i].length);
    out += parts[i].length;
  }
  return s;
}

fuse_rt_error *fuse_rt_message_error(int n, const fuse_rt_text *parts) { return fuse_rt_error_text(fuse_rt_message_str(n, parts)); }

fuse_rt_error *fuse_rt_message_constant(const char *text) { return fuse_rt_error_text(fuse_rt_text_to_str(fuse_rt_text_of(text))); }

void fuse_rt_message_append(fuse_rt_str **s, fuse_rt_text text) {
  *s = fuse_rt_array_reserve(*s, (int64_t)text.length, 1);
  memcpy((char *)FUSE_RT_ELEMENTS(*s) + (*s)->length, text.data, text.length);
  (*s)->length += (int64_t)text.length;
}

void fuse_rt_message_append_os_error(fuse_rt_str **s, int code) {
  char digits[20];
  char *end = digits + sizeof digits;
  char *start = fuse_rt_text_write_int(end, code);
  fuse_rt_message_append(s, fuse_rt_text_of(fuse_rt_os_error_text(code)));
  fuse_rt_message_append(s, fuse_rt_text_of(" (os error "));
  fuse_rt_message_append(s, (fuse_rt_text){start, (size_t)(end - start)});
  fuse_rt_message_append(s, (fuse_rt_text){")", 1});
}
