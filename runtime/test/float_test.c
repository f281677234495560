/* float_text.c and float_parse.c: fixed cases. The comparison with an oracle is test/python/runtime/test_float_text.py. */
#include "harness.h"

#include <math.h>

static void test_write(void) {
  static const struct {
    double value;
    const char *text;
  } table[] = {
      {0.0, "0"},
      {-0.0, "-0"},
      {1.0, "1"},
      {-1.5, "-1.5"},
      {2.5, "2.5"},
      {0.1, "0.1"},
      {0.3, "0.3"},
      {0.1 + 0.2, "0.30000000000000004"},
      {100.0, "100"},
      {1e21, "1000000000000000000000"},
      {1e-7, "0.0000001"},
      {123456.789, "123456.789"},
      {9007199254740992.0, "9007199254740992"},
      {9007199254740993e3, "9007199254740993000"},
  };
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
    CHECK_STR(fuse_rt_str_from_float(table[i].value), table[i].text);
  CHECK_STR(fuse_rt_str_from_float(INFINITY), "inf");
  CHECK_STR(fuse_rt_str_from_float(-INFINITY), "-inf");
  CHECK_STR(fuse_rt_str_from_float(NAN), "NaN");
  CHECK_STR(fuse_rt_str_from_float(-NAN), "NaN");
}

/* The longest texts fit and have the lengths that follow from the exponents. */
static void test_write_extremes(void) {
  fuse_rt_str *s = fuse_rt_str_from_float(-1.7976931348623157e308);
  CHECK_INT(s->length, 310);
  fuse_rt_str_release(s);
  s = fuse_rt_str_from_float(5e-324);
  CHECK_INT(s->length, 326);
  fuse_rt_str_release(s);
  s = fuse_rt_str_from_float(-2.2250738585072014e-308);
  CHECK_INT(s->length, 327);
  fuse_rt_str_release(s);
}

static void test_read(void) {
  static const struct {
    const char *text;
    double value;
  } table[] = {
      {"1", 1.0},
      {"1.", 1.0},
      {".5", 0.5},
      {"+2.50", 2.5},
      {"-0", -0.0},
      {" 1e3\t", 1000.0},
      {"1E+3", 1000.0},
      {"1e-3", 0.001},
      {"0e999999999999999999999", 0.0},
      {"1e999999999999999999999", INFINITY},
      {"1e-99999999999999999999", 0.0},
      {"inf", INFINITY},
      {"-Infinity", -INFINITY},
      {"+INF", INFINITY},
      {"1.7976931348623157e308", 0x1.fffffffffffffp1023},
      {"1.7976931348623158e308", 0x1.fffffffffffffp1023},
      {"1.7976931348623159e308", INFINITY},
      {"172743718601324e295", INFINITY},
      {"4.9e-324", 0x1p-1074},
      {"2.4703282292062327e-324", 0.0},
      {"2.4703282292062328e-324", 0x1p-1074},
      {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
      {"2.2250738585072012e-308", 0x1p-1022},
      {"9007199254740993", 9007199254740992.0},
      {"9007199254740993.0000000000000000000000000000001", 9007199254740994.0},
      {"9007199254740995", 9007199254740996.0},
      {"123456789012345678901234567890", 123456789012345678901234567890.0},
      {"0.000000000000000000000000000001", 1e-30},
  };
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    fuse_rt_str *s = test_str(table[i].text);
    double value = -99;
    if (!fuse_rt_str_parse_float(s, &value) || memcmp(&value, &table[i].value, sizeof value) != 0)
      test_fail(__FILE__, __LINE__, "`%s` gives %a", table[i].text, value);
    fuse_rt_str_release(s);
  }
}

static void test_read_nan(void) {
  static const char *const table[] = {"nan", "NaN", "-NAN", "+nan"};
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    fuse_rt_str *s = test_str(table[i]);
    double value = 0;
    CHECK(fuse_rt_str_parse_float(s, &value) && isnan(value));
    fuse_rt_str_release(s);
  }
}

static void test_read_malformed(void) {
  static const char *const table[] = {"",     " ",     ".",     "+",   "-",   "e5",  ".e5",   "1e",     "1e+", "1e1.5",
                                      "1..2", "1.2.3", "0x1p3", "1_0", "--1", "1 2", "infin", "nan(1)", "1f",  "infinityx"};
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    fuse_rt_str *s = test_str(table[i]);
    double value;
    if (fuse_rt_str_parse_float(s, &value))
      test_fail(__FILE__, __LINE__, "`%s` is accepted", table[i]);
    fuse_rt_str_release(s);
  }
}

/* More digits than are kept: the last one decides between the halfway point and what lies above it. */
static void test_read_long(void) {
  enum { ZEROS = 2000 };
  fuse_rt_str *s = test_str("9007199254740993.");
  fuse_rt_str *zero = test_str("0");
  fuse_rt_str *one = test_str("1");
  const fuse_rt_str *zeros[] = {zero};
  const fuse_rt_str *ones[] = {one};
  for (int i = 0; i < ZEROS; i++)
    s = fuse_rt_str_append(s, 1, zeros);
  double value = 0;
  CHECK(fuse_rt_str_parse_float(s, &value) && value == 9007199254740992.0);
  s = fuse_rt_str_append(s, 1, ones);
  CHECK(fuse_rt_str_parse_float(s, &value) && value == 9007199254740994.0);
  fuse_rt_str_release(s);
  fuse_rt_str_release(zero);
  fuse_rt_str_release(one);
}

static const test_case cases[] = {
    {"write", test_write},
    {"write extremes", test_write_extremes},
    {"read", test_read},
    {"read nan", test_read_nan},
    {"read malformed", test_read_malformed},
    {"read long", test_read_long},
    {NULL, NULL},
};
const test_suite float_suite = {"float", cases};
