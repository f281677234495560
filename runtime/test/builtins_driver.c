/* Calls builtins for the comparison with the interpreter's (test/python/runtime/test_builtin_results.py).
 *
 * In: a line each, `<builtin> <argument> …`; an argument is a number, or `=` and hexadecimal digits for a String or Bytes. Out: a
 * line each, the result in the same form, `!` and the hexadecimal digits of an error's text, or `-` for an absent value.
 */
#include "error_class.h"
#include "object.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_WORDS = 5 };

static char *words[MOST_WORDS];

static fuse_rt_str *str_of(int i) {
  const char *hex = words[i] + 1;
  size_t length = strlen(hex) / 2;
  fuse_rt_str *s = fuse_rt_array_alloc((int64_t)length, 1);
  for (size_t k = 0; k < length; k++) {
    char digits[] = {hex[2 * k], hex[2 * k + 1], '\0'};
    ((unsigned char *)FUSE_RT_ELEMENTS(s))[k] = (unsigned char)strtoul(digits, NULL, 16);
  }
  return s;
}

static void show(char mark, fuse_rt_str *s) {
  putchar(mark);
  for (int64_t i = 0; i < s->length; i++)
    printf("%02x", ((unsigned char *)FUSE_RT_ELEMENTS(s))[i]);
  putchar('\n');
  fuse_rt_str_release(s);
}

static void show_outcome(fuse_rt_error *error, fuse_rt_str **result) {
  if (error == NULL) {
    show('=', *result);
    return;
  }
  show('!', fuse_rt_error_render(error));
  fuse_rt_error_free(error);
}

static void decode_base64(const fuse_rt_str *text) {
  fuse_rt_str *reason;
  fuse_rt_bytes *bytes = fuse_rt_base64_decode(text, &reason);
  show(bytes == NULL ? '!' : '=', bytes == NULL ? reason : bytes);
}

static void parse_time(const fuse_rt_str *text, const fuse_rt_str *format) {
  fuse_rt_optional_int time;
  fuse_rt_time_parse(text, format, &time);
  if (time.present)
    printf("%lld\n", (long long)time.value);
  else
    puts("-");
}

/* The text and the JSON of the value of a JSON text. */
static void read_json(const fuse_rt_str *json, fuse_rt_str *(*shown)(const fuse_rt_any *value)) {
  fuse_rt_any value;
  fuse_rt_error *error = fuse_rt_json_decode(json, &value);
  fuse_rt_str *text = error == NULL ? shown(&value) : NULL;
  show_outcome(error, &text);
  if (error == NULL)
    fuse_rt_any_release(&value);
}

static void call(const char *name) {
  fuse_rt_str *arguments[MOST_WORDS] = {NULL};
  for (int i = 1; i < MOST_WORDS && words[i] != NULL; i++)
    if (words[i][0] == '=')
      arguments[i] = str_of(i);
  fuse_rt_str *result = NULL;
  if (strcmp(name, "crypto.hash") == 0)
    show_outcome(fuse_rt_crypto_hash(arguments[1], arguments[2], &result), &result);
  else if (strcmp(name, "crypto.hmac") == 0)
    show_outcome(fuse_rt_crypto_hmac(arguments[1], arguments[2], arguments[3], &result), &result);
  else if (strcmp(name, "base64.encode") == 0)
    show('=', fuse_rt_base64_encode(arguments[1]));
  else if (strcmp(name, "base64.decode") == 0)
    decode_base64(arguments[1]);
  else if (strcmp(name, "time.format") == 0)
    show_outcome(fuse_rt_time_format(strtoll(words[1], NULL, 10), arguments[2], &result), &result);
  else if (strcmp(name, "time.parse") == 0)
    parse_time(arguments[1], arguments[2]);
  else if (strcmp(name, "html.text") == 0)
    show('=', fuse_rt_html_text(arguments[1]));
  else if (strcmp(name, "svg.inline") == 0)
    show_outcome(fuse_rt_svg_inline(arguments[1], &result), &result);
  else if (strcmp(name, "json.text") == 0)
    read_json(arguments[1], fuse_rt_any_text);
  else if (strcmp(name, "json.encode") == 0)
    read_json(arguments[1], fuse_rt_json_encode);
  else if (strcmp(name, "envelope") == 0)
    show('=', fuse_rt_error_class_envelope(arguments[1]));
  else if (strcmp(name, "regex") == 0)
    printf("%d\n", fuse_rt_regex_matches(arguments[1], arguments[2]));
  else
    abort();
  for (int i = 1; i < MOST_WORDS; i++)
    if (arguments[i] != NULL)
      fuse_rt_str_release(arguments[i]);
}

int main(void) {
  static char line[1 << 20];
  while (fgets(line, sizeof line, stdin) != NULL) {
    int n = 0;
    for (char *word = strtok(line, " \n"); word != NULL && n < MOST_WORDS; word = strtok(NULL, " \n"))
      words[n++] = word;
    for (; n < MOST_WORDS; n++)
      words[n] = NULL;
    call(words[0]);
  }
  return 0;
}
