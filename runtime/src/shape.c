/* Shapes of structs that got fields that they were not declared with: made once, kept in a list until the program ends. */
#include "shape.h"

#include "heap.h"
#include "text.h"

typedef struct extension {
  fuse_rt_shape shape; /* first, so that the address of the one is that of the other */
  struct extension *next;
  const fuse_rt_shape *base;
  const fuse_rt_str *names[]; /* those of the base, then the new one */
} extension;

static extension *extensions;

static void forget(void) {
  for (extension *each = extensions; each != NULL;) {
    extension *next = each->next;
    fuse_rt_heap_free(each);
    each = next;
  }
  extensions = NULL;
  fuse_rt_shape_forget = NULL;
}

static extension *find(extension *list, const fuse_rt_shape *base, const fuse_rt_str *name) {
  while (list != NULL && !(list->base == base && fuse_rt_str_eq(list->names[base->count], name)))
    list = list->next;
  return list;
}

static extension *make(const fuse_rt_shape *base, const fuse_rt_str *name) {
  size_t names_size = (size_t)(base->count + 1) * sizeof(fuse_rt_str *);
  extension *made = fuse_rt_heap_alloc(sizeof(extension) + names_size);
  made->shape = (fuse_rt_shape){base->name, base->count + 1, made->names};
  made->base = base;
  memcpy(made->names, base->names, names_size - sizeof(fuse_rt_str *));
  made->names[base->count] = name;
  return made;
}

const fuse_rt_shape *fuse_rt_shape_with(const fuse_rt_shape *base, const fuse_rt_str *name) {
  extension *head = __atomic_load_n(&extensions, __ATOMIC_ACQUIRE);
  extension *found = find(head, base, name);
  if (found != NULL)
    return &found->shape;
  extension *made = make(base, name);
  do {
    /* Another thread may have made it meanwhile: then there are two, which are equal in all that matters. */
    made->next = head;
  } while (!__atomic_compare_exchange_n(&extensions, &head, made, false, __ATOMIC_RELEASE, __ATOMIC_ACQUIRE));
  __atomic_store_n(&fuse_rt_shape_forget, forget, __ATOMIC_RELAXED);
  return &made->shape;
}
