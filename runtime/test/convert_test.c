/* convert.c: the text conversions of environment, configuration and flags. */
#include "harness.h"

static void test_from_int(void) {
  CHECK_STR(fuse_rt_str_from_int(0), "0");
  CHECK_STR(fuse_rt_str_from_int(-7), "-7");
  CHECK_STR(fuse_rt_str_from_int(1234567890), "1234567890");
  CHECK_STR(fuse_rt_str_from_int(INT64_MAX), "9223372036854775807");
  CHECK_STR(fuse_rt_str_from_int(INT64_MIN), "-9223372036854775808");
}

static void test_parse_int(void) {
  static const struct {
    const char *text;
    bool valid;
    int64_t value;
  } table[] = {
      {"0", true, 0},
      {"-0", true, 0},
      {"+5", true, 5},
      {" 42\n", true, 42},
      {"007", true, 7},
      {"9223372036854775807", true, INT64_MAX},
      {"-9223372036854775808", true, INT64_MIN},
      {"9223372036854775808", false, 0},
      {"-9223372036854775809", false, 0},
      {"92233720368547758070", false, 0},
      {"", false, 0},
      {" ", false, 0},
      {"+", false, 0},
      {"-", false, 0},
      {"--1", false, 0},
      {"+-1", false, 0},
      {"1_000", false, 0},
      {"1.0", false, 0},
      {"0x10", false, 0},
      {"1 2", false, 0},
      {"\xd9\xa1", false, 0}, /* a digit, but not a decimal one */
  };
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    fuse_rt_str *s = test_str(table[i].text);
    int64_t value = 0;
    if (fuse_rt_str_parse_int(s, &value) != table[i].valid || (table[i].valid && value != table[i].value))
      test_fail(__FILE__, __LINE__, "`%s` gives %lld", table[i].text, (long long)value);
    fuse_rt_str_release(s);
  }
}

static void test_parse_bool(void) {
  static const struct {
    const char *text;
    int result; /* -1: malformed */
  } table[] = {{"true", 1}, {"TRUE", 1}, {" False ", 0}, {"fAlSe", 0}, {"", -1},
               {"1", -1},   {"yes", -1}, {"tru", -1},    {"trues", -1}};
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    fuse_rt_str *s = test_str(table[i].text);
    bool value = false;
    bool valid = fuse_rt_str_parse_bool(s, &value);
    if ((valid ? (int)value : -1) != table[i].result)
      test_fail(__FILE__, __LINE__, "`%s`", table[i].text);
    fuse_rt_str_release(s);
  }
}

static const test_case cases[] = {
    {"from int", test_from_int},
    {"parse int", test_parse_int},
    {"parse bool", test_parse_bool},
    {NULL, NULL},
};
const test_suite convert_suite = {"convert", cases};
