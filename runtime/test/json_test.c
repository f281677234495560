/* json_scan.c, json_decode.c, json_encode.c, members.c. test/python/runtime/test_json.py compares them with the interpreter's. */
#include "any_values.h"

#include <math.h>
#include <stdio.h>

static fuse_rt_error *decode(fuse_rt_text text, fuse_rt_any *out) {
  fuse_rt_str *s = fuse_rt_text_to_str(text);
  fuse_rt_error *error = fuse_rt_json_decode(s, out);
  fuse_rt_str_release(s);
  return error;
}

/* The text of the value, or of the error. */
static fuse_rt_str *decoded(const char *json) {
  fuse_rt_any value = NULL_VALUE;
  fuse_rt_error *error = decode(fuse_rt_text_of(json), &value);
  fuse_rt_str *text = error == NULL ? fuse_rt_any_text(&value) : fuse_rt_error_render(error);
  fuse_rt_error_free(error);
  fuse_rt_any_release(&value);
  return text;
}

static fuse_rt_str *encoded(fuse_rt_any value) {
  fuse_rt_str *text = fuse_rt_json_encode(&value);
  fuse_rt_any_release(&value);
  return text;
}

static void test_decode(void) {
  CHECK_STR(decoded(" {\"b\": [1, 2.50, \"x\"], \"a\": null} "), "{a: null, b: [1, 2.5, x]}");
  CHECK_STR(decoded("[1.0, -0.0, 1e3, 9223372036854775807, 1e300, -1e300, 01, 1., -.5, 9e999]"),
            "[1, 0, 1000, 9223372036854775807, 9223372036854775807, -9223372036854775808, 1, 1, -0.5, inf]");
  CHECK_STR(decoded("9223372036854775808"), "9223372036854775807");
  CHECK_STR(decoded("\"\\\"\\\\\\/\\u0041\\u00e9\\u20ac\\ud83d\\ude00\\n\""), "\"\\/Aé€😀\n");
  CHECK_STR(decoded("{\"a\": 1, \"a\": 2, \"a\": [3]}"), "{a: [3]}");
  CHECK_STR(decoded("[true, false, [], {}, ]"), "[true, false, [], {}]");
  CHECK_STR(decoded("{\"k\":{\"k\":{\"k\":1,},},}"), "{k: {k: {k: 1}}}");
}

static void test_failures(void) {
  static const char *const cases[][2] = {
      {"", "unexpected end of input"},
      {"[1,", "unexpected end of input"},
      {"?", "unexpected character"},
      {"nul", "invalid null"},
      {"tru", "invalid bool"},
      {"-", "invalid number"},
      {"1e", "invalid number"},
      {".5", "unexpected character"},
      {"-.", "invalid number"},
      {"1 2", "trailing characters"},
      {"nullx", "trailing characters"},
      {"\"abc", "unterminated string"},
      {"\"\\x\"", "invalid escape"},
      {"\"\\", "invalid escape"},
      {"\"\\u12\"", "invalid unicode escape"},
      {"\"\\ud800\"", "invalid unicode escape"},
      {"\"\\udc00\"", "invalid unicode escape"},
      {"\"\\ud800\\u0041\"", "invalid unicode escape"},
      {"[1 2]", "expected ',' or ']'"},
      {"{\"a\":1", "expected ',' or '}'"},
      {"{\"a\" 1}", "expected ':'"},
      {"{a:1}", "expected string"},
      {"{", "expected string"},
      {"[[\"a\", {\"b\": tru}]]", "invalid bool"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    fuse_rt_any value;
    fuse_rt_error *error = decode(fuse_rt_text_of(cases[i][0]), &value);
    char expected[64] = "invalid json: ";
    CHECK_ERROR(error, strcat(expected, cases[i][1]));
  }
}

static void test_depth(void) {
  enum { LIMIT = 512 };
  char json[2 * LIMIT + 3];
  memset(json, '[', LIMIT + 1);
  memset(json + LIMIT + 1, ']', LIMIT + 1);
  fuse_rt_any value;
  CHECK(decode((fuse_rt_text){json + 1, 2 * LIMIT}, &value) == NULL);
  fuse_rt_any_release(&value);
  CHECK_ERROR(decode((fuse_rt_text){json, 2 * LIMIT + 2}, &value), "invalid json: nesting too deep");
}

/* Objects of every size around the limits of the map and of the sort, keys given backwards. */
static void test_many_keys(void) {
  for (int n = 0; n < 80; n += n < 12 ? 1 : 9) {
    fuse_rt_str *json = test_str("{");
    fuse_rt_str *expected = test_str("{");
    for (int i = 0; i < n; i++) {
      char member[32];
      snprintf(member, sizeof member, "\"k%02d\":%d,", n - 1 - i, i);
      fuse_rt_str *part = test_str(member);
      json = fuse_rt_str_append(json, 1, (const fuse_rt_str *const *)&part);
      fuse_rt_str_release(part);
      snprintf(member, sizeof member, "%sk%02d: %d", i == 0 ? "" : ", ", i, n - 1 - i);
      part = test_str(member);
      expected = fuse_rt_str_append(expected, 1, (const fuse_rt_str *const *)&part);
      fuse_rt_str_release(part);
    }
    fuse_rt_str *end[] = {test_str("}"), test_str("}")};
    json = fuse_rt_str_append(json, 1, (const fuse_rt_str *const *)end);
    expected = fuse_rt_str_append(expected, 1, (const fuse_rt_str *const *)end);
    fuse_rt_any value = NULL_VALUE;
    CHECK(fuse_rt_json_decode(json, &value) == NULL);
    fuse_rt_str *text = fuse_rt_any_text(&value);
    CHECK(fuse_rt_str_eq(text, expected));
    fuse_rt_any_release(&value);
    fuse_rt_str *all[] = {json, expected, end[0], end[1], text};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
      fuse_rt_str_release(all[i]);
  }
}

static void test_encode(void) {
  CHECK_STR(encoded(NULL_VALUE), "null");
  CHECK_STR(encoded((fuse_rt_any){.kind = FUSE_RT_UNIT}), "null");
  CHECK_STR(
      encoded(LIST(BOOL(true), INT(INT64_MIN), FLOAT(1), FLOAT(-0.0), FLOAT(0.5), FLOAT(NAN), FLOAT(-INFINITY), FLOAT(0x1p63))),
      "[true,-9223372036854775808,1,0,0.5,null,null,9223372036854776000]");
  CHECK_STR(encoded(STR("a\"\\\n\r\t\b\f\x01/é long enough for words\"")),
            "\"a\\\"\\\\\\n\\r\\t\\b\\f\x01/é long enough for words\\\"\"");
  CHECK_STR(encoded(fuse_rt_any_of_object(FUSE_RT_BYTES, test_str("hello"))), "\"aGVsbG8=\"");
  CHECK_STR(encoded(fuse_rt_any_of_object(FUSE_RT_HTML, test_str("<p>"))), "\"<p>\"");
  CHECK_STR(encoded(test_map("b a é Z", (fuse_rt_any[]){INT(1), EMPTY_LIST, INT(2), INT(3)})),
            "{\"Z\":3,\"a\":[],\"b\":1,\"é\":2}");
  CHECK_STR(encoded(test_map("", NULL)), "{}");
  CHECK_STR(encoded(test_user(STR("Ada"), INT(36))), "{\"age\":36,\"name\":\"Ada\"}");
  CHECK_STR(encoded(test_variant(0, NULL, 0)), "{\"type\":\"Empty\"}");
  CHECK_STR(encoded(test_variant(1, (fuse_rt_any[]){INT(1)}, 1)), "{\"data\":1,\"type\":\"Circle\"}");
  CHECK_STR(encoded(test_variant(2, (fuse_rt_any[]){INT(1), INT(2)}, 2)), "{\"data\":[1,2],\"type\":\"Rect\"}");
  CHECK_STR(encoded(LIST(OK(INT(1)), ERR(STR("x")))), "[1,\"x\"]");
}

static void test_put(void) {
  fuse_rt_str *shared = test_str("[");
  shared->count = 2;
  fuse_rt_str *out = fuse_rt_json_put_int(shared, -5);
  CHECK_STR(shared, "[");
  fuse_rt_str *s = test_str("a\"");
  out = fuse_rt_json_put_str(out, s);
  fuse_rt_str_release(s);
  out = fuse_rt_json_put_float(out, 1.5);
  fuse_rt_any value = LIST(INT(1));
  out = fuse_rt_json_put_any(out, &value);
  fuse_rt_any_release(&value);
  CHECK_STR(out, "[-5\"a\\\"\"1.5[1]");
}

static const test_case cases[] = {
    {"decode", test_decode}, {"failures", test_failures}, {"depth", test_depth}, {"many keys", test_many_keys},
    {"encode", test_encode}, {"put", test_put},           {NULL, NULL}};
const test_suite json_suite = {"json", cases};
