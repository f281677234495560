/* error_value.c: raising, catching and showing error values; paths of validation failures. */
#include "any_values.h"

static fuse_rt_error *validation(void) {
  return fuse_rt_error_validation(test_str("name"), test_str("invalid_value"), test_str("too \"short\""));
}

static void test_catch(void) {
  fuse_rt_any out = INT(7);
  fuse_rt_any value = LIST(INT(1));
  CHECK(fuse_rt_error_catch(fuse_rt_error_value(&value), &out));
  CHECK_VALUE(out, "[1]");
  out = INT(7);
  fuse_rt_error *error = fuse_rt_error_text(test_str("plain"));
  CHECK(!fuse_rt_error_catch(error, &out));
  CHECK_ERROR(error, "plain");
  error = fuse_rt_error_panic("static");
  CHECK(!fuse_rt_error_catch(error, &out));
  CHECK_ERROR(error, "static");
  CHECK(!fuse_rt_error_catch(NULL, &out));
  CHECK_VALUE(out, "7");
}

/* The value of a validation failure has the fields of std.Error.Validation. */
static void test_catch_validation(void) {
  fuse_rt_any out = INT(7);
  CHECK(fuse_rt_error_catch(validation(), &out));
  fuse_rt_str *name = test_str("std.Error.Validation");
  CHECK(fuse_rt_any_is_struct(&out, name));
  fuse_rt_str_release(name);
  fuse_rt_any part;
  fuse_rt_any_part(&out, 0, &part);
  CHECK_VALUE(part, "validation failed");
  fuse_rt_any_part(&out, 1, &part);
  fuse_rt_any field = fuse_rt_any_elements(&part)[0];
  for (int64_t i = 0; i < 3; i++) {
    fuse_rt_any text;
    fuse_rt_any_part(&field, i, &text);
    CHECK_VALUE(text, ((const char *[]){"name", "invalid_value", "too \"short\""})[i]);
  }
  fuse_rt_any_release(&part);
  CHECK_ERROR(fuse_rt_error_value(&out),
              "{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":\"invalid_value\",\"message\":\"too \\\"short\\\"\","
              "\"path\":\"name\"}],\"message\":\"validation failed\"}}");
}

static void test_prefix(void) {
  fuse_rt_str *prefix = test_str("User.");
  CHECK_ERROR(fuse_rt_error_prefix(validation(), prefix),
              "{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":\"invalid_value\",\"message\":\"too \\\"short\\\"\","
              "\"path\":\"User.name\"}],\"message\":\"validation failed\"}}");
  CHECK_ERROR(fuse_rt_error_prefix(fuse_rt_error_text(test_str("plain")), prefix), "plain");
  fuse_rt_str_release(prefix);
}

static fuse_rt_error *raised(fuse_rt_any value) { return fuse_rt_error_value(&value); }

static void test_render(void) {
  CHECK_ERROR(raised(STR("no")), "no");
  CHECK_ERROR(raised(test_fault(STR("broken"))), "Fault(broken)");
  CHECK_ERROR(raised(test_user(STR("Ada"), INT(1))), "<User>");
}

static fuse_rt_str *std_error(const char *name, const fuse_rt_any *values) {
  const char *const fields[] = {"code", "message"};
  fuse_rt_str *names[] = {test_str(fields[0]), test_str(fields[1])};
  fuse_rt_str *own = test_str(name);
  fuse_rt_shape shape = {own, 2, (const fuse_rt_str *const *)names};
  fuse_rt_any value = LIST((fuse_rt_any){.object = &shape}, values[0], values[1]);
  value.kind = FUSE_RT_STRUCT;
  fuse_rt_error *error = fuse_rt_error_value(&value);
  fuse_rt_str *text = fuse_rt_error_render(error);
  fuse_rt_error_free(error);
  fuse_rt_str_release(own);
  fuse_rt_str_release(names[0]);
  fuse_rt_str_release(names[1]);
  return text;
}

static void test_render_standard(void) {
  CHECK_STR(std_error("std.Error", (fuse_rt_any[]){STR("c"), STR("m")}), "{\"error\":{\"code\":\"c\",\"message\":\"m\"}}");
  CHECK_STR(std_error("std.Error", (fuse_rt_any[]){INT(1), NULL_VALUE}), "{\"error\":{\"code\":\"error\",\"message\":\"error\"}}");
  CHECK_STR(std_error("std.Error.NotFound", (fuse_rt_any[]){STR("c"), STR("m")}),
            "{\"error\":{\"code\":\"not_found\",\"message\":\"m\"}}");
  CHECK_STR(std_error("std.Error.Conflict", (fuse_rt_any[]){STR("c"), NULL_VALUE}),
            "{\"error\":{\"code\":\"conflict\",\"message\":\"conflict\"}}");
  /* Entries that are no fields are left out. */
  CHECK_STR(std_error("std.Error.Validation", (fuse_rt_any[]){STR("c"), STR("m")}),
            "{\"error\":{\"code\":\"validation_error\",\"fields\":[],\"message\":\"m\"}}");
}

static const test_case cases[] = {{"catch", test_catch},   {"catch validation", test_catch_validation}, {"prefix", test_prefix},
                                  {"render", test_render}, {"render standard", test_render_standard},   {NULL, NULL}};
const test_suite error_value_suite = {"error value", cases};
