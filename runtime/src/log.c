/* `log`: lines on standard error, by level.
 *
 * `[INFO] text` for a message alone, coloured for a terminal; a JSON object where there is data besides.
 */
#include "console.h"
#include "json_quote.h"
#include "lock.h"
#include "message.h"
#include "object.h"
#include "os.h"

enum { INFO = 2, LEVELS = 5 };

static const struct {
  const char *name;
  const char *shown;
  const char *color;
} levels[LEVELS] = {{"trace", "TRACE", "90"},
                    {"debug", "DEBUG", "36"},
                    {"info", "INFO", "32"},
                    {"warn", "WARN", "33;1"},
                    {"error", "ERROR", "31;1"}};

int64_t fuse_rt_log_level(const fuse_rt_str *name) {
  fuse_rt_text text = fuse_rt_text_trim(fuse_rt_text_of_str(name));
  for (int i = 0; i < LEVELS; i++)
    if (fuse_rt_text_equal_any_case(text, levels[i].name))
      return i;
  return fuse_rt_text_equal_any_case(text, "warning") ? 3 : -1;
}

/* The value of a variable, or NULL. */
static fuse_rt_str *variable(const char *name) { return fuse_rt_os_env_get(fuse_rt_text_of(name)); }

bool fuse_rt_log_is_on(int64_t level) {
  fuse_rt_str *least = variable("FUSE_LOG");
  int64_t limit = least == NULL ? -1 : fuse_rt_log_level(least);
  if (least != NULL)
    fuse_rt_str_release(least);
  return level >= (limit < 0 ? INFO : limit);
}

typedef struct search {
  fuse_rt_text wanted;
  bool found;
} search;

static void compare(void *context, fuse_rt_text name) {
  search *s = context;
  s->found |= fuse_rt_text_equal(name, s->wanted);
}

static bool is_set(const char *name) {
  search s = {fuse_rt_text_of(name), false};
  fuse_rt_os_env_each(compare, &s);
  return s.found;
}

static bool is_text(const fuse_rt_str *value, const char *lower) {
  return value != NULL && fuse_rt_text_equal_any_case(fuse_rt_text_trim(fuse_rt_text_of_str(value)), lower);
}

static bool is_colored(void) {
  fuse_rt_str *choice = variable("FUSE_COLOR");
  bool always = is_text(choice, "always");
  bool never = is_text(choice, "never");
  if (choice != NULL)
    fuse_rt_str_release(choice);
  if (always || never)
    return always;
  if (is_set("NO_COLOR"))
    return false;
  if (!is_set("FUSE_COLOR_FORCE_TTY"))
    return fuse_rt_os_is_terminal(FUSE_RT_STDERR);
  fuse_rt_str *forced = variable("FUSE_COLOR_FORCE_TTY");
  bool on = forced != NULL && fuse_rt_text_equal(fuse_rt_text_of_str(forced), fuse_rt_text_of("1"));
  if (forced != NULL)
    fuse_rt_str_release(forced);
  return on;
}

static void begin(fuse_rt_error_line *line) {
  fuse_rt_lock(FUSE_RT_LOCK_STATE);
  fuse_rt_console_flush();
  fuse_rt_error_line_begin(line);
}

static void end(fuse_rt_error_line *line) {
  fuse_rt_error_line_end(line);
  fuse_rt_unlock(FUSE_RT_LOCK_STATE);
}

void fuse_rt_log_text(int64_t level, const fuse_rt_str *message) {
  bool colored = is_colored();
  fuse_rt_error_line line;
  begin(&line);
  fuse_rt_error_line_put(&line, fuse_rt_text_of("["));
  if (colored) {
    fuse_rt_error_line_put(&line, fuse_rt_text_of("\x1b["));
    fuse_rt_error_line_put(&line, fuse_rt_text_of(levels[level].color));
    fuse_rt_error_line_put(&line, fuse_rt_text_of("m"));
  }
  fuse_rt_error_line_put(&line, fuse_rt_text_of(levels[level].shown));
  fuse_rt_error_line_put(&line, fuse_rt_text_of(colored ? "\x1b[0m] " : "] "));
  fuse_rt_error_line_put(&line, fuse_rt_text_of_str(message));
  end(&line);
}

void fuse_rt_log_data(int64_t level, const fuse_rt_str *message, const fuse_rt_str *data) {
  fuse_rt_str *quoted = fuse_rt_array_alloc(0, 1);
  fuse_rt_json_quote(&quoted, fuse_rt_text_of_str(message));
  fuse_rt_error_line line;
  begin(&line);
  fuse_rt_error_line_put(&line, fuse_rt_text_of("{\"data\":"));
  fuse_rt_error_line_put(&line, fuse_rt_text_of_str(data));
  fuse_rt_error_line_put(&line, fuse_rt_text_of(",\"level\":\""));
  fuse_rt_error_line_put(&line, fuse_rt_text_of(levels[level].name));
  fuse_rt_error_line_put(&line, fuse_rt_text_of("\",\"message\":"));
  fuse_rt_error_line_put(&line, fuse_rt_text_of_str(quoted));
  fuse_rt_error_line_put(&line, fuse_rt_text_of("}"));
  end(&line);
  fuse_rt_str_release(quoted);
}
