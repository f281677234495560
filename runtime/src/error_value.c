/* Errors that hold a value: raising, catching, and the text of one that nobody catches. */
#include "error.h"

#include "any.h"
#include "builder.h"
#include "constant.h"
#include "json_quote.h"

FUSE_RT_CONSTANT(validation_name, "std.Error.Validation");
FUSE_RT_CONSTANT(field_name, "ValidationField");
FUSE_RT_CONSTANT(message_text, "message");
FUSE_RT_CONSTANT(fields_text, "fields");
FUSE_RT_CONSTANT(path_text, "path");
FUSE_RT_CONSTANT(code_text, "code");
FUSE_RT_CONSTANT(failed_text, "validation failed");

static const fuse_rt_str *const validation_fields[] = {&message_text.header, &fields_text.header};
static const fuse_rt_shape validation_shape = {&validation_name.header, 2, validation_fields};
static const fuse_rt_str *const field_fields[] = {&path_text.header, &code_text.header, &message_text.header};
static const fuse_rt_shape field_shape = {&field_name.header, 3, field_fields};

static fuse_rt_any struct_of(const fuse_rt_shape *shape, const fuse_rt_any *fields) {
  fuse_rt_array *object = fuse_rt_array_alloc(1 + shape->count, sizeof(fuse_rt_any));
  fuse_rt_any *elements = FUSE_RT_ELEMENTS(object);
  elements[0] = (fuse_rt_any){.object = (void *)(uintptr_t)shape};
  memcpy(&elements[1], fields, (size_t)shape->count * sizeof *fields);
  return fuse_rt_any_of_object(FUSE_RT_STRUCT, object);
}

/* The value of a validation failure; takes its parts over. */
static fuse_rt_any validation_value(const fuse_rt_error *error) {
  fuse_rt_any field = struct_of(&field_shape, (fuse_rt_any[]){fuse_rt_any_of_object(FUSE_RT_STR, error->path),
                                                              fuse_rt_any_of_object(FUSE_RT_STR, error->code),
                                                              fuse_rt_any_of_object(FUSE_RT_STR, error->text)});
  fuse_rt_array *fields = fuse_rt_array_alloc(1, sizeof field);
  memcpy(FUSE_RT_ELEMENTS(fields), &field, sizeof field);
  fuse_rt_any message = {.kind = FUSE_RT_STR, .object = (void *)(uintptr_t)&failed_text.header};
  return struct_of(&validation_shape, (fuse_rt_any[]){message, fuse_rt_any_of_object(FUSE_RT_LIST, fields)});
}

bool fuse_rt_error_catch(fuse_rt_error *error, fuse_rt_any *out) {
  if (error == NULL)
    return false;
  if (error->kind == FUSE_RT_ERROR_VALIDATION) {
    *out = validation_value(error);
    error->text = error->path = error->code = NULL;
  } else if (error->kind == FUSE_RT_ERROR_VALUE) {
    *out = error->value;
    error->value = (fuse_rt_any){.kind = FUSE_RT_NULL};
  } else {
    return false;
  }
  fuse_rt_error_free(error);
  return true;
}

fuse_rt_error *fuse_rt_error_prefix(fuse_rt_error *error, const fuse_rt_str *prefix) {
  if (error->kind != FUSE_RT_ERROR_VALIDATION)
    return error;
  const fuse_rt_str *parts[] = {prefix, error->path};
  fuse_rt_str *path = fuse_rt_str_concat(2, parts);
  fuse_rt_str_release(error->path);
  error->path = path;
  return error;
}

/* A String field of a struct, or NULL. */
static const fuse_rt_str *string_field(const fuse_rt_any *value, const char *name) {
  if (value->kind != FUSE_RT_STRUCT)
    return NULL;
  const fuse_rt_shape *shape = fuse_rt_any_shape(value);
  for (int64_t i = 0; i < shape->count; i++) {
    const fuse_rt_any *field = &fuse_rt_any_elements(value)[1 + i];
    if (field->kind == FUSE_RT_STR && fuse_rt_text_equal(fuse_rt_text_of_str(shape->names[i]), fuse_rt_text_of(name)))
      return field->object;
  }
  return NULL;
}

/* `"name":"text"`; the text is the field of that name, or `missing` where there is none. */
static void put_member(fuse_rt_str **out, const char *name, const fuse_rt_str *found, const char *missing) {
  fuse_rt_builder_put_char(out, '"');
  fuse_rt_builder_put_constant(out, name);
  fuse_rt_builder_put_constant(out, "\":");
  fuse_rt_json_quote(out, found == NULL ? fuse_rt_text_of(missing) : fuse_rt_text_of_str(found));
}

static void put_validation_fields(fuse_rt_str **out, const fuse_rt_any *value) {
  int64_t position = fuse_rt_any_find_field(value, &fields_text.header);
  const fuse_rt_any *fields = position < 0 ? NULL : &fuse_rt_any_elements(value)[1 + position];
  bool is_first = true;
  for (int64_t i = 0; fields != NULL && fields->kind == FUSE_RT_LIST && i < fuse_rt_any_length(fields); i++) {
    const fuse_rt_any *entry = &fuse_rt_any_elements(fields)[i];
    const fuse_rt_str *code = string_field(entry, "code");
    const fuse_rt_str *message = string_field(entry, "message");
    const fuse_rt_str *path = string_field(entry, "path");
    if (code == NULL || message == NULL || path == NULL)
      continue;
    fuse_rt_builder_put_constant(out, is_first ? "{" : ",{");
    is_first = false;
    put_member(out, "code", code, "");
    fuse_rt_builder_put_char(out, ',');
    put_member(out, "message", message, "");
    fuse_rt_builder_put_char(out, ',');
    put_member(out, "path", path, "");
    fuse_rt_builder_put_char(out, '}');
  }
}

static fuse_rt_str *render_validation(const fuse_rt_any *value) {
  fuse_rt_str *out = fuse_rt_builder_new();
  fuse_rt_builder_put_constant(&out, "{\"error\":{\"code\":\"validation_error\",\"fields\":[");
  put_validation_fields(&out, value);
  fuse_rt_builder_put_constant(&out, "],");
  put_member(&out, "message", string_field(value, "message"), "validation failed");
  fuse_rt_builder_put_constant(&out, "}}");
  return out;
}

/* The JSON of an error of the standard module; `code` NULL: the error's own. */
static fuse_rt_str *render_standard(const fuse_rt_any *value, const char *code, const char *message) {
  fuse_rt_str *out = fuse_rt_builder_new();
  fuse_rt_builder_put_constant(&out, "{\"error\":{");
  put_member(&out, "code", code == NULL ? string_field(value, "code") : NULL, code == NULL ? "error" : code);
  fuse_rt_builder_put_char(&out, ',');
  put_member(&out, "message", string_field(value, "message"), message);
  fuse_rt_builder_put_constant(&out, "}}");
  return out;
}

fuse_rt_str *fuse_rt_error_value_json(const fuse_rt_any *value) {
  static const struct {
    const char *name;
    const char *code;
    const char *message;
  } standard[] = {
      {"std.Error", NULL, "error"},
      {"std.Error.BadRequest", "bad_request", "bad request"},
      {"std.Error.Unauthorized", "unauthorized", "unauthorized"},
      {"std.Error.Forbidden", "forbidden", "forbidden"},
      {"std.Error.NotFound", "not_found", "not found"},
      {"std.Error.Conflict", "conflict", "conflict"},
  };
  if (fuse_rt_any_is_struct(value, &validation_name.header))
    return render_validation(value);
  for (size_t i = 0; value->kind == FUSE_RT_STRUCT && i < sizeof standard / sizeof standard[0]; i++)
    if (fuse_rt_text_equal(fuse_rt_text_of_str(fuse_rt_any_shape(value)->name), fuse_rt_text_of(standard[i].name)))
      return render_standard(value, standard[i].code, standard[i].message);
  return NULL;
}

fuse_rt_str *fuse_rt_error_value_text(const fuse_rt_any *value) {
  fuse_rt_str *json = fuse_rt_error_value_json(value);
  return json == NULL ? fuse_rt_any_text(value) : json;
}

fuse_rt_error *fuse_rt_error_value(const fuse_rt_any *value) {
  static const fuse_rt_error_value_functions support = {fuse_rt_any_retain, fuse_rt_any_release, fuse_rt_any_share,
                                                        fuse_rt_error_value_text};
  fuse_rt_error_value_support = &support;
  fuse_rt_error *error = fuse_rt_error_new(FUSE_RT_ERROR_VALUE);
  error->value = *value;
  return error;
}
