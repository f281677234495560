/* The classes of runtime errors, which tools that read JSON go by. */
#include "error_class.h"

#include "builder.h"
#include "json_quote.h"

typedef struct class_row {
  const char *text;
  const char *name;
} class_row;

static const class_row by_text[] = {
    {"Option expects 1 type argument", "runtime_type_spec_error"},
    {"Result expects 2 type arguments", "runtime_type_spec_error"},
    {"List expects 1 type argument", "runtime_type_spec_error"},
    {"Map expects 2 type arguments", "runtime_type_spec_error"},
    {"null access", "runtime_null_access"},
    {"index out of bounds", "runtime_index_bounds"},
    {"list index must be Int", "runtime_invalid_index"},
    {"map keys must be strings", "runtime_invalid_index"},
    {"assignment target must be an indexable value", "runtime_invalid_assignment_target"},
    {"assignment target must be a struct field", "runtime_invalid_assignment_target"},
    {"await expects a Task value", "runtime_task_expected"},
    {"range start must be <= end", "runtime_range_error"},
    {"invalid range bounds", "runtime_range_error"},
    {"unsupported + operands", "runtime_type_error"},
    {"cannot iterate over value", "runtime_type_error"},
};

static const class_row by_prefix[] = {
    {"invalid JSON value:", "runtime_config_decode"},
    {"invalid Int:", "runtime_config_decode"},
    {"invalid Float:", "runtime_config_decode"},
    {"invalid Bool:", "runtime_config_decode"},
    {"invalid Bytes", "runtime_config_decode"},
    {"env override not supported for type ", "runtime_config_decode"},
    {"validation not supported for ", "runtime_type_spec_error"},
    {"field lookup failed:", "runtime_field_access"},
    {"range expects", "runtime_range_error"},
    {"unsupported comparison", "runtime_type_error"},
    {"expected iterator, got", "runtime_type_error"},
};

static bool starts_with(fuse_rt_text text, const char *prefix) {
  size_t length = strlen(prefix);
  return text.length >= length && memcmp(text.data, prefix, length) == 0;
}

static bool contains(fuse_rt_text text, const char *part) {
  for (; text.length > 0; text.data++, text.length--)
    if (starts_with(text, part))
      return true;
  return false;
}

static const char *class_of(fuse_rt_text text) {
  for (size_t i = 0; i < sizeof by_text / sizeof by_text[0]; i++)
    if (fuse_rt_text_equal(text, fuse_rt_text_of(by_text[i].text)))
      return by_text[i].name;
  for (size_t i = 0; i < sizeof by_prefix / sizeof by_prefix[0]; i++)
    if (starts_with(text, by_prefix[i].text))
      return by_prefix[i].name;
  if (contains(text, "config env overrides"))
    return "runtime_config_decode";
  return contains(text, " expects ") || starts_with(text, "expected ") ? "runtime_invalid_arguments" : "runtime_error";
}

fuse_rt_str *fuse_rt_error_class_envelope(const fuse_rt_str *s) {
  fuse_rt_text text = fuse_rt_text_of_str(s);
  if (starts_with(text, "{"))
    return fuse_rt_text_to_str(text);
  fuse_rt_str *json = fuse_rt_builder_new();
  fuse_rt_builder_put_constant(&json, "{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":\"");
  fuse_rt_builder_put_constant(&json, class_of(fuse_rt_text_trim(text)));
  fuse_rt_builder_put_constant(&json, "\",\"message\":");
  fuse_rt_json_quote(&json, text);
  fuse_rt_builder_put_constant(&json, ",\"path\":\"$\"}],\"message\":\"validation failed\"}}");
  return json;
}
