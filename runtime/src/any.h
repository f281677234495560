/* Values of `any` inside the runtime. */
#ifndef FUSE_RT_ANY_PARTS_H
#define FUSE_RT_ANY_PARTS_H

#include "object.h"
#include "text.h"

static inline bool fuse_rt_any_is_counted(const fuse_rt_any *value) { return value->kind >= FUSE_RT_STR; }

static inline fuse_rt_any fuse_rt_any_of_int(int64_t value) { return (fuse_rt_any){.kind = FUSE_RT_INT, .integer = value}; }

static inline fuse_rt_any fuse_rt_any_of_float(double value) { return (fuse_rt_any){.kind = FUSE_RT_FLOAT, .number = value}; }

static inline fuse_rt_any fuse_rt_any_of_bool(bool value) { return (fuse_rt_any){.kind = FUSE_RT_BOOL, .integer = value}; }

/* Takes over the object. */
static inline fuse_rt_any fuse_rt_any_of_object(fuse_rt_kind kind, void *object) {
  return (fuse_rt_any){.kind = kind, .object = object};
}

/* The elements of a list; of a struct, an enum or a result with the first element that describes it. */
static inline fuse_rt_any *fuse_rt_any_elements(const fuse_rt_any *value) { return FUSE_RT_ELEMENTS(value->object); }

static inline int64_t fuse_rt_any_length(const fuse_rt_any *value) { return ((const fuse_rt_array *)value->object)->length; }

/* The shape of a struct or an enum. */
static inline const fuse_rt_shape *fuse_rt_any_shape(const fuse_rt_any *value) { return fuse_rt_any_elements(value)->object; }

/* The name of an enum's variant. */
static inline const fuse_rt_str *fuse_rt_any_variant(const fuse_rt_any *value) {
  return fuse_rt_any_shape(value)->names[fuse_rt_any_elements(value)->kind];
}

/* The number of elements in front of the values proper: 0 of a list, 1 of a struct, an enum, a result, a query. */
static inline int64_t fuse_rt_any_first(int64_t kind) { return kind == FUSE_RT_LIST ? 0 : 1; }

static inline fuse_rt_any fuse_rt_any_copy(const fuse_rt_any *value) {
  fuse_rt_any copy = *value;
  if (fuse_rt_any_is_counted(&copy))
    fuse_rt_array_retain(copy.object);
  return copy;
}

/* The position of a struct's field among its fields, or -1. */
int64_t fuse_rt_any_find_field(const fuse_rt_any *value, const fuse_rt_str *name);

/* Frees a task; set by the code that makes them, so that other programs link none of it. */
extern void (*fuse_rt_any_free_task)(void *task);

#endif
