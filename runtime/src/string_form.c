/* Questions about the form of a string: the rules of Email, and of null in configuration text. */
#include "text.h"

bool fuse_rt_str_is_email(const fuse_rt_str *s) {
  fuse_rt_text text = fuse_rt_text_of_str(s);
  const char *at = memchr(text.data, '@', text.length);
  if (at == NULL || at == text.data)
    return false;
  const char *domain = at + 1;
  size_t length = (size_t)(text.data + text.length - domain);
  return length > 0 && memchr(domain, '@', length) == NULL && memchr(domain, '.', length) != NULL;
}

bool fuse_rt_str_is_null(const fuse_rt_str *s) {
  fuse_rt_text text = fuse_rt_text_trim(fuse_rt_text_of_str(s));
  return text.length == 0 || fuse_rt_text_equal_any_case(text, "null");
}
