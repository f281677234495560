/* Configuration: environment variables, then the config file.
 *
 * The file is read once, at the first lookup, and kept as text; a lookup scans it. The format is forgiving: a line that is neither
 * a section nor an assignment is skipped, and the last assignment of a key wins.
 */
#include "ending.h"
#include "message.h"
#include "object.h"
#include "os.h"

static fuse_rt_str *file; /* NULL when there is no file */
static bool is_loaded;

static void forget(void) {
  if (file != NULL)
    fuse_rt_str_release(file);
  file = NULL;
  is_loaded = false;
}

static fuse_rt_error *read_failure(int code) {
  fuse_rt_str *message = fuse_rt_text_to_str(fuse_rt_text_of("failed to read config file: "));
  fuse_rt_message_append_os_error(&message, code);
  return fuse_rt_error_text(message);
}

static fuse_rt_error *load(void) {
  fuse_rt_str *path = fuse_rt_os_env_get(fuse_rt_text_of("FUSE_CONFIG"));
  if (path == NULL)
    path = fuse_rt_text_to_str(fuse_rt_text_of("config.toml"));
  int code = fuse_rt_os_read_file(path, &file);
  fuse_rt_str_release(path);
  if (code != 0 && code != FUSE_RT_FILE_MISSING)
    return read_failure(code);
  if (file != NULL && !fuse_rt_text_is_utf8(fuse_rt_text_of_str(file))) {
    forget();
    return fuse_rt_message_constant("failed to read config file: stream did not contain valid UTF-8");
  }
  is_loaded = true;
  fuse_rt_at_end(forget);
  return NULL;
}

/* The part of a line before a `#` that is outside double quotes. */
static fuse_rt_text without_comment(fuse_rt_text line) {
  bool in_quotes = false;
  for (size_t i = 0; i < line.length; i++) {
    char c = line.data[i];
    if (c == '\\' && in_quotes)
      i++;
    else if (c == '"')
      in_quotes = !in_quotes;
    else if (c == '#' && !in_quotes)
      return (fuse_rt_text){line.data, i};
  }
  return line;
}

/* Takes the next line, without its comment and outer white space, off the front of `rest`. */
static fuse_rt_text take_line(fuse_rt_text *rest) {
  const char *end = memchr(rest->data, '\n', rest->length);
  size_t length = end == NULL ? rest->length : (size_t)(end - rest->data);
  fuse_rt_text line = {rest->data, length};
  size_t taken = end == NULL ? length : length + 1;
  rest->data += taken;
  rest->length -= taken;
  return fuse_rt_text_trim(without_comment(line));
}

static bool is_section(fuse_rt_text line) { return line.length >= 2 && line.data[0] == '[' && line.data[line.length - 1] == ']'; }

/* The name of a section line: all outer brackets and the white space inside them are dropped. */
static fuse_rt_text section_name(fuse_rt_text line) {
  while (line.length > 0 && line.data[0] == '[') {
    line.data++;
    line.length--;
  }
  while (line.length > 0 && line.data[line.length - 1] == ']')
    line.length--;
  return fuse_rt_text_trim(line);
}

/* Splits `key = value`; false for other lines. */
static bool split_assignment(fuse_rt_text line, fuse_rt_text *key, fuse_rt_text *value) {
  const char *equals = memchr(line.data, '=', line.length);
  if (equals == NULL)
    return false;
  size_t at = (size_t)(equals - line.data);
  *key = fuse_rt_text_trim((fuse_rt_text){line.data, at});
  *value = fuse_rt_text_trim((fuse_rt_text){equals + 1, line.length - at - 1});
  return key->length > 0;
}

/* The raw text of `field` in `section`; false when the file does not have it. */
static bool find(fuse_rt_text section, fuse_rt_text field, fuse_rt_text *found) {
  fuse_rt_text rest = fuse_rt_text_of_str(file);
  fuse_rt_text current = {"", 0};
  bool is_found = false;
  while (rest.length > 0) {
    fuse_rt_text line = take_line(&rest);
    fuse_rt_text key;
    fuse_rt_text value;
    if (is_section(line)) {
      fuse_rt_text name = section_name(line);
      if (name.length > 0)
        current = name;
    } else if (split_assignment(line, &key, &value) && fuse_rt_text_equal(current, section) && fuse_rt_text_equal(key, field)) {
      *found = value;
      is_found = true;
    }
  }
  return is_found;
}

static char unescaped(char c) { return c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c; }

/* The value that a raw text stands for: the inside of double quotes, unescaped, or the text itself. */
static fuse_rt_str *value_of(fuse_rt_text raw) {
  if (raw.length < 2 || raw.data[0] != '"' || raw.data[raw.length - 1] != '"')
    return fuse_rt_text_to_str(raw);
  fuse_rt_text inside = {raw.data + 1, raw.length - 2};
  fuse_rt_str *value = fuse_rt_array_alloc((int64_t)inside.length, 1);
  char *out = FUSE_RT_ELEMENTS(value);
  for (size_t i = 0; i < inside.length; i++) {
    char c = inside.data[i];
    if (c != '\\')
      *out++ = c;
    else if (++i < inside.length)
      *out++ = unescaped(inside.data[i]);
  }
  value->length = out - (char *)FUSE_RT_ELEMENTS(value);
  return value;
}

fuse_rt_str *fuse_rt_config_lookup(const char *variable, const char *section, const char *field, fuse_rt_error **error) {
  *error = is_loaded ? NULL : load();
  if (*error != NULL)
    return NULL;
  fuse_rt_str *value = fuse_rt_os_env_get(fuse_rt_text_of(variable));
  if (value != NULL || file == NULL)
    return value;
  fuse_rt_text raw;
  return find(fuse_rt_text_of(section), fuse_rt_text_of(field), &raw) ? value_of(raw) : NULL;
}
