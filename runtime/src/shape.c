/* Shapes of structs that got fields that they were not declared with: made once, kept in a list until the program ends. */
#include "shape.h"

#include "ending.h"
#include "heap.h"
#include "lock.h"
#include "text.h"

typedef struct extension {
  fuse_rt_shape shape; /* first, so that the address of the one is that of the other */
  struct extension *next;
  const fuse_rt_shape *base;
  const fuse_rt_str *names[]; /* those of the base, then the new one */
} extension;

static extension *extensions;

static void forget(void) {
  while (extensions != NULL) {
    extension *next = extensions->next;
    fuse_rt_heap_free(extensions);
    extensions = next;
  }
}

static extension *find(const fuse_rt_shape *base, const fuse_rt_str *name) {
  extension *each = extensions;
  while (each != NULL && !(each->base == base && fuse_rt_str_eq(each->names[base->count], name)))
    each = each->next;
  return each;
}

static extension *make(const fuse_rt_shape *base, const fuse_rt_str *name) {
  size_t names_size = (size_t)(base->count + 1) * sizeof(fuse_rt_str *);
  extension *made = fuse_rt_heap_alloc(sizeof(extension) + names_size);
  made->shape = (fuse_rt_shape){base->name, base->count + 1, made->names};
  made->base = base;
  memcpy(made->names, base->names, names_size - sizeof(fuse_rt_str *));
  made->names[base->count] = name;
  if (extensions == NULL)
    fuse_rt_at_end(forget);
  made->next = extensions;
  extensions = made;
  return made;
}

const fuse_rt_shape *fuse_rt_shape_with(const fuse_rt_shape *base, const fuse_rt_str *name) {
  fuse_rt_lock(FUSE_RT_LOCK_STATE);
  extension *found = find(base, name);
  if (found == NULL)
    found = make(base, name);
  fuse_rt_unlock(FUSE_RT_LOCK_STATE);
  return &found->shape;
}
