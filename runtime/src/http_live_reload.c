/* The script that pages carry while they are developed: it reloads them when the program has been built again. Messages are
 * `reload`,
 * `{"type":"clear_error"}` and `{"type":"compile_error","message":…}`; a lost connection is tried again, less and less often. */
#include "http_live_reload.h"

#include "builder.h"

static const char mark[] = "data-fuse-live-reload";
static const char before_url[] =
    "<script data-fuse-live-reload>"
    "(function(){var delay=500,id='fuse-dev-overlay';"
    "function overlay(){return document.getElementById(id);}function hide(){var box=overlay();"
    "if(box){box.remove();}}function show(text){hide();var box=document.createElement('pre');box.id=id;"
    "box.textContent=text;box.style.cssText='position:fixed;inset:0;margin:0;padding:24px;overflow:auto;"
    "z-index:2147483647;background:#111827;color:#f9fafb';document.documentElement.appendChild(box);"
    "}function receive(data){if(data==='reload'){location.reload();return;}var event;"
    "try{event=JSON.parse(data);}catch(_){return;}if(event&&event.type==='clear_error'){hide();"
    "}if(event&&event.type==='compile_error'){show(String(event.message||'unknown compile error'));"
    "}}function connect(){var socket=new WebSocket('";
static const char after_url[] =
    "');socket.onopen=function(){delay=500;};socket.onmessage=function(message){receive(message.data);};"
    "socket.onclose=function(){setTimeout(connect,delay);delay=Math.min(delay*2,3000);};}connect();})();"
    "</script>";

/* The position of the last occurrence; -1 where there is none. */
static int64_t last_of(fuse_rt_text text, const char *part) {
  size_t length = strlen(part);
  for (size_t i = text.length; i >= length; i--)
    if (memcmp(text.data + i - length, part, length) == 0)
      return (int64_t)(i - length);
  return -1;
}

fuse_rt_str *fuse_rt_http_with_live_reload(fuse_rt_str *page, const fuse_rt_str *url) {
  fuse_rt_text text = fuse_rt_text_of_str(page);
  if (url == NULL || fuse_rt_text_trim(fuse_rt_text_of_str(url)).length == 0 || last_of(text, mark) >= 0)
    return page;
  int64_t closing = last_of(text, "</body>");
  size_t before = closing < 0 ? text.length : (size_t)closing;
  fuse_rt_str *out = fuse_rt_builder_new();
  fuse_rt_builder_put(&out, (fuse_rt_text){text.data, before});
  fuse_rt_builder_put_constant(&out, before_url);
  fuse_rt_http_put_script_text(&out, fuse_rt_text_of_str(url));
  fuse_rt_builder_put_constant(&out, after_url);
  fuse_rt_builder_put(&out, (fuse_rt_text){text.data + before, text.length - before});
  fuse_rt_str_release(page);
  return out;
}

/* ---- text in scripts ---- */

/* The character at the start of well-formed UTF-8, and its length in bytes. */
static uint32_t character_at(const unsigned char *p, size_t *length) {
  *length = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
  uint32_t character = *length == 1 ? p[0] : p[0] & (0xffu >> (*length + 1));
  for (size_t i = 1; i < *length; i++)
    character = character << 6 | (p[i] & 0x3fu);
  return character;
}

static bool is_harmless(uint32_t character) {
  if ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9'))
    return true;
  return character > 0 && character < 0x80 && strchr(" /:._-?=&#%", (int)character) != NULL;
}

void fuse_rt_http_put_script_text(fuse_rt_str **out, fuse_rt_text text) {
  for (size_t i = 0, length; i < text.length; i += length) {
    uint32_t character = character_at((const unsigned char *)text.data + i, &length);
    if (is_harmless(character)) {
      fuse_rt_builder_put_char(out, (char)character);
      continue;
    }
    char digits[8];
    size_t n = sizeof digits;
    do {
      digits[--n] = "0123456789abcdef"[character & 0xf];
      character >>= 4;
    } while (character > 0);
    fuse_rt_builder_put_constant(out, "\\u{");
    fuse_rt_builder_put(out, (fuse_rt_text){digits + n, sizeof digits - n});
    fuse_rt_builder_put_char(out, '}');
  }
}
