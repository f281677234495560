/* What the environment says to a server. */
#include "http_settings.h"

#include "fatal.h"
#include "object.h"
#include "os.h"

enum { DEFAULT_BODY_BYTES = 8 * 1024 * 1024 };

static fuse_rt_str *variable(const char *name) { return fuse_rt_os_env_get(fuse_rt_text_of(name)); }

static void release(fuse_rt_str *s) {
  if (s != NULL)
    fuse_rt_str_release(s);
}

/* The number that a variable spells; `missing` where it is unset, or spells none. */
static int64_t whole(const char *name, int64_t missing) {
  fuse_rt_str *text = variable(name);
  if (text == NULL)
    return missing;
  int64_t value;
  bool is_number = fuse_rt_text_read_digits(fuse_rt_text_of_str(text), &value);
  fuse_rt_str_release(text);
  return is_number ? value : missing;
}

/* Whether a text, in any case and with white space around it, is one of the words. */
static bool is_one_of(const fuse_rt_str *s, int n, const char *const *words) {
  fuse_rt_text text = s == NULL ? fuse_rt_text_of("") : fuse_rt_text_trim(fuse_rt_text_of_str(s));
  for (int i = 0; i < n; i++)
    if (fuse_rt_text_equal_any_case(text, words[i]))
      return true;
  return false;
}

/* Executables that were built for release can have a default. */
static bool logs_requests(void) {
  static const char *const words[] = {"1", "true", "structured", "json"};
  fuse_rt_str *chosen = variable("FUSE_REQUEST_LOG");
  if (chosen == NULL && fuse_rt_fatal_is_release_build())
    chosen = variable("FUSE_AOT_REQUEST_LOG_DEFAULT");
  bool is_on = is_one_of(chosen, 4, words);
  release(chosen);
  return is_on;
}

static bool reports_metrics(void) {
  static const char *const words[] = {"stderr"};
  fuse_rt_str *hook = variable("FUSE_METRICS_HOOK");
  bool is_on = is_one_of(hook, 1, words);
  release(hook);
  return is_on;
}

fuse_rt_http_reports fuse_rt_http_reports_read(void) { return (fuse_rt_http_reports){logs_requests(), reports_metrics()}; }

void fuse_rt_http_settings_read(fuse_rt_http_settings *settings) {
  *settings = (fuse_rt_http_settings){
      .service = variable("FUSE_SERVICE"),
      .host = variable("FUSE_HOST"),
      .static_folder = variable("FUSE_STATIC_DIR"),
      .static_index = variable("FUSE_STATIC_INDEX"),
      .openapi_file = variable("FUSE_OPENAPI_JSON_PATH"),
      .openapi_page = variable("FUSE_OPENAPI_UI_PATH"),
      .reload_url = variable("FUSE_DEV_RELOAD_WS_URL"),
      .proxy_url = variable("FUSE_VITE_PROXY_URL"),
      .max_requests = whole("FUSE_MAX_REQUESTS", 0),
      .max_body_bytes = whole("FUSE_MAX_BODY_BYTES", DEFAULT_BODY_BYTES),
      .reports = fuse_rt_http_reports_read(),
  };
}

void fuse_rt_http_settings_free(fuse_rt_http_settings *settings) {
  fuse_rt_str *const texts[] = {settings->service,      settings->host,         settings->static_folder, settings->static_index,
                                settings->openapi_file, settings->openapi_page, settings->reload_url,    settings->proxy_url};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    release(texts[i]);
}
