/* A parser into a tree of values, a check of the tree into items, an encoder. The C library has none of them. */
#include "../text.h"

#include <inttypes.h>
#include <stdbool.h>

typedef enum { JSON_NULL, JSON_BOOL, JSON_INT, JSON_FLOAT, JSON_STRING, JSON_ARRAY, JSON_OBJECT } kind;

typedef struct value {
  kind kind;
  union {
    int64_t integer;
    double number;
    text string;
    struct {
      struct value *items; /* of an object: name, value, name, value */
      size_t count, capacity;
    };
  };
} value;

typedef struct {
  bool active;
  int64_t id;
  text name;
  double price;
  text *tags;
  size_t tag_count;
} item;

static _Noreturn void refuse(const char *why) {
  fprintf(stderr, "%s\n", why);
  exit(1);
}

static value parse(const char **at);

static void skip_blanks(const char **at) {
  while (**at == ' ' || **at == '\n' || **at == '\r' || **at == '\t')
    ++*at;
}

static value parse_string(const char **at) {
  value v = {.kind = JSON_STRING};
  for (++*at; **at != '"';) {
    const char *run = *at;
    while (**at != '"' && **at != '\\' && **at != '\0')
      ++*at;
    text_add(&v.string, run, (size_t)(*at - run));
    if (**at == '\0')
      refuse("unterminated string");
    if (**at == '\\') {
      char c = (*at)[1];
      const char *decoded = c == 'n' ? "\n" : c == 't' ? "\t" : c == 'r' ? "\r" : c == '"' ? "\"" : c == '\\' ? "\\" : NULL;
      if (decoded == NULL)
        refuse("invalid escape");
      text_put(&v.string, decoded);
      *at += 2;
    }
  }
  ++*at;
  return v;
}

static void append(value *list, value v) {
  if (list->count == list->capacity) {
    list->capacity = list->capacity == 0 ? 4 : 2 * list->capacity;
    list->items = realloc(list->items, list->capacity * sizeof v);
    if (list->items == NULL)
      abort();
  }
  list->items[list->count++] = v;
}

static value parse_many(const char **at, kind kind, char end) {
  value v = {.kind = kind};
  ++*at;
  skip_blanks(at);
  while (**at != end) {
    if (kind == JSON_OBJECT) {
      skip_blanks(at);
      if (**at != '"')
        refuse("expected string");
      append(&v, parse_string(at));
      skip_blanks(at);
      if (*(*at)++ != ':')
        refuse("expected ':'");
    }
    append(&v, parse(at));
    skip_blanks(at);
    if (**at == ',')
      ++*at;
    else if (**at != end)
      refuse("expected ','");
  }
  ++*at;
  return v;
}

static value parse_number(const char **at) {
  char *end;
  const char *digits = *at + (**at == '-');
  while (*digits >= '0' && *digits <= '9')
    digits++;
  if (*digits != '.' && *digits != 'e' && *digits != 'E') {
    value v = {.kind = JSON_INT, .integer = strtoll(*at, &end, 10)};
    *at = end;
    return v;
  }
  value v = {.kind = JSON_FLOAT, .number = strtod(*at, &end)};
  *at = end;
  return v;
}

static value parse(const char **at) {
  skip_blanks(at);
  switch (**at) {
  case '{':
    return parse_many(at, JSON_OBJECT, '}');
  case '[':
    return parse_many(at, JSON_ARRAY, ']');
  case '"':
    return parse_string(at);
  case 't':
    *at += 4;
    return (value){.kind = JSON_BOOL, .integer = 1};
  case 'f':
    *at += 5;
    return (value){.kind = JSON_BOOL, .integer = 0};
  case 'n':
    *at += 4;
    return (value){.kind = JSON_NULL};
  default:
    return parse_number(at);
  }
}

static void drop(value *v) {
  if (v->kind == JSON_STRING)
    free(v->string.data);
  if (v->kind != JSON_ARRAY && v->kind != JSON_OBJECT)
    return;
  for (size_t i = 0; i < v->count; i++)
    drop(&v->items[i]);
  free(v->items);
}

static value *field(value *object, const char *name, kind wanted) {
  for (size_t i = 0; i < object->count; i += 2) {
    const text *key = &object->items[i].string;
    if (key->length == strlen(name) && memcmp(key->data, name, key->length) == 0) {
      if (object->items[i + 1].kind != wanted)
        refuse("type mismatch");
      return &object->items[i + 1];
    }
  }
  refuse("missing field");
}

static text copy(const text *t) {
  text made = {0};
  text_add(&made, t->data, t->length);
  return made;
}

static item made(value *v) {
  item it = {.active = field(v, "active", JSON_BOOL)->integer != 0, .id = field(v, "id", JSON_INT)->integer};
  it.name = copy(&field(v, "name", JSON_STRING)->string);
  int64_t length = 0;
  for (size_t i = 0; i < it.name.length; i++)
    length += (it.name.data[i] & 0xc0) != 0x80;
  if (length < 1 || length > 40)
    refuse("length out of range");
  it.price = field(v, "price", JSON_FLOAT)->number;
  value *tags = field(v, "tags", JSON_ARRAY);
  it.tag_count = tags->count;
  it.tags = bench_alloc(tags->count * sizeof(text) + 1);
  for (size_t i = 0; i < tags->count; i++) {
    if (tags->items[i].kind != JSON_STRING)
      refuse("type mismatch");
    it.tags[i] = copy(&tags->items[i].string);
  }
  return it;
}

static void encode_string(text *out, const text *s) {
  text_put(out, "\"");
  for (size_t i = 0; i < s->length; i++) {
    char c = s->data[i];
    if (c == '"')
      text_put(out, "\\\"");
    else if (c == '\\')
      text_put(out, "\\\\");
    else if (c == '\n')
      text_put(out, "\\n");
    else
      text_add(out, &c, 1);
  }
  text_put(out, "\"");
}

static void encode(text *out, const item *it) {
  char number[40];
  text_put(out, it->active ? "{\"active\":true,\"id\":" : "{\"active\":false,\"id\":");
  text_int(out, it->id);
  text_put(out, ",\"name\":");
  encode_string(out, &it->name);
  text_put(out, ",\"price\":");
  for (int digits = 1; digits <= 17; digits++) {
    snprintf(number, sizeof number, "%.*g", digits, it->price);
    if (strtod(number, NULL) == it->price)
      break;
  }
  text_put(out, number);
  text_put(out, ",\"tags\":[");
  for (size_t i = 0; i < it->tag_count; i++) {
    if (i > 0)
      text_put(out, ",");
    encode_string(out, &it->tags[i]);
  }
  text_put(out, "]}");
}

static text document(int64_t n) {
  text out = {0};
  char line[160];
  text_put(&out, "[");
  for (int64_t i = 1; i <= n; i++) {
    if (i > 1)
      text_put(&out, ",");
    snprintf(line, sizeof line,
             "{\"active\":%s,\"id\":%lld,\"name\":\"item number %lld\",\"price\":%lld.25,\"tags\":[\"a%lld\",\"b\\n%lld\"]}",
             i % 3 == 0 ? "true" : "false", (long long)i, (long long)i, (long long)(i % 1000), (long long)(i % 10),
             (long long)(i % 7));
    text_put(&out, line);
  }
  text_add(&out, "]", 2);
  out.length--;
  return out;
}

int main(void) {
  text source = document(bench_size(105000));
  const char *at = source.data;
  value values = parse(&at);
  size_t count = values.count;
  item *items = bench_alloc(count * sizeof(item) + 1);
  int64_t active = 0;
  for (size_t i = 0; i < count; i++) {
    items[i] = made(&values.items[i]);
    active += items[i].active;
  }
  drop(&values);
  text encoded = {0};
  text_put(&encoded, "[");
  for (size_t i = 0; i < count; i++) {
    if (i > 0)
      text_put(&encoded, ",");
    encode(&encoded, &items[i]);
  }
  text_put(&encoded, "]");
  printf("%" PRId64 "\n", active);
  puts(encoded.length == source.length && memcmp(encoded.data, source.data, encoded.length) == 0 ? "true" : "false");
  for (size_t i = 0; i < count; i++) {
    for (size_t tag = 0; tag < items[i].tag_count; tag++)
      free(items[i].tags[tag].data);
    free(items[i].tags);
    free(items[i].name.data);
  }
  free(items);
  free(encoded.data);
  free(source.data);
  return 0;
}
