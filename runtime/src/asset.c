/* `asset`: the address that a file of the program is served under: looked up in the map of hashed names, else its path. */
#include "any.h"
#include "builder.h"
#include "os.h"

static fuse_rt_text skip(fuse_rt_text text, size_t length) { return (fuse_rt_text){text.data + length, text.length - length}; }

/* Appends an address, which begins with a slash. */
static void put_address(fuse_rt_str **out, fuse_rt_text address) {
  if (address.length == 0 || address.data[0] != '/')
    fuse_rt_builder_put_char(out, '/');
  fuse_rt_builder_put(out, address);
}

/* The entry of the map for a path, with or without a slash before it; false when it has none. */
static bool find_mapped(const fuse_rt_any *map, const fuse_rt_str *key, fuse_rt_str **out) {
  if (map->kind != FUSE_RT_MAP)
    return false;
  fuse_rt_str *with_slash = fuse_rt_builder_new();
  put_address(&with_slash, fuse_rt_text_of_str(key));
  const fuse_rt_str *candidates[] = {key, with_slash};
  const fuse_rt_any *found = NULL;
  for (int i = 0; i < 2 && found == NULL; i++) {
    int64_t slot = fuse_rt_map_find(map->object, candidates[i]);
    const fuse_rt_any *value = slot < 0 ? NULL : fuse_rt_map_value_at(map->object, slot);
    if (value != NULL && value->kind == FUSE_RT_STR)
      found = value;
  }
  if (found != NULL)
    put_address(out, fuse_rt_text_of_str(found->object));
  fuse_rt_str_release(with_slash);
  return found != NULL;
}

/* The map in FUSE_ASSET_MAP. One that is broken counts as none, as the language has it. */
static bool put_mapped(fuse_rt_str **out, const fuse_rt_str *key) {
  fuse_rt_str *text = fuse_rt_os_env_get(fuse_rt_text_of("FUSE_ASSET_MAP"));
  if (text == NULL)
    return false;
  fuse_rt_any map;
  fuse_rt_error *error = fuse_rt_json_decode(text, &map);
  fuse_rt_str_release(text);
  if (error != NULL) {
    fuse_rt_error_free(error);
    return false;
  }
  bool is_found = find_mapped(&map, key, out);
  fuse_rt_any_release(&map);
  return is_found;
}

fuse_rt_str *fuse_rt_asset(const fuse_rt_str *path) {
  fuse_rt_text text = fuse_rt_text_trim(fuse_rt_text_of_str(path));
  size_t length = 0;
  while (length < text.length && text.data[length] != '?' && text.data[length] != '#')
    length++;
  fuse_rt_text suffix = skip(text, length);
  fuse_rt_str *key = fuse_rt_text_to_str(fuse_rt_text_trim((fuse_rt_text){text.data, length}));
  char *bytes = FUSE_RT_ELEMENTS(key);
  int64_t slashes = 0;
  for (int64_t i = 0; i < key->length; i++) {
    if (bytes[i] == '\\')
      bytes[i] = '/';
    slashes += slashes == i && bytes[i] == '/';
  }
  memmove(bytes, bytes + slashes, (size_t)(key->length - slashes));
  key->length -= slashes;
  fuse_rt_str *out = fuse_rt_builder_new();
  if (key->length == 0 || !put_mapped(&out, key))
    put_address(&out, fuse_rt_text_of_str(key));
  fuse_rt_builder_put(&out, suffix);
  fuse_rt_str_release(key);
  return out;
}
