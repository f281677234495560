/* Converts floats for the comparison with an oracle (test/python/runtime/test_float_text.py).
 *
 * In: a line each, `w <16 hex digits>` to write the double with these bits, `r <text>` to read a text. Out: a line each, the text,
 * or 16 hex digits, or `malformed`.
 */
#include "float_text.h"

#include <stdio.h>
#include <stdlib.h>

static void write_one(const char *hex) {
  uint64_t bits = strtoull(hex, NULL, 16);
  double value;
  memcpy(&value, &bits, sizeof value);
  char text[FUSE_RT_FLOAT_TEXT_MAX];
  printf("%.*s\n", (int)fuse_rt_float_write(text, value), text);
}

static void read_one(const char *text) {
  double value;
  if (!fuse_rt_float_read(fuse_rt_text_of(text), &value)) {
    puts("malformed");
    return;
  }
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  printf("%016llx\n", (unsigned long long)bits);
}

int main(void) {
  static char line[8192];
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\n")] = '\0';
    if (line[0] == 'w')
      write_one(line + 2);
    else
      read_one(line + 2);
  }
  return 0;
}
