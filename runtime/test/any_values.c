#include "any_values.h"

#define CONSTANT(name, content)                                                                                                    \
  static const struct {                                                                                                            \
    fuse_rt_str header;                                                                                                            \
    char text[sizeof content];                                                                                                     \
  } name = {{0, sizeof content - 1, 0}, content}

CONSTANT(user_text, "User");
CONSTANT(name_text, "name");
CONSTANT(age_text, "age");
CONSTANT(fault_text, "Fault");
CONSTANT(message_text, "message");
CONSTANT(shape_text, "Shape");
CONSTANT(empty_text, "Empty");
CONSTANT(circle_text, "Circle");
CONSTANT(rect_text, "Rect");

static const fuse_rt_str *const user_fields[] = {&name_text.header, &age_text.header};
static const fuse_rt_shape user = {&user_text.header, 2, user_fields};
static const fuse_rt_str *const fault_fields[] = {&message_text.header};
static const fuse_rt_shape fault = {&fault_text.header, 1, fault_fields};
static const fuse_rt_str *const variants[] = {&empty_text.header, &circle_text.header, &rect_text.header};
static const fuse_rt_shape shape = {&shape_text.header, 3, variants};

fuse_rt_any test_values(fuse_rt_kind kind, const fuse_rt_any *values, size_t n) {
  fuse_rt_array *object = fuse_rt_array_alloc((int64_t)n, sizeof *values);
  if (n > 0)
    memcpy(FUSE_RT_ELEMENTS(object), values, n * sizeof *values);
  return fuse_rt_any_of_object(kind, object);
}

fuse_rt_any test_map(const char *keys, const fuse_rt_any *values) {
  fuse_rt_map *map = fuse_rt_map_new(0, sizeof *values);
  while (*keys != '\0') {
    size_t length = strcspn(keys, " ");
    int64_t slot;
    bool added;
    map = fuse_rt_map_place(map, fuse_rt_text_to_str((fuse_rt_text){keys, length}), &slot, &added);
    *(fuse_rt_any *)fuse_rt_map_value_at(map, slot) = *values++;
    keys += length + (keys[length] == ' ');
  }
  return fuse_rt_any_of_object(FUSE_RT_MAP, map);
}

static fuse_rt_any shaped(fuse_rt_kind kind, const fuse_rt_shape *of, int64_t number, const fuse_rt_any *values, int64_t n) {
  fuse_rt_array *object = fuse_rt_array_alloc(1 + n, sizeof *values);
  fuse_rt_any *elements = FUSE_RT_ELEMENTS(object);
  elements[0] = (fuse_rt_any){.kind = number, .object = (void *)(uintptr_t)of};
  for (int64_t i = 0; i < n; i++)
    elements[1 + i] = values[i];
  return fuse_rt_any_of_object(kind, object);
}

fuse_rt_any test_user(fuse_rt_any name, fuse_rt_any age) { return shaped(FUSE_RT_STRUCT, &user, 0, (fuse_rt_any[]){name, age}, 2); }

fuse_rt_any test_fault(fuse_rt_any message) { return shaped(FUSE_RT_STRUCT, &fault, 0, &message, 1); }

fuse_rt_any test_variant(int64_t variant, const fuse_rt_any *payload, int64_t n) {
  return shaped(FUSE_RT_ENUM, &shape, variant, payload, n);
}

void test_check_value(const char *file, int line, const char *what, fuse_rt_any value, const char *expected) {
  test_check_str(file, line, what, fuse_rt_any_text(&value), expected);
  fuse_rt_any_release(&value);
}

void test_check_error(const char *file, int line, const char *what, fuse_rt_error *error, const char *expected) {
  if (error == NULL) {
    test_fail(file, line, "%s is no error, expected `%s`", what, expected);
    return;
  }
  test_check_str(file, line, what, fuse_rt_error_render(error), expected);
  fuse_rt_error_free(error);
}
