/* The members of JSON objects against the fields of structs. */
#include "any.h"
#include "map.h"

/* The slot of the first key that is none of the names, or -1; *known is how many names come before it. Both are sorted. */
static int64_t find_unknown(const fuse_rt_map *object, const fuse_rt_list *names, int64_t *known) {
  fuse_rt_str *const *sorted = FUSE_RT_ELEMENTS(names);
  *known = 0;
  for (int64_t slot = 0; slot < object->header.length; slot++) {
    fuse_rt_text key = fuse_rt_text_of_str(fuse_rt_map_key_at(object, slot));
    int order = -1;
    while (*known < names->length && (order = fuse_rt_text_compare(fuse_rt_text_of_str(sorted[*known]), key)) < 0)
      ++*known;
    if (*known == names->length || order > 0)
      return slot;
  }
  return -1;
}

int64_t fuse_rt_json_known_before_unknown(const fuse_rt_map *object, const fuse_rt_list *names) {
  int64_t known;
  return find_unknown(object, names, &known) < 0 ? names->length + 1 : known;
}

fuse_rt_str *fuse_rt_json_unknown_member(const fuse_rt_map *object, const fuse_rt_list *names) {
  int64_t known;
  fuse_rt_str *key = fuse_rt_map_key_at(object, find_unknown(object, names, &known));
  fuse_rt_array_retain(key);
  return key;
}
