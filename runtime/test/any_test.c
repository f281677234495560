/* any.c, any_text.c, any_match.c: counting, texts, questions. */
#include "any_values.h"

#include <pthread.h>

static void test_text(void) {
  CHECK_VALUE(NULL_VALUE, "null");
  CHECK_VALUE((fuse_rt_any){.kind = FUSE_RT_UNIT}, "()");
  CHECK_VALUE(BOOL(true), "true");
  CHECK_VALUE(BOOL(false), "false");
  CHECK_VALUE(INT(INT64_MIN), "-9223372036854775808");
  CHECK_VALUE(FLOAT(-0.0), "-0");
  CHECK_VALUE(FLOAT(1e21), "1000000000000000000000");
  CHECK_VALUE(STR("a\"b"), "a\"b");
  CHECK_VALUE(fuse_rt_any_of_object(FUSE_RT_BYTES, test_str("hello")), "aGVsbG8=");
  CHECK_VALUE(fuse_rt_any_of_object(FUSE_RT_HTML, test_str("<p>")), "<p>");
  CHECK_VALUE(LIST(INT(1), STR("x"), NULL_VALUE), "[1, x, null]");
  CHECK_VALUE(EMPTY_LIST, "[]");
  CHECK_VALUE(test_map("b a", (fuse_rt_any[]){INT(1), LIST(INT(2))}), "{b: 1, a: [2]}");
  CHECK_VALUE(test_map("", NULL), "{}");
  CHECK_VALUE(OK(INT(1)), "Ok(1)");
  CHECK_VALUE(ERR(STR("no")), "Err(no)");
}

static void test_text_of_named_types(void) {
  CHECK_VALUE(test_user(STR("Ada"), INT(36)), "<User>");
  CHECK_VALUE(test_fault(STR("broken")), "Fault(broken)");
  /* Only a String is a message. */
  CHECK_VALUE(test_fault(INT(1)), "<Fault>");
  CHECK_VALUE(test_variant(0, NULL, 0), "Shape.Empty");
  CHECK_VALUE(test_variant(2, (fuse_rt_any[]){INT(2), FLOAT(1.5)}, 2), "Shape.Rect(2, 1.5)");
}

static void test_type_names(void) {
  const struct {
    fuse_rt_any value;
    const char *name;
  } cases[] = {{NULL_VALUE, "Null"},
               {{.kind = FUSE_RT_UNIT}, "Unit"},
               {BOOL(true), "Bool"},
               {INT(1), "Int"},
               {FLOAT(1), "Float"},
               {STR(""), "String"},
               {EMPTY_LIST, "List"},
               {test_map("", NULL), "Map"},
               {OK(NULL_VALUE), "Result"},
               {test_fault(INT(1)), "Fault"},
               {test_variant(0, NULL, 0), "Shape"}};
  fuse_rt_str *expected = test_str("List<Int>");
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    fuse_rt_any value = cases[i].value;
    CHECK_STR(fuse_rt_any_type_name(&value), cases[i].name);
    fuse_rt_any_release(&value);
  }
  CHECK_ERROR(fuse_rt_any_mismatch(expected, &(fuse_rt_any){.kind = FUSE_RT_INT}), "type mismatch: expected List<Int>, got Int");
  fuse_rt_str_release(expected);
}

/* A list in a list, a million deep. */
static fuse_rt_any nested(int64_t depth) {
  fuse_rt_any value = STR("core");
  for (int64_t i = 0; i < depth; i++)
    value = i % 3 == 0 ? test_map("k", &value) : i % 3 == 1 ? LIST(INT(i), value) : OK(value);
  return value;
}

static void *release_nested(void *value) {
  fuse_rt_any_release(value);
  return NULL;
}

/* Freeing takes no stack, however deep values are nested. */
static void test_release_deep(void) {
  fuse_rt_any value = nested(1000000);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 64 * 1024);
  pthread_t thread;
  CHECK(pthread_create(&thread, &attributes, release_nested, &value) == 0);
  pthread_join(thread, NULL);
  pthread_attr_destroy(&attributes);
}

static void test_release_shared_parts(void) {
  fuse_rt_any part = LIST(STR("x"));
  fuse_rt_any_retain(&part);
  fuse_rt_any_retain(&part);
  fuse_rt_any whole = LIST(part, part);
  fuse_rt_any_release(&whole);
  CHECK_VALUE(part, "[x]");
}

static void test_literals(void) {
  CHECK(fuse_rt_any_is_null(&NULL_VALUE));
  CHECK(!fuse_rt_any_is_null(&BOOL(false)));
  CHECK(fuse_rt_any_is_int(&INT(3), 3));
  CHECK(!fuse_rt_any_is_int(&FLOAT(3), 3));
  CHECK(!fuse_rt_any_is_int(&BOOL(true), 1));
  CHECK(fuse_rt_any_is_float(&FLOAT(0.5), 0.5));
  CHECK(!fuse_rt_any_is_float(&INT(1), 1));
  CHECK(fuse_rt_any_is_bool(&BOOL(true), true));
  CHECK(!fuse_rt_any_is_bool(&INT(1), true));
  fuse_rt_any text = STR("a");
  fuse_rt_str *same = test_str("a");
  fuse_rt_str *other = test_str("b");
  CHECK(fuse_rt_any_is_str(&text, same));
  CHECK(!fuse_rt_any_is_str(&text, other));
  CHECK(!fuse_rt_any_is_str(&INT(1), other));
  fuse_rt_str_release(same);
  fuse_rt_str_release(other);
  fuse_rt_any_release(&text);
}

/* Calls a question about a value and a text, and releases both. */
static int64_t ask(int64_t (*question)(const fuse_rt_any *value, const fuse_rt_str *text), fuse_rt_any value, const char *text) {
  fuse_rt_str *s = test_str(text);
  int64_t answer = question(&value, s);
  fuse_rt_str_release(s);
  fuse_rt_any_release(&value);
  return answer;
}

static int64_t is_struct(const fuse_rt_any *value, const fuse_rt_str *text) { return fuse_rt_any_is_struct(value, text); }
static int64_t is_enum(const fuse_rt_any *value, const fuse_rt_str *text) { return fuse_rt_any_is_enum(value, text); }
static int64_t has_field(const fuse_rt_any *value, const fuse_rt_str *text) { return fuse_rt_any_has_field(value, text); }
static int64_t is_plain_variant(const fuse_rt_any *value, const fuse_rt_str *text) {
  return fuse_rt_any_is_variant(value, text, 0);
}
static int64_t is_single_variant(const fuse_rt_any *value, const fuse_rt_str *text) {
  return fuse_rt_any_is_variant(value, text, 1);
}

static void test_named_types(void) {
  CHECK(ask(is_struct, test_fault(INT(1)), "Fault"));
  CHECK(!ask(is_struct, test_fault(INT(1)), "User"));
  CHECK(!ask(is_struct, test_variant(0, NULL, 0), "Shape"));
  CHECK(ask(is_enum, test_variant(0, NULL, 0), "Shape"));
  CHECK(!ask(is_enum, NULL_VALUE, "Shape"));
  CHECK(ask(has_field, test_fault(INT(1)), "message"));
  CHECK(!ask(has_field, test_fault(INT(1)), "name"));
  CHECK(!ask(has_field, test_variant(0, NULL, 0), "Empty"));
  fuse_rt_any result = ERR(INT(1));
  CHECK(fuse_rt_any_is_result(&result, false));
  CHECK(!fuse_rt_any_is_result(&result, true));
  fuse_rt_any content;
  fuse_rt_any_part(&result, 0, &content);
  CHECK_VALUE(content, "1");
  fuse_rt_any_release(&result);
}

static void test_variants(void) {
  fuse_rt_any payload = INT(1);
  CHECK(ask(is_plain_variant, test_variant(0, NULL, 0), "Empty"));
  CHECK(!ask(is_plain_variant, test_variant(0, NULL, 0), "Circle"));
  CHECK(!ask(is_plain_variant, test_variant(1, &payload, 1), "Circle"));
  CHECK(ask(is_single_variant, test_variant(1, &payload, 1), "Circle"));
  CHECK(!ask(is_single_variant, STR("Circle"), "Circle"));
}

static void test_name_pattern(void) {
  enum { NO_MATCH, MATCHES, BINDS };
  fuse_rt_any payload = INT(1);
  CHECK_INT(ask(fuse_rt_any_match_name, test_variant(0, NULL, 0), "Empty"), MATCHES);
  CHECK_INT(ask(fuse_rt_any_match_name, test_variant(0, NULL, 0), "Rect"), NO_MATCH);
  CHECK_INT(ask(fuse_rt_any_match_name, test_variant(1, &payload, 1), "Circle"), NO_MATCH);
  CHECK_INT(ask(fuse_rt_any_match_name, test_variant(0, NULL, 0), "other"), BINDS);
  CHECK_INT(ask(fuse_rt_any_match_name, INT(1), "Empty"), BINDS);
}

static const test_case cases[] = {{"text", test_text},
                                  {"text of named types", test_text_of_named_types},
                                  {"type names", test_type_names},
                                  {"release deep", test_release_deep},
                                  {"release shared parts", test_release_shared_parts},
                                  {"literals", test_literals},
                                  {"named types", test_named_types},
                                  {"variants", test_variants},
                                  {"name pattern", test_name_pattern},
                                  {NULL, NULL}};
const test_suite any_suite = {"any", cases};
