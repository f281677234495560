/* Text as markup: what is text stays text in a page. */
#include "markup.h"

#include "message.h"
#include "object.h"

/* The entity that stands for a byte, or NULL when it stands for itself. */
static const char *entity_of(char c, bool in_attribute) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return in_attribute ? "&quot;" : NULL;
  default:
    return NULL;
  }
}

void fuse_rt_markup_append(fuse_rt_str **out, fuse_rt_text text, bool in_attribute) {
  size_t done = 0;
  for (size_t i = 0; i < text.length; i++) {
    const char *entity = entity_of(text.data[i], in_attribute);
    if (entity == NULL)
      continue;
    fuse_rt_message_append(out, (fuse_rt_text){text.data + done, i - done});
    fuse_rt_message_append(out, fuse_rt_text_of(entity));
    done = i + 1;
  }
  fuse_rt_message_append(out, (fuse_rt_text){text.data + done, text.length - done});
}

static fuse_rt_html *escape(const fuse_rt_str *text, bool in_attribute) {
  fuse_rt_html *markup = fuse_rt_array_alloc(text->length, 1);
  markup->length = 0;
  fuse_rt_markup_append(&markup, fuse_rt_text_of_str(text), in_attribute);
  return markup;
}

fuse_rt_html *fuse_rt_html_text(const fuse_rt_str *text) { return escape(text, false); }

fuse_rt_html *fuse_rt_html_attribute(const fuse_rt_str *text) { return escape(text, true); }

/* The WHATWG HTML element index, with its obsolete elements. */
bool fuse_rt_markup_is_void(fuse_rt_text tag) {
  static const char *const names[] = {"area",  "base",    "basefont", "br",   "col",  "embed", "hr",     "image", "img",
                                      "input", "isindex", "keygen",   "link", "meta", "param", "source", "track", "wbr"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (fuse_rt_text_equal(tag, fuse_rt_text_of(names[i])))
      return true;
  return false;
}
