/* string.c, join.c, string_form.c, text.c: concatenation, growth in place, characters, white space, forms, UTF-8. */
#include "harness.h"

static void test_concat(void) {
  fuse_rt_str *a = test_str("Hello, ");
  fuse_rt_str *b = test_str("");
  fuse_rt_str *c = test_str("w\xc3\xb6rld");
  const fuse_rt_str *parts[] = {a, b, c, a};
  CHECK_STR(fuse_rt_str_concat(4, parts), "Hello, w\xc3\xb6rldHello, ");
  CHECK_STR(fuse_rt_str_concat(0, NULL), "");
  CHECK_INT(a->count, 1);
  fuse_rt_str_release(a);
  fuse_rt_str_release(b);
  fuse_rt_str_release(c);
}

static void test_append_in_place(void) {
  fuse_rt_str *text = test_str("");
  fuse_rt_str *part = test_str("ab");
  const fuse_rt_str *parts[] = {part, part};
  int moves = 0;
  for (int i = 0; i < 100000; i++) {
    fuse_rt_str *before = text;
    text = fuse_rt_str_append(text, 2, parts);
    moves += text != before;
  }
  CHECK_INT(text->length, 400000);
  CHECK_INT(text->count, 1);
  CHECK(moves < 40);
  const char *bytes = FUSE_RT_ELEMENTS(text);
  for (int64_t i = 0; i < text->length; i++)
    CHECK(bytes[i] == (i % 2 == 0 ? 'a' : 'b'));
  fuse_rt_str_release(text);
  fuse_rt_str_release(part);
}

/* A left string that somebody else holds stays as it is. */
static void test_append_to_held(void) {
  fuse_rt_str *left = test_str("x");
  left->count = 2;
  const fuse_rt_str *parts[] = {left};
  CHECK_STR(fuse_rt_str_append(left, 1, parts), "xx");
  CHECK_INT(left->count, 1);
  CHECK_STR(left, "x");
}

static void test_join(void) {
  static const char *const expected[] = {"", "a", "a, ", "a, , c"};
  fuse_rt_str *items[] = {test_str("a"), test_str(""), test_str("c")};
  fuse_rt_str *separator = test_str(", ");
  for (int64_t n = 0; n <= 3; n++) {
    fuse_rt_list *list = fuse_rt_array_alloc(n, sizeof(fuse_rt_str *));
    memcpy(FUSE_RT_ELEMENTS(list), items, (size_t)n * sizeof items[0]);
    CHECK_STR(fuse_rt_str_join(list, separator), expected[n]);
    fuse_rt_array_free(list);
  }
  for (int i = 0; i < 3; i++)
    fuse_rt_str_release(items[i]);
  fuse_rt_str_release(separator);
}

static void test_forms(void) {
  static const struct {
    const char *text;
    bool is_email;
    bool is_null;
  } table[] = {
      {"", false, true},         {"null", false, true},    {" NULL\n", false, true}, {"nul", false, false},  {"a@b.c", true, false},
      {"a@.", true, false},      {" a@b.c ", true, false}, {"a@b", false, false},    {"@b.c", false, false}, {"a@", false, false},
      {"a@b@c.d", false, false}, {"a.b@c", false, false},  {"@", false, false},
  };
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    fuse_rt_str *s = test_str(table[i].text);
    if (fuse_rt_str_is_email(s) != table[i].is_email || fuse_rt_str_is_null(s) != table[i].is_null)
      test_fail(__FILE__, __LINE__, "`%s`", table[i].text);
    fuse_rt_str_release(s);
  }
}

static void test_eq(void) {
  fuse_rt_str *a = test_str("abc");
  fuse_rt_str *b = test_str("abc");
  fuse_rt_str *c = test_str("abd");
  fuse_rt_str *d = test_str("ab");
  CHECK(fuse_rt_str_eq(a, a));
  CHECK(fuse_rt_str_eq(a, b));
  CHECK(!fuse_rt_str_eq(a, c));
  CHECK(!fuse_rt_str_eq(a, d));
  fuse_rt_str_release(a);
  fuse_rt_str_release(b);
  fuse_rt_str_release(c);
  fuse_rt_str_release(d);
}

static void test_scalars(void) {
  static const struct {
    const char *text;
    int64_t scalars;
  } table[] = {{"", 0}, {"abc", 3}, {"h\xc3\xa4", 2}, {"\xe2\x82\xac", 1}, {"\xf0\x9f\x98\x80!", 2}, {"e\xcc\x81", 2}};
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    fuse_rt_str *s = test_str(table[i].text);
    CHECK_INT(fuse_rt_str_scalars(s), table[i].scalars);
    fuse_rt_str_release(s);
  }
}

static void test_trim(void) {
  static const char *const table[][2] = {
      {"", ""},
      {" \t\r\n\v\f", ""},
      {" a b ", "a b"},
      {"\xc2\xa0x\xc2\x85", "x"},
      {"\xe1\x9a\x80x\xe2\x80\x80", "x"},
      {"\xe2\x80\x8ax\xe2\x80\xa8", "x"},
      {"\xe2\x80\xa9x\xe2\x80\xaf", "x"},
      {"\xe2\x81\x9fx\xe3\x80\x80", "x"},
      {"\xe2\x80\x8bx", "\xe2\x80\x8bx"}, /* zero width space is none */
      {"\xef\xbb\xbfx", "\xef\xbb\xbfx"}, /* nor is the byte order mark */
      {"\xc3\x85 \xc3\xa0", "\xc3\x85 \xc3\xa0"},
      {"\xf0\x9f\x98\x80 ", "\xf0\x9f\x98\x80"},
      {"\x1cx\x1f", "\x1cx\x1f"},
  };
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    fuse_rt_str *s = test_str(table[i][0]);
    CHECK_STR(fuse_rt_str_trim(s), table[i][1]);
    fuse_rt_str_release(s);
  }
}

static void test_trim_shares(void) {
  fuse_rt_str *s = test_str("same");
  fuse_rt_str *trimmed = fuse_rt_str_trim(s);
  CHECK(trimmed == s);
  CHECK_INT(s->count, 2);
  fuse_rt_str_release(trimmed);
  fuse_rt_str_release(s);
}

static void test_utf8(void) {
  static const struct {
    const char *text;
    bool valid;
  } table[] = {
      {"", true},
      {"plain", true},
      {"\xc2\x80", true},
      {"\xdf\xbf", true},
      {"\xe0\xa0\x80", true},
      {"\xed\x9f\xbf", true},
      {"\xee\x80\x80", true},
      {"\xf0\x90\x80\x80", true},
      {"\xf4\x8f\xbf\xbf", true},
      {"\x80", false},
      {"\xc0\x80", false},
      {"\xc1\xbf", false},
      {"\xc3", false},
      {"\xe0\x9f\xbf", false},
      {"\xed\xa0\x80", false},
      {"\xe2\x82", false},
      {"\xf0\x8f\xbf\xbf", false},
      {"\xf4\x90\x80\x80", false},
      {"\xf5\x80\x80\x80", false},
      {"\xff", false},
      {"a\xe2\x28\xa1", false},
      {"\xf0\x9f\x98", false},
  };
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
    if (fuse_rt_text_is_utf8(fuse_rt_text_of(table[i].text)) != table[i].valid)
      test_fail(__FILE__, __LINE__, "row %zu", i);
}

static const test_case cases[] = {
    {"concat", test_concat},
    {"append in place", test_append_in_place},
    {"append to held", test_append_to_held},
    {"eq", test_eq},
    {"scalars", test_scalars},
    {"trim", test_trim},
    {"join", test_join},
    {"forms", test_forms},
    {"utf8", test_utf8},
    {"trim shares", test_trim_shares},
    {NULL, NULL},
};
const test_suite string_suite = {"string", cases};
