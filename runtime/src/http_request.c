/* Requests taken apart, as the language has it: lines end with CR LF, those without a colon say nothing, of fields with the same
 * name the last counts. One connection carries one request, so that how long a body is decides nothing but where it ends. */
#include "http_request.h"

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c; }

fuse_rt_text fuse_rt_http_trim(fuse_rt_text text) {
  while (text.length > 0 && is_blank(text.data[0])) {
    text.data++;
    text.length--;
  }
  while (text.length > 0 && is_blank(text.data[text.length - 1]))
    text.length--;
  return text;
}

bool fuse_rt_http_split(fuse_rt_text text, const char *separator, fuse_rt_text *before, fuse_rt_text *rest) {
  size_t length = strlen(separator);
  for (size_t i = 0; i + length <= text.length; i++)
    if (text.data[i] == separator[0] && memcmp(text.data + i, separator, length) == 0) {
      *before = (fuse_rt_text){text.data, i};
      *rest = (fuse_rt_text){text.data + i + length, text.length - i - length};
      return true;
    }
  *before = text;
  *rest = (fuse_rt_text){text.data + text.length, 0};
  return false;
}

/* The next word of a line, and the line behind it; an empty one at the end. */
static fuse_rt_text next_word(fuse_rt_text *line) {
  *line = fuse_rt_http_trim(*line);
  size_t length = 0;
  while (length < line->length && !is_blank(line->data[length]))
    length++;
  fuse_rt_text word = {line->data, length};
  *line = (fuse_rt_text){line->data + length, line->length - length};
  return word;
}

bool fuse_rt_http_parse_head(fuse_rt_http_request *request, fuse_rt_text head) {
  fuse_rt_text line, query;
  fuse_rt_http_split(head, "\r\n", &line, &request->fields);
  request->method = next_word(&line);
  request->target = next_word(&line);
  fuse_rt_http_split(request->target, "?", &request->path, &query);
  return request->target.length > 0;
}

static bool equal_any_case(fuse_rt_text a, fuse_rt_text b) {
  if (a.length != b.length)
    return false;
  for (size_t i = 0; i < a.length; i++)
    if (lower(a.data[i]) != lower(b.data[i]))
      return false;
  return true;
}

static fuse_rt_text field(const fuse_rt_http_request *request, fuse_rt_text name) {
  fuse_rt_text found = {NULL, 0};
  fuse_rt_text line, rest = request->fields;
  for (bool is_more = true; is_more;) {
    is_more = fuse_rt_http_split(rest, "\r\n", &line, &rest);
    fuse_rt_text key, value;
    if (fuse_rt_http_split(line, ":", &key, &value) && equal_any_case(fuse_rt_http_trim(key), name))
      found = fuse_rt_http_trim(value);
  }
  return found;
}

fuse_rt_text fuse_rt_http_header(const fuse_rt_http_request *request, fuse_rt_text name) {
  return fuse_rt_text_equal_any_case(name, "x-request-id") ? request->id : field(request, name);
}

fuse_rt_text fuse_rt_http_cookie(const fuse_rt_http_request *request, fuse_rt_text name) {
  fuse_rt_text found = {NULL, 0};
  fuse_rt_text part, rest = field(request, fuse_rt_text_of("cookie"));
  for (bool is_more = rest.data != NULL; is_more;) {
    is_more = fuse_rt_http_split(rest, ";", &part, &rest);
    fuse_rt_text key, value;
    if (fuse_rt_http_split(part, "=", &key, &value) && fuse_rt_text_equal(fuse_rt_http_trim(key), name))
      found = fuse_rt_http_trim(value);
  }
  return found;
}

int64_t fuse_rt_http_content_length(const fuse_rt_http_request *request) {
  int64_t length;
  return fuse_rt_text_read_digits(field(request, fuse_rt_text_of("content-length")), &length) ? length : 0;
}

static bool is_id(fuse_rt_text text) {
  enum { LONGEST = 128 };
  for (size_t i = 0; i < text.length; i++) {
    char c = text.data[i];
    bool is_plain = (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
    if (!is_plain && (c == '\0' || strchr("-_.:/@", c) == NULL))
      return false;
  }
  return text.length > 0 && text.length <= LONGEST;
}

fuse_rt_text fuse_rt_http_given_id(const fuse_rt_http_request *request) {
  static const char *const names[] = {"x-request-id", "x-correlation-id"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    fuse_rt_text given = field(request, fuse_rt_text_of(names[i]));
    if (given.data != NULL && is_id(given))
      return given;
  }
  return (fuse_rt_text){NULL, 0};
}
