/* Strings as JSON text. */
#include "json_quote.h"

#include "builder.h"
#include "words.h"

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

/* The place of the next byte that is escaped, or the length. */
static size_t next_escape(fuse_rt_text text, size_t i) {
  for (; i + sizeof(uint64_t) <= text.length; i += sizeof(uint64_t)) {
    uint64_t word = fuse_rt_word_at(text.data + i);
    if ((fuse_rt_word_below(word, ' ') | fuse_rt_word_equal(word, '"') | fuse_rt_word_equal(word, '\\')) == 0)
      continue;
    for (size_t byte = i; byte < i + sizeof(uint64_t); byte++)
      if (escape_of(text.data[byte]) != 0)
        return byte;
  }
  while (i < text.length && escape_of(text.data[i]) == 0)
    i++;
  return i;
}

void fuse_rt_json_quote(fuse_rt_str **out, fuse_rt_text text) {
  fuse_rt_builder_put_char(out, '"');
  for (size_t done = 0;;) {
    size_t next = next_escape(text, done);
    fuse_rt_builder_put(out, (fuse_rt_text){text.data + done, next - done});
    if (next == text.length)
      break;
    fuse_rt_builder_put(out, (fuse_rt_text){(char[]){'\\', escape_of(text.data[next])}, 2});
    done = next + 1;
  }
  fuse_rt_builder_put_char(out, '"');
}
