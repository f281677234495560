/* json_index.c, json_read.c: what code that is generated for types reads. */
#include "any_values.h"

/* A text and its index. */
typedef struct document {
  fuse_rt_str *text;
  fuse_rt_bytes *index;
} document;

enum { WHOLE = 1 };

static document indexed(fuse_rt_text json) {
  fuse_rt_str *text = fuse_rt_text_to_str(json);
  return (document){text, fuse_rt_json_index(text)};
}

static void release(document d) {
  fuse_rt_str_release(d.text);
  fuse_rt_str_release(d.index);
}

static fuse_rt_str *problem_of(const char *json) {
  document d = indexed(fuse_rt_text_of(json));
  fuse_rt_str *problem = fuse_rt_json_problem(d.index);
  release(d);
  return problem == NULL ? test_str("none") : problem;
}

static void test_problems(void) {
  CHECK_STR(problem_of("[1]"), "none");
  CHECK_STR(problem_of(""), "unexpected end of input");
  CHECK_STR(problem_of("{\"a\":1"), "expected ',' or '}'");
  CHECK_STR(problem_of("[\"\\ud800\"]"), "invalid unicode escape");
  CHECK_STR(problem_of("[1] 2"), "trailing characters");
}

/* ---- scalars ---- */

static fuse_rt_str *int_of(const char *json) {
  document d = indexed(fuse_rt_text_of(json));
  fuse_rt_optional_int value;
  fuse_rt_json_read_int(d.text, d.index, WHOLE, &value);
  release(d);
  return value.present ? fuse_rt_str_from_int(value.value) : test_str("none");
}

static fuse_rt_str *float_of(const char *json) {
  document d = indexed(fuse_rt_text_of(json));
  fuse_rt_optional_float value;
  fuse_rt_json_read_float(d.text, d.index, WHOLE, &value);
  release(d);
  return value.present ? fuse_rt_str_from_float(value.value) : test_str("none");
}

static fuse_rt_str *string_of(const char *json) {
  document d = indexed(fuse_rt_text_of(json));
  fuse_rt_str *value = fuse_rt_json_read_string(d.text, d.index, WHOLE);
  CHECK(fuse_rt_json_is_string(d.text, d.index, WHOLE) == (value != NULL));
  release(d);
  return value == NULL ? test_str("none") : value;
}

static void test_ints(void) {
  CHECK_STR(int_of(" 7 "), "7");
  CHECK_STR(int_of("-0"), "0");
  CHECK_STR(int_of("-0.0"), "0");
  CHECK_STR(int_of("0000000000000000000000000000000012"), "12");
  CHECK_STR(int_of("9223372036854775807"), "9223372036854775807");
  CHECK_STR(int_of("9223372036854775808"), "none");
  CHECK_STR(int_of("-9223372036854775808"), "-9223372036854775808");
  CHECK_STR(int_of("-9223372036854775809"), "none");
  CHECK_STR(int_of("1e3"), "1000");
  CHECK_STR(int_of("-9223372036854775808.0"), "-9223372036854775808");
  CHECK_STR(int_of("1e19"), "none");
  CHECK_STR(int_of("1e400"), "none");
  CHECK_STR(int_of("1.5"), "none");
  CHECK_STR(int_of("true"), "none");
  CHECK_STR(int_of("\"1\""), "none");
  CHECK_STR(int_of("[1]"), "none");
}

static void test_floats(void) {
  CHECK_STR(float_of("1.25"), "1.25");
  CHECK_STR(float_of("1."), "1");
  CHECK_STR(float_of("-.5"), "-0.5");
  CHECK_STR(float_of("-0"), "0");
  CHECK_STR(float_of("-0.0"), "-0");
  CHECK_STR(float_of("9007199254740993"), "9007199254740992");
  CHECK_STR(float_of("0.30000000000000004"), "0.30000000000000004");
  CHECK_STR(float_of("999999999999999.9"), "999999999999999.9");
  CHECK_STR(float_of("1e400"), "inf");
  CHECK_STR(float_of("null"), "none");
}

static void test_words_and_strings(void) {
  static const char *const texts[] = {"true", "false", "null", "0", "[]"};
  static const int64_t bools[] = {1, 0, -1, -1, -1};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    document d = indexed(fuse_rt_text_of(texts[i]));
    CHECK_INT(fuse_rt_json_read_bool(d.text, d.index, WHOLE), bools[i]);
    CHECK_INT(fuse_rt_json_is_null(d.text, d.index, WHOLE), i == 2);
    release(d);
  }
  CHECK_STR(string_of("\"\""), "");
  CHECK_STR(string_of("\"a long enough plain text é\""), "a long enough plain text é");
  CHECK_STR(string_of("\"\\\"\\\\\\/\\u0041\\u00e9\\ud83d\\ude00\\n\""), "\"\\/Aé😀\n");
  CHECK_STR(string_of("1"), "none");
  document d = indexed(fuse_rt_text_of("\"\\u0041b\""));
  fuse_rt_str *wanted = test_str("Ab");
  fuse_rt_str *other = test_str("A");
  CHECK(fuse_rt_json_equals(d.text, d.index, WHOLE, wanted));
  CHECK(!fuse_rt_json_equals(d.text, d.index, WHOLE, other));
  CHECK(!fuse_rt_json_is_string(d.text, d.index, -1));
  fuse_rt_str_release(wanted);
  fuse_rt_str_release(other);
  release(d);
}

/* ---- arrays and objects ---- */

/* The keys in order, and the values as untyped ones. */
static fuse_rt_str *members_of(document d, int64_t at) {
  fuse_rt_str *out = test_str("");
  int64_t first = fuse_rt_json_members(d.index, at);
  for (int64_t member = first; member < first + 2 * fuse_rt_json_count(d.index, first); member += 2) {
    fuse_rt_any value = NULL_VALUE;
    fuse_rt_json_read_untyped(d.text, d.index, member + 1, &value);
    fuse_rt_str *parts[] = {fuse_rt_json_key(d.text, d.index, member), test_str("="), fuse_rt_any_text(&value), test_str(" ")};
    out = fuse_rt_str_append(out, 4, (const fuse_rt_str *const *)parts);
    for (int i = 0; i < 4; i++)
      fuse_rt_str_release(parts[i]);
    fuse_rt_any_release(&value);
  }
  return out;
}

static void test_members(void) {
  document d = indexed(fuse_rt_text_of("{\"b\": [1, {\"x\": 2,}], \"a\": 1, \"\\u0061\": \"last\", \"é\": null, \"B\": {}}"));
  CHECK_STR(members_of(d, WHOLE), "B={} a=last b=[1, {x: 2}] é=null ");
  CHECK_INT(fuse_rt_json_elements(d.index, WHOLE), -1);
  int64_t first = fuse_rt_json_members(d.index, WHOLE);
  int64_t end = first + 2 * fuse_rt_json_count(d.index, first);
  fuse_rt_str *names[] = {test_str("A"), test_str("B"), test_str("Bb"), test_str("a")};
  CHECK_INT(fuse_rt_json_order(d.text, d.index, first, end, names[0]) > 0, true);
  CHECK_INT(fuse_rt_json_order(d.text, d.index, first, end, names[1]), 0);
  CHECK_INT(fuse_rt_json_order(d.text, d.index, first, end, names[2]) < 0, true);
  CHECK_INT(fuse_rt_json_order(d.text, d.index, first + 2, end, names[3]), 0);
  CHECK_INT(fuse_rt_json_order(d.text, d.index, end, end, names[0]), 1);
  CHECK_INT(fuse_rt_json_find(d.text, d.index, first, names[3]), first + 3);
  CHECK_INT(fuse_rt_json_find(d.text, d.index, first, names[0]), -1);
  for (int i = 0; i < 4; i++)
    fuse_rt_str_release(names[i]);
  release(d);
}

static void test_paths(void) {
  document d = indexed(fuse_rt_text_of("{\"z\": [[], [1, {\"k\\n\": [7]}], 3], \"z2\": 0, \"a\": {\"b\": {}}}"));
  fuse_rt_str *root = test_str("$");
  CHECK_STR(fuse_rt_json_path(d.text, d.index, WHOLE, root), "$");
  int64_t members = fuse_rt_json_members(d.index, WHOLE);
  CHECK_STR(fuse_rt_json_path(d.text, d.index, members + 1, root), "$.a");
  CHECK_STR(fuse_rt_json_path(d.text, d.index, fuse_rt_json_members(d.index, members + 1) + 1, root), "$.a.b");
  int64_t z = fuse_rt_json_elements(d.index, members + 3);
  CHECK_STR(fuse_rt_json_path(d.text, d.index, z + 2, root), "$.z[2]");
  int64_t inner = fuse_rt_json_members(d.index, fuse_rt_json_elements(d.index, z + 1) + 1);
  int64_t last = fuse_rt_json_elements(d.index, inner + 1);
  CHECK_STR(fuse_rt_json_path(d.text, d.index, last, root), "$.z[1][1].k\n[0]");
  fuse_rt_str_release(root);
  release(d);
}

/* More values than the stack starts with, as deep as can be, and one level more. */
static void test_sizes(void) {
  enum { LIMIT = 512, MANY = 5000 };
  char json[2 * MANY + 2];
  json[0] = '[';
  for (int i = 0; i < MANY; i++)
    memcpy(json + 1 + 2 * i, "7,", 2);
  json[2 * MANY + 1] = ']';
  document many = indexed((fuse_rt_text){json, sizeof json});
  int64_t first = fuse_rt_json_elements(many.index, WHOLE);
  CHECK_INT(fuse_rt_json_count(many.index, first), MANY);
  fuse_rt_optional_int value;
  fuse_rt_json_read_int(many.text, many.index, first + MANY - 1, &value);
  CHECK_INT(value.value, 7);
  release(many);

  memset(json, '[', LIMIT + 1);
  memset(json + LIMIT + 1, ']', LIMIT + 1);
  document deep = indexed((fuse_rt_text){json + 1, 2 * LIMIT});
  int64_t at = WHOLE;
  for (int i = 1; i < LIMIT; i++)
    at = fuse_rt_json_elements(deep.index, at);
  CHECK_INT(fuse_rt_json_count(deep.index, fuse_rt_json_elements(deep.index, at)), 0);
  release(deep);
  document deeper = indexed((fuse_rt_text){json, 2 * LIMIT + 2});
  CHECK_STR(fuse_rt_json_problem(deeper.index), "nesting too deep");
  release(deeper);
}

/* ---- any text at all ---- */

/* Reads everything below a value in every way. */
static void read_all(document d, int64_t at, const fuse_rt_str *name) {
  fuse_rt_optional_int integer;
  fuse_rt_json_read_int(d.text, d.index, at, &integer);
  fuse_rt_optional_float number;
  fuse_rt_json_read_float(d.text, d.index, at, &number);
  CHECK(number.present || !integer.present);
  fuse_rt_str *string = fuse_rt_json_read_string(d.text, d.index, at);
  if (string != NULL)
    fuse_rt_str_release(string);
  fuse_rt_str_release(fuse_rt_json_path(d.text, d.index, at, name));
  int64_t first = fuse_rt_json_elements(d.index, at);
  for (int64_t i = 0; first >= 0 && i < fuse_rt_json_count(d.index, first); i++)
    read_all(d, first + i, name);
  first = fuse_rt_json_members(d.index, at);
  int64_t end = first < 0 ? first : first + 2 * fuse_rt_json_count(d.index, first);
  for (int64_t member = first; member < end; member += 2) {
    fuse_rt_str *key = fuse_rt_json_key(d.text, d.index, member);
    CHECK(memchr(FUSE_RT_ELEMENTS(key), '"', (size_t)key->length) != NULL ||
          memchr(FUSE_RT_ELEMENTS(key), '\\', (size_t)key->length) != NULL ||
          fuse_rt_json_find(d.text, d.index, first, key) == member + 1);
    if (member + 2 < end)
      CHECK(fuse_rt_json_order(d.text, d.index, member + 2, end, key) > 0 ||
            memchr(FUSE_RT_ELEMENTS(key), '"', (size_t)key->length));
    fuse_rt_str_release(key);
    read_all(d, member + 1, name);
  }
}

/* The index accepts what the untyped decode accepts, with the same message otherwise, and holds the same value. */
static void check_agreement(fuse_rt_text json, const fuse_rt_str *name) {
  document d = indexed(json);
  fuse_rt_any value = NULL_VALUE;
  fuse_rt_error *error = fuse_rt_json_decode(d.text, &value);
  fuse_rt_str *problem = fuse_rt_json_problem(d.index);
  CHECK((error == NULL) == (problem == NULL));
  if (error == NULL) {
    read_all(d, WHOLE, name);
    fuse_rt_any again = NULL_VALUE;
    fuse_rt_json_read_untyped(d.text, d.index, WHOLE, &again);
    fuse_rt_str *expected = fuse_rt_json_encode(&value);
    fuse_rt_str *actual = fuse_rt_json_encode(&again);
    CHECK(fuse_rt_str_eq(actual, expected));
    fuse_rt_str_release(expected);
    fuse_rt_str_release(actual);
    fuse_rt_any_release(&again);
  } else if (problem != NULL) {
    fuse_rt_str *rendered = fuse_rt_error_render(error);
    fuse_rt_text tail = fuse_rt_text_of_str(rendered);
    tail.data += strlen("invalid json: ");
    tail.length -= strlen("invalid json: ");
    CHECK(fuse_rt_text_equal(tail, fuse_rt_text_of_str(problem)));
    fuse_rt_str_release(rendered);
    fuse_rt_str_release(problem);
  }
  fuse_rt_error_free(error);
  fuse_rt_any_release(&value);
  release(d);
}

static void test_mutations(void) {
  static const char sample[] =
      "{\"name\": \"a\\u00e9\\n\", \"list\": [1, -2.5e3, true, null, {}], \"b\": {\"z\": 1, \"a\": [[2], \"x\"],},"
      " \"list\": [{\"k\": \"\\ud83d\\ude00\"}], \"long key with words\": 123456789012345678901}";
  static const char noise[] = "\"\\{}[],:-.eE0123456789ntfu au";
  enum { ROUNDS = 4000, MOST = 6 };
  fuse_rt_str *name = test_str("$");
  uint64_t state = 1;
  for (int round = 0; round < ROUNDS; round++) {
    char json[sizeof sample];
    memcpy(json, sample, sizeof sample);
    size_t length = sizeof sample - 1;
    for (int i = 0; i < round % MOST; i++) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      json[(state >> 33) % length] = noise[(state >> 20) % (sizeof noise - 1)];
    }
    if (round % 7 == 6)
      length = (state >> 40) % length;
    check_agreement((fuse_rt_text){json, length}, name);
  }
  fuse_rt_str_release(name);
}

static const test_case cases[] = {{"problems", test_problems},
                                  {"ints", test_ints},
                                  {"floats", test_floats},
                                  {"words and strings", test_words_and_strings},
                                  {"members", test_members},
                                  {"paths", test_paths},
                                  {"sizes", test_sizes},
                                  {"mutations", test_mutations},
                                  {NULL, NULL}};
const test_suite json_index_suite = {"json_index", cases};
