/* What compiled conversions ask of values of `any`: which struct or variant one is, what `?!` does with it. */
#include "any.h"
#include "constant.h"

FUSE_RT_CONSTANT(missing_text, "missing value");

/* Whether a value of shape `actual` has all that `declared` names, in its places. Most often they are the same object. */
static bool extends(const fuse_rt_shape *actual, const fuse_rt_shape *declared) {
  if (actual == declared)
    return true;
  if (actual->count < declared->count || !fuse_rt_str_eq(actual->name, declared->name))
    return false;
  for (int64_t i = 0; i < declared->count; i++)
    if (!fuse_rt_str_eq(actual->names[i], declared->names[i]))
      return false;
  return true;
}

bool fuse_rt_any_has_shape(const fuse_rt_any *value, const fuse_rt_shape *shape) {
  return (value->kind == FUSE_RT_STRUCT || value->kind == FUSE_RT_ENUM) && extends(fuse_rt_any_shape(value), shape);
}

bool fuse_rt_any_has_variant(const fuse_rt_any *value, const fuse_rt_shape *shape, int64_t number) {
  return fuse_rt_any_has_shape(value, shape) && fuse_rt_any_variant_number(value) == number;
}

int64_t fuse_rt_any_variant_number(const fuse_rt_any *value) { return fuse_rt_any_elements(value)[0].kind; }

static bool is_err(const fuse_rt_any *value) {
  return value->kind == FUSE_RT_RESULT && fuse_rt_any_elements(value)[0].integer == 0;
}

bool fuse_rt_any_passes(const fuse_rt_any *value) { return value->kind != FUSE_RT_NULL && !is_err(value); }

void fuse_rt_any_passed(const fuse_rt_any *value, fuse_rt_any *out) {
  *out = fuse_rt_any_copy(value->kind == FUSE_RT_RESULT ? &fuse_rt_any_elements(value)[1] : value);
}

void fuse_rt_any_own_error(const fuse_rt_any *value, fuse_rt_any *out) {
  if (is_err(value))
    *out = fuse_rt_any_copy(&fuse_rt_any_elements(value)[1]);
  else
    fuse_rt_any_missing_value(out);
}

void fuse_rt_any_missing_value(fuse_rt_any *out) { fuse_rt_any_std_error(&missing_text.header, out); }

void fuse_rt_any_ok(const fuse_rt_any *value, fuse_rt_any *out) {
  if (value->kind == FUSE_RT_RESULT) {
    *out = fuse_rt_any_copy(value);
    return;
  }
  fuse_rt_array *object = fuse_rt_array_alloc(2, sizeof(fuse_rt_any));
  fuse_rt_any *elements = FUSE_RT_ELEMENTS(object);
  elements[0] = (fuse_rt_any){.kind = FUSE_RT_BOOL, .integer = 1};
  elements[1] = fuse_rt_any_copy(value);
  *out = (fuse_rt_any){.kind = FUSE_RT_RESULT, .object = object};
}
