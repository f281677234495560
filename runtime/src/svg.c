/* `svg.inline`: the markup of an SVG file below the folder of icons.
 *
 * A file is read once in the life of a program, except in development (FUSE_DEV_MODE=1). The cache holds texts of its own and hands
 * out copies, so that tasks on several threads never hold the same object.
 */
#include "ending.h"
#include "lock.h"
#include "message.h"
#include "object.h"
#include "os.h"

typedef struct entry {
  fuse_rt_str *path;
  fuse_rt_str *markup;
} entry;

static fuse_rt_array *cache; /* of entries; NULL before the first */

static void forget(void) {
  entry *entries = FUSE_RT_ELEMENTS(cache);
  for (int64_t i = 0; i < cache->length; i++) {
    fuse_rt_str_release(entries[i].path);
    fuse_rt_str_release(entries[i].markup);
  }
  fuse_rt_array_free(cache);
  cache = NULL;
}

static bool find(const fuse_rt_str *path, fuse_rt_text *markup) {
  const entry *entries = cache == NULL ? NULL : FUSE_RT_ELEMENTS(cache);
  for (int64_t i = 0; cache != NULL && i < cache->length; i++)
    if (fuse_rt_str_eq(entries[i].path, path)) {
      *markup = fuse_rt_text_of_str(entries[i].markup);
      return true;
    }
  return false;
}

static void keep(const fuse_rt_str *path, const fuse_rt_str *markup) {
  if (cache == NULL) {
    cache = fuse_rt_array_alloc(0, sizeof(entry));
    fuse_rt_at_end(forget);
  }
  cache = fuse_rt_array_reserve(cache, 1, sizeof(entry));
  ((entry *)FUSE_RT_ELEMENTS(cache))[cache->length++] =
      (entry){fuse_rt_text_to_str(fuse_rt_text_of_str(path)), fuse_rt_text_to_str(fuse_rt_text_of_str(markup))};
}

static fuse_rt_text skip(fuse_rt_text text, size_t length) { return (fuse_rt_text){text.data + length, text.length - length}; }

static bool is_dot(fuse_rt_text part) { return part.length == 1 && part.data[0] == '.'; }

/* Appends the parts of a path below the folder; NULL, or what is wrong with it. */
static const char *append_parts(fuse_rt_str **path, fuse_rt_text rest) {
  if (rest.length == 0)
    return "svg.inline expects a non-empty path";
  if (rest.data[0] == '/' || rest.data[0] == '\\')
    return "svg.inline path must be relative to assets/svg";
  bool is_empty = true;
  while (rest.length > 0) {
    size_t length = 0;
    while (length < rest.length && rest.data[length] != '/' && rest.data[length] != '\\')
      length++;
    fuse_rt_text part = {rest.data, length};
    rest = skip(rest, length < rest.length ? length + 1 : length);
    if (part.length == 2 && part.data[0] == '.' && part.data[1] == '.')
      return "svg.inline path traversal is not allowed";
    if (part.length == 0 || is_dot(part))
      continue;
    if (!is_empty)
      fuse_rt_message_append(path, fuse_rt_text_of("/"));
    fuse_rt_message_append(path, part);
    is_empty = false;
  }
  return is_empty ? "svg.inline expects a non-empty path" : NULL;
}

/* The part of the file's name from its last dot on; dots that it begins with do not count. */
static fuse_rt_text extension_of(const fuse_rt_str *path) {
  fuse_rt_text name = fuse_rt_text_of_str(path);
  for (size_t i = name.length; i > 0; i--)
    if (name.data[i - 1] == '/') {
      name = skip(name, i);
      break;
    }
  while (name.length > 0 && name.data[0] == '.')
    name = skip(name, 1);
  for (size_t i = name.length; i > 0; i--)
    if (name.data[i - 1] == '.')
      return skip(name, i - 1);
  return (fuse_rt_text){name.data, 0};
}

static fuse_rt_str *folder(void) {
  fuse_rt_str *named = fuse_rt_os_env_get(fuse_rt_text_of("FUSE_SVG_DIR"));
  if (named != NULL && named->length > 0)
    return named;
  if (named != NULL)
    fuse_rt_str_release(named);
  return fuse_rt_text_to_str(fuse_rt_text_of("assets/svg"));
}

/* The path of the file for `name` as a new string, in *path; NULL, or what is wrong with the name. */
static const char *resolve(const fuse_rt_str *name, fuse_rt_str **path) {
  *path = folder();
  if (((const char *)FUSE_RT_ELEMENTS(*path))[(*path)->length - 1] != '/')
    fuse_rt_message_append(path, fuse_rt_text_of("/"));
  const char *problem = append_parts(path, fuse_rt_text_trim(fuse_rt_text_of_str(name)));
  if (problem != NULL)
    return problem;
  fuse_rt_text extension = extension_of(*path);
  if (extension.length == 0)
    fuse_rt_message_append(path, fuse_rt_text_of(".svg"));
  else if (!fuse_rt_text_equal_any_case(extension, ".svg"))
    return "svg.inline only supports .svg files";
  return NULL;
}

static fuse_rt_error *read_failure(const fuse_rt_str *path, int code) {
  fuse_rt_str *message = fuse_rt_message_str(
      3, (fuse_rt_text[]){fuse_rt_text_of("svg.inline failed to read "), fuse_rt_text_of_str(path), fuse_rt_text_of(": ")});
  if (code == 0)
    fuse_rt_message_append(&message, fuse_rt_text_of("stream did not contain valid UTF-8"));
  else
    fuse_rt_message_append_os_error(&message, code);
  return fuse_rt_error_text(message);
}

static fuse_rt_error *read_svg(const fuse_rt_str *path, fuse_rt_html **out) {
  fuse_rt_str *markup;
  int code = fuse_rt_os_is_file(path) ? fuse_rt_os_read_file(path, &markup) : FUSE_RT_FILE_MISSING;
  if (code == FUSE_RT_FILE_MISSING)
    return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of("svg.inline missing file: "), fuse_rt_text_of_str(path)});
  if (code != 0)
    return read_failure(path, code);
  if (!fuse_rt_text_is_utf8(fuse_rt_text_of_str(markup))) {
    fuse_rt_array_free(markup);
    return read_failure(path, 0);
  }
  *out = markup;
  return NULL;
}

static bool is_development(void) {
  fuse_rt_str *mode = fuse_rt_os_env_get(fuse_rt_text_of("FUSE_DEV_MODE"));
  bool on = mode != NULL && fuse_rt_text_equal(fuse_rt_text_of_str(mode), fuse_rt_text_of("1"));
  if (mode != NULL)
    fuse_rt_str_release(mode);
  return on;
}

static fuse_rt_error *read_once(const fuse_rt_str *path, fuse_rt_html **out) {
  fuse_rt_text markup;
  if (find(path, &markup)) {
    *out = fuse_rt_text_to_str(markup);
    return NULL;
  }
  fuse_rt_error *error = read_svg(path, out);
  if (error == NULL)
    keep(path, *out);
  return error;
}

fuse_rt_error *fuse_rt_svg_inline(const fuse_rt_str *name, fuse_rt_html **out) {
  fuse_rt_str *path;
  const char *problem = resolve(name, &path);
  fuse_rt_error *error;
  if (problem != NULL) {
    error = fuse_rt_message_constant(problem);
  } else if (is_development()) {
    error = read_svg(path, out);
  } else {
    fuse_rt_lock(FUSE_RT_LOCK_STATE);
    error = read_once(path, out);
    fuse_rt_unlock(FUSE_RT_LOCK_STATE);
  }
  fuse_rt_str_release(path);
  return error;
}
