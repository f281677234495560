/* any_operators.c: results and errors of operators by what their operands are. */
#include "any_values.h"

#include <math.h>

typedef fuse_rt_error *binary(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out);
typedef fuse_rt_error *comparison(const fuse_rt_any *left, const fuse_rt_any *right, bool *out);

/* The text of the result or of the error; releases the operands. */
static fuse_rt_str *apply(binary *op, fuse_rt_any left, fuse_rt_any right) {
  fuse_rt_any result = NULL_VALUE;
  fuse_rt_error *error = op(&left, &right, &result);
  fuse_rt_str *text = error == NULL ? fuse_rt_any_text(&result) : fuse_rt_error_render(error);
  fuse_rt_error_free(error);
  fuse_rt_any_release(&result);
  fuse_rt_any_release(&left);
  fuse_rt_any_release(&right);
  return text;
}

static fuse_rt_str *compare(comparison *op, fuse_rt_any left, fuse_rt_any right) {
  bool result = false;
  fuse_rt_error *error = op(&left, &right, &result);
  fuse_rt_str *text = error == NULL ? test_str(result ? "true" : "false") : fuse_rt_error_render(error);
  fuse_rt_error_free(error);
  fuse_rt_any_release(&left);
  fuse_rt_any_release(&right);
  return text;
}

static void test_add(void) {
  CHECK_STR(apply(fuse_rt_any_add, INT(INT64_MAX), INT(1)), "-9223372036854775808");
  CHECK_STR(apply(fuse_rt_any_add, INT(1), FLOAT(0.5)), "1.5");
  CHECK_STR(apply(fuse_rt_any_add, STR("x"), FLOAT(1)), "x1");
  CHECK_STR(apply(fuse_rt_any_add, NULL_VALUE, STR("x")), "nullx");
  CHECK_STR(apply(fuse_rt_any_add, LIST(INT(1)), LIST(STR("a"), NULL_VALUE)), "[1, a, null]");
  CHECK_STR(apply(fuse_rt_any_add, EMPTY_LIST, EMPTY_LIST), "[]");
  CHECK_STR(apply(fuse_rt_any_add, BOOL(true), INT(1)), "unsupported + operands");
  CHECK_STR(apply(fuse_rt_any_add, LIST(INT(1)), INT(1)), "unsupported + operands");
}

/* Both operands stay what they were. */
static void test_add_same_list(void) {
  fuse_rt_any list = LIST(STR("a"));
  fuse_rt_any sum;
  CHECK(fuse_rt_any_add(&list, &list, &sum) == NULL);
  CHECK_VALUE(sum, "[a, a]");
  CHECK_VALUE(list, "[a]");
}

static void test_arithmetic(void) {
  CHECK_STR(apply(fuse_rt_any_sub, INT(INT64_MIN), INT(1)), "9223372036854775807");
  CHECK_STR(apply(fuse_rt_any_mul, INT(3), FLOAT(0.5)), "1.5");
  CHECK_STR(apply(fuse_rt_any_sub, STR("a"), INT(1)), "unsupported arithmetic operands");
  CHECK_STR(apply(fuse_rt_any_div, INT(-7), INT(2)), "-3");
  CHECK_STR(apply(fuse_rt_any_div, INT(1), FLOAT(0)), "inf");
  CHECK_STR(apply(fuse_rt_any_div, INT(1), INT(0)), "attempt to divide by zero");
  CHECK_STR(apply(fuse_rt_any_div, INT(INT64_MIN), INT(-1)), "attempt to divide with overflow");
  CHECK_STR(apply(fuse_rt_any_div, NULL_VALUE, INT(0)), "unsupported arithmetic operands");
  CHECK_STR(apply(fuse_rt_any_mod, INT(-7), INT(3)), "-1");
  CHECK_STR(apply(fuse_rt_any_mod, INT(7), INT(-3)), "1");
  CHECK_STR(apply(fuse_rt_any_mod, INT(7), FLOAT(3)), "mod not supported for float");
  CHECK_STR(apply(fuse_rt_any_mod, INT(7), BOOL(true)), "unsupported arithmetic operands");
  CHECK_STR(apply(fuse_rt_any_mod, INT(1), INT(0)), "attempt to calculate the remainder with a divisor of zero");
  CHECK_STR(apply(fuse_rt_any_mod, INT(INT64_MIN), INT(-1)), "attempt to calculate the remainder with overflow");
}

static void test_negate(void) {
  fuse_rt_any out;
  CHECK(fuse_rt_any_negate(&INT(INT64_MIN), &out) == NULL);
  CHECK_VALUE(out, "-9223372036854775808");
  CHECK(fuse_rt_any_negate(&FLOAT(0), &out) == NULL);
  CHECK_VALUE(out, "-0");
  CHECK_ERROR(fuse_rt_any_negate(&NULL_VALUE, &out), "unary '-' expects number");
}

static void test_equality(void) {
  CHECK_STR(compare(fuse_rt_any_eq, INT(1), FLOAT(1)), "true");
  CHECK_STR(compare(fuse_rt_any_eq, INT(9007199254740993), FLOAT(9007199254740992.0)), "false");
  CHECK_STR(compare(fuse_rt_any_ne, FLOAT(NAN), FLOAT(NAN)), "true");
  CHECK_STR(compare(fuse_rt_any_eq, STR("a"), STR("a")), "true");
  CHECK_STR(compare(fuse_rt_any_ne, STR("a"), STR("b")), "true");
  CHECK_STR(compare(fuse_rt_any_eq, BOOL(true), BOOL(false)), "false");
  CHECK_STR(compare(fuse_rt_any_eq, NULL_VALUE, NULL_VALUE), "unsupported comparison operands");
  CHECK_STR(compare(fuse_rt_any_ne, STR("1"), INT(1)), "unsupported comparison operands");
  CHECK_STR(compare(fuse_rt_any_eq, EMPTY_LIST, EMPTY_LIST), "unsupported comparison operands");
}

static void test_order(void) {
  CHECK_STR(compare(fuse_rt_any_lt, INT(1), FLOAT(1.5)), "true");
  CHECK_STR(compare(fuse_rt_any_lt, FLOAT(1.5), INT(1)), "false");
  CHECK_STR(compare(fuse_rt_any_le, INT(2), INT(2)), "true");
  CHECK_STR(compare(fuse_rt_any_gt, FLOAT(2.5), INT(2)), "true");
  CHECK_STR(compare(fuse_rt_any_ge, FLOAT(2.5), FLOAT(2.5)), "true");
  comparison *const all[] = {fuse_rt_any_lt, fuse_rt_any_le, fuse_rt_any_gt, fuse_rt_any_ge};
  for (int i = 0; i < 4; i++) {
    CHECK_STR(compare(all[i], FLOAT(NAN), INT(1)), "false");
    CHECK_STR(compare(all[i], INT(1), FLOAT(NAN)), "false");
    CHECK_STR(compare(all[i], STR("a"), STR("b")), "unsupported string comparison");
    CHECK_STR(compare(all[i], BOOL(true), BOOL(true)), "unsupported bool comparison");
    CHECK_STR(compare(all[i], INT(1), STR("b")), "unsupported comparison operands");
  }
}

static void test_truth(void) {
  bool out;
  CHECK(fuse_rt_any_truth(&BOOL(true), &out) == NULL && out);
  CHECK(fuse_rt_any_truth(&BOOL(false), &out) == NULL && !out);
  CHECK_ERROR(fuse_rt_any_truth(&INT(1), &out), "condition must be a Bool");
}

static fuse_rt_str *range(fuse_rt_any low, fuse_rt_any high) {
  fuse_rt_list *list;
  fuse_rt_error *error = fuse_rt_any_range(&low, &high, &list);
  fuse_rt_str *text;
  if (error == NULL) {
    fuse_rt_any value = fuse_rt_any_of_object(FUSE_RT_LIST, list);
    text = fuse_rt_any_text(&value);
    fuse_rt_any_release(&value);
  } else {
    text = fuse_rt_error_render(error);
    fuse_rt_error_free(error);
  }
  fuse_rt_any_release(&low);
  fuse_rt_any_release(&high);
  return text;
}

static void test_range(void) {
  CHECK_STR(range(INT(1), INT(3)), "[1, 2, 3]");
  CHECK_STR(range(INT(1), FLOAT(2.5)), "[1, 2]");
  CHECK_STR(range(INT(2), INT(1)), "range start must be <= end");
  CHECK_STR(range(FLOAT(INFINITY), INT(1)), "invalid range bounds");
  CHECK_STR(range(STR("a"), INT(1)), "range expects numeric bounds");
  CHECK_STR(range(INT(INT64_MIN), INT(INT64_MAX)), "range too large");
}

static const test_case cases[] = {{"add", test_add},
                                  {"add same list", test_add_same_list},
                                  {"arithmetic", test_arithmetic},
                                  {"negate", test_negate},
                                  {"equality", test_equality},
                                  {"order", test_order},
                                  {"truth", test_truth},
                                  {"range", test_range},
                                  {NULL, NULL}};
const test_suite any_operators_suite = {"any operators", cases};
