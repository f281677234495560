/* Strings as JSON text. */
#include "json_quote.h"

#include "message.h"

/* The letter after the backslash in JSON text, or 0 when the byte stands for itself. */
static char escape_of(char c) {
  switch (c) {
  case '"':
  case '\\':
    return c;
  case '\n':
    return 'n';
  case '\r':
    return 'r';
  case '\t':
    return 't';
  case '\b':
    return 'b';
  case '\f':
    return 'f';
  default:
    return 0;
  }
}

void fuse_rt_json_quote(fuse_rt_str **out, fuse_rt_text text) {
  fuse_rt_message_append(out, fuse_rt_text_of("\""));
  size_t done = 0;
  for (size_t i = 0; i < text.length; i++) {
    char letter = escape_of(text.data[i]);
    if (letter == 0)
      continue;
    fuse_rt_message_append(out, (fuse_rt_text){text.data + done, i - done});
    fuse_rt_message_append(out, (fuse_rt_text){(char[]){'\\', letter}, 2});
    done = i + 1;
  }
  fuse_rt_message_append(out, (fuse_rt_text){text.data + done, text.length - done});
  fuse_rt_message_append(out, fuse_rt_text_of("\""));
}
