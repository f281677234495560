/* Questions that patterns and conversions ask about values of `any`. */
#include "any.h"

int64_t fuse_rt_any_kind(const fuse_rt_any *value) { return value->kind; }

bool fuse_rt_any_is_null(const fuse_rt_any *value) { return value->kind == FUSE_RT_NULL; }

bool fuse_rt_any_is_int(const fuse_rt_any *value, int64_t literal) {
  return value->kind == FUSE_RT_INT && value->integer == literal;
}

bool fuse_rt_any_is_float(const fuse_rt_any *value, double literal) {
  return value->kind == FUSE_RT_FLOAT && value->number == literal;
}

bool fuse_rt_any_is_bool(const fuse_rt_any *value, bool literal) {
  return value->kind == FUSE_RT_BOOL && (value->integer != 0) == literal;
}

bool fuse_rt_any_is_str(const fuse_rt_any *value, const fuse_rt_str *literal) {
  return value->kind == FUSE_RT_STR && fuse_rt_str_eq(value->object, literal);
}

bool fuse_rt_any_is_struct(const fuse_rt_any *value, const fuse_rt_str *name) {
  return value->kind == FUSE_RT_STRUCT && fuse_rt_str_eq(fuse_rt_any_shape(value)->name, name);
}

bool fuse_rt_any_is_enum(const fuse_rt_any *value, const fuse_rt_str *name) {
  return value->kind == FUSE_RT_ENUM && fuse_rt_str_eq(fuse_rt_any_shape(value)->name, name);
}

bool fuse_rt_any_is_variant(const fuse_rt_any *value, const fuse_rt_str *variant, int64_t payload) {
  return value->kind == FUSE_RT_ENUM && fuse_rt_any_length(value) == 1 + payload &&
         fuse_rt_str_eq(fuse_rt_any_variant(value), variant);
}

bool fuse_rt_any_is_result(const fuse_rt_any *value, bool is_ok) {
  return value->kind == FUSE_RT_RESULT && (fuse_rt_any_elements(value)[0].integer != 0) == is_ok;
}

static int64_t find_name(const fuse_rt_shape *shape, const fuse_rt_str *name) {
  for (int64_t i = 0; i < shape->count; i++)
    if (fuse_rt_str_eq(shape->names[i], name))
      return i;
  return -1;
}

int64_t fuse_rt_any_match_name(const fuse_rt_any *value, const fuse_rt_str *name) {
  enum { NO_MATCH, MATCHES, BINDS };
  if (value->kind != FUSE_RT_ENUM)
    return BINDS;
  if (fuse_rt_str_eq(fuse_rt_any_variant(value), name))
    return fuse_rt_any_length(value) == 1 ? MATCHES : NO_MATCH;
  return find_name(fuse_rt_any_shape(value), name) >= 0 ? NO_MATCH : BINDS;
}

int64_t fuse_rt_any_find_field(const fuse_rt_any *value, const fuse_rt_str *name) {
  return find_name(fuse_rt_any_shape(value), name);
}

bool fuse_rt_any_has_field(const fuse_rt_any *value, const fuse_rt_str *name) {
  return value->kind == FUSE_RT_STRUCT && fuse_rt_any_find_field(value, name) >= 0;
}

void fuse_rt_any_part(const fuse_rt_any *value, int64_t index, fuse_rt_any *out) {
  *out = fuse_rt_any_copy(&fuse_rt_any_elements(value)[1 + index]);
}
