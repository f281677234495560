/* Values of the type std.Error, which builtins give. */
#include "any.h"
#include "constant.h"

FUSE_RT_CONSTANT(type_name, "std.Error");
FUSE_RT_CONSTANT(field_name, "message");

static const fuse_rt_str *const fields[] = {&field_name.header};
static const fuse_rt_shape shape = {&type_name.header, 1, fields};

void fuse_rt_any_std_error(const fuse_rt_str *message, fuse_rt_any *out) {
  fuse_rt_array *object = fuse_rt_array_alloc(2, sizeof(fuse_rt_any));
  fuse_rt_any *elements = FUSE_RT_ELEMENTS(object);
  fuse_rt_any text = {.kind = FUSE_RT_STR, .object = (void *)(uintptr_t)message};
  elements[0] = (fuse_rt_any){.object = (void *)(uintptr_t)&shape};
  elements[1] = fuse_rt_any_copy(&text);
  *out = fuse_rt_any_of_object(FUSE_RT_STRUCT, object);
}
