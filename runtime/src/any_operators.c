/* Operators on values of `any`: the same results and errors as operators on static types, decided by what the operands are. */
#include "any.h"

#include "message.h"

#include <math.h>

typedef enum arithmetic { ADD, SUB, MUL, DIV } arithmetic;

static bool is_number(const fuse_rt_any *value) { return value->kind == FUSE_RT_INT || value->kind == FUSE_RT_FLOAT; }

static bool are_ints(const fuse_rt_any *left, const fuse_rt_any *right) {
  return left->kind == FUSE_RT_INT && right->kind == FUSE_RT_INT;
}

static double as_float(const fuse_rt_any *value) { return value->kind == FUSE_RT_INT ? (double)value->integer : value->number; }

/* Wraps, as the language says. */
static int64_t int_result(arithmetic op, int64_t left, int64_t right) {
  switch (op) {
  case ADD:
    return (int64_t)((uint64_t)left + (uint64_t)right);
  case SUB:
    return (int64_t)((uint64_t)left - (uint64_t)right);
  default:
    return (int64_t)((uint64_t)left * (uint64_t)right);
  }
}

static double float_result(arithmetic op, double left, double right) {
  switch (op) {
  case ADD:
    return left + right;
  case SUB:
    return left - right;
  case MUL:
    return left * right;
  default:
    return left / right;
  }
}

static fuse_rt_error *numbers(arithmetic op, const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out) {
  if (are_ints(left, right))
    *out = fuse_rt_any_of_int(int_result(op, left->integer, right->integer));
  else if (is_number(left) && is_number(right))
    *out = fuse_rt_any_of_float(float_result(op, as_float(left), as_float(right)));
  else
    return fuse_rt_message_constant(op == ADD ? "unsupported + operands" : "unsupported arithmetic operands");
  return NULL;
}

static void concat_text(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out) {
  fuse_rt_str *parts[] = {fuse_rt_any_text(left), fuse_rt_any_text(right)};
  *out = fuse_rt_any_of_object(FUSE_RT_STR, fuse_rt_str_concat(2, (const fuse_rt_str *const *)parts));
  fuse_rt_str_release(parts[0]);
  fuse_rt_str_release(parts[1]);
}

static void concat_lists(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out) {
  fuse_rt_any a = fuse_rt_any_copy(left);
  fuse_rt_any b = fuse_rt_any_copy(right);
  fuse_rt_list *list = fuse_rt_list_concat(a.object, b.object, sizeof a, fuse_rt_any_retain, fuse_rt_any_release);
  *out = fuse_rt_any_of_object(FUSE_RT_LIST, list);
}

fuse_rt_error *fuse_rt_any_add(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out) {
  if (left->kind == FUSE_RT_STR || right->kind == FUSE_RT_STR)
    concat_text(left, right, out);
  else if (left->kind == FUSE_RT_LIST && right->kind == FUSE_RT_LIST)
    concat_lists(left, right, out);
  else
    return numbers(ADD, left, right, out);
  return NULL;
}

fuse_rt_error *fuse_rt_any_sub(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out) {
  return numbers(SUB, left, right, out);
}

fuse_rt_error *fuse_rt_any_mul(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out) {
  return numbers(MUL, left, right, out);
}

fuse_rt_error *fuse_rt_any_div(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out) {
  if (!are_ints(left, right))
    return numbers(DIV, left, right, out);
  if (right->integer == 0)
    return fuse_rt_error_panic("attempt to divide by zero");
  if (left->integer == INT64_MIN && right->integer == -1)
    return fuse_rt_error_panic("attempt to divide with overflow");
  *out = fuse_rt_any_of_int(left->integer / right->integer);
  return NULL;
}

fuse_rt_error *fuse_rt_any_mod(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out) {
  if (!is_number(left) || !is_number(right))
    return fuse_rt_message_constant("unsupported arithmetic operands");
  if (!are_ints(left, right))
    return fuse_rt_message_constant("mod not supported for float");
  if (right->integer == 0)
    return fuse_rt_error_panic("attempt to calculate the remainder with a divisor of zero");
  if (left->integer == INT64_MIN && right->integer == -1)
    return fuse_rt_error_panic("attempt to calculate the remainder with overflow");
  *out = fuse_rt_any_of_int(left->integer % right->integer);
  return NULL;
}

fuse_rt_error *fuse_rt_any_negate(const fuse_rt_any *value, fuse_rt_any *out) {
  if (value->kind == FUSE_RT_INT)
    *out = fuse_rt_any_of_int(int_result(SUB, 0, value->integer));
  else if (value->kind == FUSE_RT_FLOAT)
    *out = fuse_rt_any_of_float(-value->number);
  else
    return fuse_rt_message_constant("unary '-' expects number");
  return NULL;
}

/* -1, 0, 1, or UNORDERED, which no comparison but `!=` accepts. */
enum { UNORDERED = 2 };

static int32_t compare_numbers(const fuse_rt_any *left, const fuse_rt_any *right) {
  if (are_ints(left, right))
    return (left->integer > right->integer) - (left->integer < right->integer);
  if (left->kind == FUSE_RT_INT)
    return fuse_rt_compare_int_float(left->integer, right->number);
  if (right->kind == FUSE_RT_INT) {
    int32_t order = fuse_rt_compare_int_float(right->integer, left->number);
    return order == UNORDERED ? UNORDERED : -order;
  }
  if (isnan(left->number) || isnan(right->number))
    return UNORDERED;
  return (left->number > right->number) - (left->number < right->number);
}

fuse_rt_error *fuse_rt_any_eq(const fuse_rt_any *left, const fuse_rt_any *right, bool *out) {
  if (is_number(left) && is_number(right))
    *out = compare_numbers(left, right) == 0;
  else if (left->kind != right->kind)
    return fuse_rt_message_constant("unsupported comparison operands");
  else if (left->kind == FUSE_RT_STR || left->kind == FUSE_RT_BYTES)
    *out = fuse_rt_str_eq(left->object, right->object);
  else if (left->kind == FUSE_RT_BOOL)
    *out = left->integer == right->integer;
  else
    return fuse_rt_message_constant("unsupported comparison operands");
  return NULL;
}

fuse_rt_error *fuse_rt_any_ne(const fuse_rt_any *left, const fuse_rt_any *right, bool *out) {
  fuse_rt_error *error = fuse_rt_any_eq(left, right, out);
  if (error == NULL)
    *out = !*out;
  return error;
}

static fuse_rt_error *order_of(const fuse_rt_any *left, const fuse_rt_any *right, int32_t *order) {
  if (is_number(left) && is_number(right)) {
    *order = compare_numbers(left, right);
    return NULL;
  }
  if (left->kind == right->kind && left->kind == FUSE_RT_STR)
    return fuse_rt_message_constant("unsupported string comparison");
  if (left->kind == right->kind && left->kind == FUSE_RT_BYTES)
    return fuse_rt_message_constant("unsupported bytes comparison");
  if (left->kind == right->kind && left->kind == FUSE_RT_BOOL)
    return fuse_rt_message_constant("unsupported bool comparison");
  return fuse_rt_message_constant("unsupported comparison operands");
}

fuse_rt_error *fuse_rt_any_lt(const fuse_rt_any *left, const fuse_rt_any *right, bool *out) {
  int32_t order;
  fuse_rt_error *error = order_of(left, right, &order);
  if (error == NULL)
    *out = order == -1;
  return error;
}

fuse_rt_error *fuse_rt_any_le(const fuse_rt_any *left, const fuse_rt_any *right, bool *out) {
  int32_t order;
  fuse_rt_error *error = order_of(left, right, &order);
  if (error == NULL)
    *out = order <= 0;
  return error;
}

fuse_rt_error *fuse_rt_any_gt(const fuse_rt_any *left, const fuse_rt_any *right, bool *out) {
  return fuse_rt_any_lt(right, left, out);
}

fuse_rt_error *fuse_rt_any_ge(const fuse_rt_any *left, const fuse_rt_any *right, bool *out) {
  return fuse_rt_any_le(right, left, out);
}

fuse_rt_error *fuse_rt_any_truth(const fuse_rt_any *value, bool *out) {
  if (value->kind != FUSE_RT_BOOL)
    return fuse_rt_message_constant("condition must be a Bool");
  *out = value->integer != 0;
  return NULL;
}

/* Turns a list of numbers into one of any. */
static fuse_rt_list *as_any(fuse_rt_list *list, fuse_rt_kind kind) {
  fuse_rt_list *result = fuse_rt_array_alloc(list->length, sizeof(fuse_rt_any));
  const int64_t *bits = FUSE_RT_ELEMENTS(list);
  fuse_rt_any *elements = FUSE_RT_ELEMENTS(result);
  for (int64_t i = 0; i < list->length; i++)
    elements[i] = (fuse_rt_any){.kind = kind, .integer = bits[i]};
  fuse_rt_array_free(list);
  return result;
}

fuse_rt_error *fuse_rt_any_range(const fuse_rt_any *low, const fuse_rt_any *high, fuse_rt_list **out) {
  if (!is_number(low) || !is_number(high))
    return fuse_rt_message_constant("range expects numeric bounds");
  if (are_ints(low, high)) {
    if (low->integer > high->integer)
      return fuse_rt_message_constant("range start must be <= end");
    if ((uint64_t)high->integer - (uint64_t)low->integer >= INT64_MAX)
      return fuse_rt_message_constant("range too large");
    *out = as_any(fuse_rt_list_range_int(low->integer, high->integer), FUSE_RT_INT);
    return NULL;
  }
  double from = as_float(low);
  double to = as_float(high);
  if (!isfinite(from) || !isfinite(to))
    return fuse_rt_message_constant("invalid range bounds");
  if (from > to)
    return fuse_rt_message_constant("range start must be <= end");
  *out = as_any(fuse_rt_list_range_float(from, to), FUSE_RT_FLOAT);
  return NULL;
}
