/* html.*: elements from attributes and children that are only known at run time.
 *
 * Attributes are sorted by name. Text is escaped where it becomes markup; lists among the children stand for their elements, one
 * level deep. Elements whose parts are known are put together by compiled code.
 */
#include "any.h"
#include "builder.h"
#include "map.h"
#include "markup.h"
#include "message.h"

/* ---- attributes ---- */

/* The slots of a map in the order of its keys. */
static int64_t *sorted_slots(const fuse_rt_map *map, fuse_rt_array **memory) {
  *memory = fuse_rt_array_alloc(map->header.length, sizeof(int64_t));
  int64_t *slots = FUSE_RT_ELEMENTS(*memory);
  for (int64_t i = 0; i < map->header.length; i++) {
    fuse_rt_text key = fuse_rt_text_of_str(fuse_rt_map_key_at(map, i));
    int64_t place = i;
    /* Elements have few attributes. */
    for (; place > 0; place--) {
      fuse_rt_text before = fuse_rt_text_of_str(fuse_rt_map_key_at(map, slots[place - 1]));
      if (fuse_rt_text_compare(before, key) <= 0)
        break;
      slots[place] = slots[place - 1];
    }
    slots[place] = i;
  }
  return slots;
}

/* `value_at` finds the text of a value in the map. */
static void put_attributes(fuse_rt_str **out, const fuse_rt_map *map, const fuse_rt_str *(*text_of)(const void *value)) {
  fuse_rt_array *memory;
  const int64_t *slots = sorted_slots(map, &memory);
  for (int64_t i = 0; i < map->header.length; i++) {
    fuse_rt_builder_put_char(out, ' ');
    fuse_rt_builder_put_str(out, fuse_rt_map_key_at(map, slots[i]));
    fuse_rt_builder_put_constant(out, "=\"");
    fuse_rt_markup_append(out, fuse_rt_text_of_str(text_of(fuse_rt_map_value_at(map, slots[i]))), true);
    fuse_rt_builder_put_char(out, '"');
  }
  fuse_rt_array_free(memory);
}

static const fuse_rt_str *text_of_str(const void *value) { return *(const fuse_rt_str *const *)value; }
static const fuse_rt_str *text_of_any(const void *value) { return ((const fuse_rt_any *)value)->object; }

fuse_rt_html *fuse_rt_html_attributes(const fuse_rt_map *attributes) {
  fuse_rt_str *out = fuse_rt_builder_new();
  put_attributes(&out, attributes, text_of_str);
  return out;
}

static fuse_rt_error *failure(const fuse_rt_str *name, const char *message) {
  return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of_str(name), fuse_rt_text_of(message)});
}

static fuse_rt_error *put_any_attributes(fuse_rt_str **out, const fuse_rt_any *attributes, const fuse_rt_str *name) {
  if (attributes->kind != FUSE_RT_MAP)
    return failure(name, " expects attrs as Map<String, String>");
  const fuse_rt_map *map = attributes->object;
  for (int64_t i = 0; i < map->header.length; i++)
    if (((const fuse_rt_any *)fuse_rt_map_value_at(map, i))->kind != FUSE_RT_STR)
      return failure(name, " attrs must be Map<String, String>");
  put_attributes(out, map, text_of_any);
  return NULL;
}

/* ---- children ---- */

static fuse_rt_error *put_child(fuse_rt_str **out, const fuse_rt_any *child, const fuse_rt_str *name) {
  if (child->kind == FUSE_RT_HTML) {
    fuse_rt_builder_put_str(out, child->object);
    return NULL;
  }
  if (child->kind == FUSE_RT_STR) {
    fuse_rt_markup_append(out, fuse_rt_text_of_str(child->object), false);
    return NULL;
  }
  fuse_rt_str *type = fuse_rt_any_type_name(child);
  fuse_rt_error *error = fuse_rt_message_error(3, (fuse_rt_text[]){fuse_rt_text_of_str(name),
                                                                   fuse_rt_text_of(" children must be Html or String, got "),
                                                                   fuse_rt_text_of_str(type)});
  fuse_rt_str_release(type);
  return error;
}

static fuse_rt_error *put_each(fuse_rt_str **out, const fuse_rt_list *children, const fuse_rt_str *name) {
  const fuse_rt_any *elements = FUSE_RT_ELEMENTS(children);
  for (int64_t i = 0; i < children->length; i++) {
    fuse_rt_error *error = put_child(out, &elements[i], name);
    if (error != NULL)
      return error;
  }
  return NULL;
}

/* A child, or a list that stands for its elements. */
static fuse_rt_error *put_spread(fuse_rt_str **out, const fuse_rt_any *child, const fuse_rt_str *name) {
  return child->kind == FUSE_RT_LIST ? put_each(out, child->object, name) : put_child(out, child, name);
}

static fuse_rt_error *put_children(fuse_rt_str **out, const fuse_rt_list *children, const fuse_rt_str *name) {
  const fuse_rt_any *elements = FUSE_RT_ELEMENTS(children);
  for (int64_t i = 0; i < children->length; i++) {
    fuse_rt_error *error = put_spread(out, &elements[i], name);
    if (error != NULL)
      return error;
  }
  return NULL;
}

/* ---- what compiled code calls ---- */

/* Gives what was built, or frees it and gives the error. */
static fuse_rt_error *finish(fuse_rt_str *built, fuse_rt_error *error, fuse_rt_html **out) {
  if (error == NULL)
    *out = built;
  else
    fuse_rt_array_free(built);
  return error;
}

fuse_rt_error *fuse_rt_html_any_attributes(const fuse_rt_any *attributes, const fuse_rt_str *name, fuse_rt_html **out) {
  fuse_rt_str *built = fuse_rt_builder_new();
  fuse_rt_error *error = put_any_attributes(&built, attributes, name);
  return finish(built, error, out);
}

fuse_rt_error *fuse_rt_html_child(const fuse_rt_any *child, const fuse_rt_str *name, fuse_rt_html **out) {
  fuse_rt_str *built = fuse_rt_builder_new();
  fuse_rt_error *error = put_spread(&built, child, name);
  return finish(built, error, out);
}

fuse_rt_error *fuse_rt_html_children(const fuse_rt_any *children, const fuse_rt_str *name, fuse_rt_html **out) {
  if (children->kind != FUSE_RT_LIST)
    return failure(name, " expects children as List<Html>");
  fuse_rt_str *built = fuse_rt_builder_new();
  fuse_rt_error *error = put_children(&built, children->object, name);
  return finish(built, error, out);
}

fuse_rt_html *fuse_rt_html_list(const fuse_rt_list *children) {
  fuse_rt_html *const *elements = FUSE_RT_ELEMENTS(children);
  return fuse_rt_str_concat(children->length, (const fuse_rt_str *const *)elements);
}

fuse_rt_html *fuse_rt_html_texts(const fuse_rt_list *texts) {
  fuse_rt_str *const *elements = FUSE_RT_ELEMENTS(texts);
  fuse_rt_str *out = fuse_rt_builder_new();
  for (int64_t i = 0; i < texts->length; i++)
    fuse_rt_markup_append(&out, fuse_rt_text_of_str(elements[i]), false);
  return out;
}

fuse_rt_error *fuse_rt_html_node(const fuse_rt_str *tag, const fuse_rt_any *attributes, const fuse_rt_any *children,
                                 fuse_rt_html **out) {
  static const struct {
    fuse_rt_str header;
    char text[sizeof "html.node"];
  } name = {{0, sizeof "html.node" - 1, 0}, "html.node"};
  fuse_rt_html *written;
  fuse_rt_html *content = NULL;
  fuse_rt_error *error = fuse_rt_html_any_attributes(attributes, &name.header, &written);
  if (error != NULL)
    return error;
  error = fuse_rt_html_children(children, &name.header, &content);
  if (error == NULL) {
    *out = fuse_rt_html_element(tag, written, content);
    fuse_rt_str_release(content);
  }
  fuse_rt_str_release(written);
  return error;
}

fuse_rt_html *fuse_rt_html_element(const fuse_rt_str *tag, const fuse_rt_html *attributes, const fuse_rt_html *content) {
  fuse_rt_str *out = fuse_rt_builder_new();
  fuse_rt_builder_put_char(&out, '<');
  fuse_rt_builder_put_str(&out, tag);
  fuse_rt_builder_put_str(&out, attributes);
  fuse_rt_builder_put_char(&out, '>');
  if (content->length == 0 && fuse_rt_markup_is_void(fuse_rt_text_of_str(tag)))
    return out;
  fuse_rt_builder_put_str(&out, content);
  fuse_rt_builder_put_constant(&out, "</");
  fuse_rt_builder_put_str(&out, tag);
  fuse_rt_builder_put_char(&out, '>');
  return out;
}
