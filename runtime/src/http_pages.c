/* What a server answers without a route: static files, and the page that shows the program's OpenAPI document. */
#include "http_pages.h"

#include "builder.h"
#include "http_live_reload.h"
#include "message.h"
#include "os.h"

static const char page_before_url[] = "<!doctype html>\n"
                                      "<html lang=\"en\">\n"
                                      "<head>\n"
                                      "<meta charset=\"utf-8\">\n"
                                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                                      "<title>OpenAPI</title>\n"
                                      "<style>\n"
                                      ":root { color-scheme: light dark; font-family: system-ui, sans-serif }\n"
                                      "body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem }\n"
                                      "td { padding: .25rem 1rem .25rem 0; vertical-align: top }\n"
                                      "td:first-child { font-weight: 600 }\n"
                                      "</style>\n"
                                      "</head>\n"
                                      "<body>\n"
                                      "<h1 id=\"title\">OpenAPI</h1>\n"
                                      "<p id=\"status\">Loading…</p>\n"
                                      "<table><tbody id=\"routes\"></tbody></table>\n"
                                      "<p><a id=\"spec\">openapi.json</a></p>\n"
                                      "<script>\n"
                                      "(function () {\n"
                                      "  var url = '";
static const char page_after_url[] =
    "', byId = function (id) { return document.getElementById(id); };\n"
    "  byId('spec').href = url;\n"
    "  fetch(url).then(function (response) {\n"
    "    if (!response.ok) { throw new Error('HTTP ' + response.status); }\n"
    "    return response.json();\n"
    "  }).then(function (spec) {\n"
    "    byId('title').textContent = spec.info.title + ' ' + spec.info.version;\n"
    "    byId('status').textContent = '';\n"
    "    Object.keys(spec.paths || {}).forEach(function (path) {\n"
    "      Object.keys(spec.paths[path]).forEach(function (verb) {\n"
    "        var row = byId('routes').insertRow(), operation = spec.paths[path][verb];\n"
    "        [verb.toUpperCase(), path, operation.summary || ''].forEach(function (text) {\n"
    "          row.insertCell().textContent = text;\n"
    "        });\n"
    "      });\n"
    "    });\n"
    "  }).catch(function (error) { byId('status').textContent = 'Failed to load the document: ' + error.message; });\n"
    "})();\n"
    "</script>\n"
    "</body>\n"
    "</html>\n";

static const char type_json[] = "application/json; charset=utf-8";
static const char type_text[] = "text/plain; charset=utf-8";

static fuse_rt_http_reply answer(const char *content_type, fuse_rt_str *body, const fuse_rt_http_settings *settings) {
  if (content_type == fuse_rt_http_html)
    body = fuse_rt_http_with_live_reload(body, settings->reload_url);
  fuse_rt_http_reply reply = fuse_rt_http_reply_make(200, content_type, body);
  reply.is_id_first = true;
  return reply;
}

/* Reads a file of UTF-8 text: 0, NOT_TEXT, or a code of the system. */
enum { NOT_TEXT = INT32_MIN };

static int read_text(const fuse_rt_str *path, fuse_rt_str **out) {
  int code = fuse_rt_os_read_file(path, out);
  if (code == 0 && !fuse_rt_text_is_utf8(fuse_rt_text_of_str(*out))) {
    fuse_rt_str_release(*out);
    return NOT_TEXT;
  }
  return code;
}

/* ---- the OpenAPI document ---- */

static fuse_rt_text without_slashes(fuse_rt_text text) {
  while (text.length > 0 && text.data[0] == '/')
    text = (fuse_rt_text){text.data + 1, text.length - 1};
  while (text.length > 0 && text.data[text.length - 1] == '/')
    text.length--;
  return text;
}

/* The path of the page: a leading slash, none at the end. */
static fuse_rt_str *page_path(const fuse_rt_http_settings *settings) {
  fuse_rt_text raw = settings->openapi_page == NULL ? fuse_rt_text_of("") : fuse_rt_text_of_str(settings->openapi_page);
  raw = fuse_rt_text_trim(raw);
  fuse_rt_text name = raw.length == 0 ? fuse_rt_text_of("docs") : without_slashes(raw);
  fuse_rt_str *path = fuse_rt_builder_new();
  if (name.length > 0)
    fuse_rt_builder_put_char(&path, '/');
  fuse_rt_builder_put(&path, name);
  return path;
}

static fuse_rt_http_reply page_reply(fuse_rt_text document, const fuse_rt_http_settings *settings) {
  fuse_rt_str *page = fuse_rt_builder_new();
  fuse_rt_builder_put_constant(&page, page_before_url);
  fuse_rt_http_put_script_text(&page, document);
  fuse_rt_builder_put_constant(&page, page_after_url);
  return answer(fuse_rt_http_html, page, settings);
}

static fuse_rt_http_reply document_reply(const fuse_rt_http_settings *settings) {
  fuse_rt_str *document;
  int code = read_text(settings->openapi_file, &document);
  if (code == 0)
    return answer(type_json, document, settings);
  fuse_rt_str *message = fuse_rt_text_to_str(fuse_rt_text_of("failed to read openapi spec: "));
  if (code == NOT_TEXT)
    fuse_rt_message_append(&message, fuse_rt_text_of("stream did not contain valid UTF-8"));
  else if (code == FUSE_RT_FILE_MISSING)
    fuse_rt_message_append(&message, fuse_rt_text_of("No such file or directory (os error 2)"));
  else
    fuse_rt_message_append_os_error(&message, code);
  fuse_rt_http_reply reply = fuse_rt_http_reply_internal(500, fuse_rt_text_of_str(message));
  reply.is_id_first = true;
  fuse_rt_str_release(message);
  return reply;
}

bool fuse_rt_http_openapi_reply(fuse_rt_text path, const fuse_rt_http_settings *settings, fuse_rt_http_reply *reply) {
  if (settings->openapi_file == NULL)
    return false;
  fuse_rt_str *document = page_path(settings);
  fuse_rt_text page = fuse_rt_text_of_str(document);
  fuse_rt_text plain = path;
  if (plain.length > 0 && plain.data[plain.length - 1] == '/')
    plain.length--;
  bool is_page = fuse_rt_text_equal(plain, page);
  fuse_rt_builder_put_constant(&document, "/openapi.json");
  bool is_document = !is_page && fuse_rt_text_equal(path, fuse_rt_text_of_str(document));
  if (is_page)
    *reply = page_reply(fuse_rt_text_of_str(document), settings);
  else if (is_document)
    *reply = document_reply(settings);
  fuse_rt_str_release(document);
  return is_page || is_document;
}

/* ---- static files ---- */

/* Whether a relative path stays below its folder. */
static bool stays_below(fuse_rt_text path) {
  fuse_rt_text segment, rest = path;
  for (bool is_more = true; is_more;) {
    is_more = fuse_rt_http_split(rest, "/", &segment, &rest);
    if (fuse_rt_text_equal(segment, fuse_rt_text_of("..")))
      return false;
  }
#if defined(_WIN32)
  /* These lead out of a folder, too. */
  for (size_t i = 0; i < path.length; i++)
    if (path.data[i] == '\\' || path.data[i] == ':')
      return false;
#endif
  return path.data[0] != '/';
}

/* The path of the file below the folder as a new string; NULL where the path of the request leads elsewhere. */
static fuse_rt_str *file_path(fuse_rt_text path, const fuse_rt_http_settings *settings) {
  while (path.length > 0 && path.data[0] == '/')
    path = (fuse_rt_text){path.data + 1, path.length - 1};
  fuse_rt_str *full = fuse_rt_text_to_str(fuse_rt_text_of_str(settings->static_folder));
  if (full->length > 0 && ((const char *)FUSE_RT_ELEMENTS(full))[full->length - 1] != '/')
    fuse_rt_builder_put_char(&full, '/');
  size_t folder_length = (size_t)full->length;
  fuse_rt_builder_put(&full, path);
  if (path.length == 0 || path.data[path.length - 1] == '/') {
    bool has_name = settings->static_index != NULL && settings->static_index->length > 0;
    fuse_rt_builder_put(&full, has_name ? fuse_rt_text_of_str(settings->static_index) : fuse_rt_text_of("index.html"));
  }
  fuse_rt_text whole = fuse_rt_text_of_str(full);
  if (stays_below((fuse_rt_text){whole.data + folder_length, whole.length - folder_length}))
    return full;
  fuse_rt_str_release(full);
  return NULL;
}

/* By the part of the name from its last dot on; dots that it begins with do not count. */
static const char *type_of(const fuse_rt_str *path) {
  static const struct {
    const char *extension;
    const char *type;
  } types[] = {{".html", fuse_rt_http_html},
               {".css", "text/css; charset=utf-8"},
               {".js", "application/javascript; charset=utf-8"},
               {".json", type_json}};
  fuse_rt_text name = fuse_rt_text_of_str(path);
  for (size_t i = name.length; i > 0; i--)
    if (name.data[i - 1] == '/') {
      name = (fuse_rt_text){name.data + i, name.length - i};
      break;
    }
  while (name.length > 0 && name.data[0] == '.')
    name = (fuse_rt_text){name.data + 1, name.length - 1};
  size_t dot = name.length;
  while (dot > 0 && name.data[dot - 1] != '.')
    dot--;
  if (dot == 0)
    return type_text;
  fuse_rt_text extension = {name.data + dot - 1, name.length - dot + 1};
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
    if (fuse_rt_text_equal(extension, fuse_rt_text_of(types[i].extension)))
      return types[i].type;
  return type_text;
}

bool fuse_rt_http_static_reply(fuse_rt_text path, const fuse_rt_http_settings *settings, fuse_rt_http_reply *reply) {
  fuse_rt_str *full = settings->static_folder == NULL ? NULL : file_path(path, settings);
  if (full == NULL)
    return false;
  fuse_rt_str *text;
  /* The language says so: what cannot be read as text is left to the routes. */
  bool is_text = fuse_rt_os_is_file(full) && read_text(full, &text) == 0;
  if (is_text)
    *reply = answer(type_of(full), text, settings);
  fuse_rt_str_release(full);
  return is_text;
}
