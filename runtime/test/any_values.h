/* Values of `any` for tests, and checks of them. */
#ifndef FUSE_RT_TEST_ANY_VALUES_H
#define FUSE_RT_TEST_ANY_VALUES_H

#include "any.h"
#include "harness.h"

#define NULL_VALUE ((fuse_rt_any){.kind = FUSE_RT_NULL})
#define INT(value) ((fuse_rt_any){.kind = FUSE_RT_INT, .integer = (value)})
#define FLOAT(value) ((fuse_rt_any){.kind = FUSE_RT_FLOAT, .number = (value)})
#define BOOL(value) ((fuse_rt_any){.kind = FUSE_RT_BOOL, .integer = (value)})
#define STR(text) fuse_rt_any_of_object(FUSE_RT_STR, test_str(text))
/* Containers take their values over. */
#define LIST(...)                                                                                                                  \
  test_values(FUSE_RT_LIST, (fuse_rt_any[]){__VA_ARGS__}, sizeof((fuse_rt_any[]){__VA_ARGS__}) / sizeof(fuse_rt_any))
#define EMPTY_LIST test_values(FUSE_RT_LIST, NULL, 0)
#define OK(value) test_values(FUSE_RT_RESULT, (fuse_rt_any[]){BOOL(true), value}, 2)
#define ERR(value) test_values(FUSE_RT_RESULT, (fuse_rt_any[]){BOOL(false), value}, 2)

fuse_rt_any test_values(fuse_rt_kind kind, const fuse_rt_any *values, size_t n);
/* A map of keys (separated by blanks) to as many values. */
fuse_rt_any test_map(const char *keys, const fuse_rt_any *values);
/* The struct `User` with the fields `name` and `age`, and `Fault` with `message`. */
fuse_rt_any test_user(fuse_rt_any name, fuse_rt_any age);
fuse_rt_any test_fault(fuse_rt_any message);
/* Variants of `enum Shape: Empty, Circle(r), Rect(w, h)`. */
fuse_rt_any test_variant(int64_t variant, const fuse_rt_any *payload, int64_t n);

/* Checks the text of a value and releases it. */
#define CHECK_VALUE(value, expected) test_check_value(__FILE__, __LINE__, #value, value, expected)
void test_check_value(const char *file, int line, const char *what, fuse_rt_any value, const char *expected);
/* Checks the text of an error and frees it; NULL is no error. */
#define CHECK_ERROR(error, expected) test_check_error(__FILE__, __LINE__, #error, error, expected)
void test_check_error(const char *file, int line, const char *what, fuse_rt_error *error, const char *expected);

#endif
