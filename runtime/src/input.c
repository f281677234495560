/* `input`: lines of standard input.
 *
 * What was read beyond a line waits in a buffer for the next one. The prompt and everything printed before is written first.
 */
#include "console.h"
#include "lock.h"
#include "message.h"
#include "object.h"
#include "os.h"

enum { BUFFER_SIZE = 16 * 1024 };

static char buffer[BUFFER_SIZE];
static size_t next; /* the first byte that waits */
static size_t used;

/* Reads a line with its line end, or up to the end of the input; the result is 0 or an error code of the system. */
static int read_line(fuse_rt_str **line) {
  for (;;) {
    if (next == used) {
      int64_t got = fuse_rt_os_read(FUSE_RT_STDIN, buffer, BUFFER_SIZE);
      if (got <= 0)
        return (int)-got;
      next = 0;
      used = (size_t)got;
    }
    const char *start = buffer + next;
    const char *end = memchr(start, '\n', used - next);
    size_t length = end == NULL ? used - next : (size_t)(end - start) + 1;
    fuse_rt_message_append(line, (fuse_rt_text){start, length});
    next += length;
    if (end != NULL)
      return 0;
  }
}

/* Drops the line end, of either kind. */
static void drop_line_end(fuse_rt_str *line) {
  const char *text = FUSE_RT_ELEMENTS(line);
  if (text[line->length - 1] != '\n')
    return;
  line->length--;
  if (line->length > 0 && text[line->length - 1] == '\r')
    line->length--;
}

static fuse_rt_error *read_failure(int code) {
  fuse_rt_str *message = fuse_rt_text_to_str(fuse_rt_text_of("input read failed: "));
  fuse_rt_message_append_os_error(&message, code);
  return fuse_rt_error_text(message);
}

static fuse_rt_error *check(const fuse_rt_str *line, int code) {
  if (code != 0)
    return read_failure(code);
  if (line->length == 0)
    return fuse_rt_message_constant(fuse_rt_os_is_terminal(FUSE_RT_STDIN) ? "input aborted: reached EOF"
                                                                          : "input requires stdin data in non-interactive mode");
  if (!fuse_rt_text_is_utf8(fuse_rt_text_of_str(line)))
    return fuse_rt_message_constant("input read failed: stream did not contain valid UTF-8");
  return NULL;
}

fuse_rt_error *fuse_rt_input(const fuse_rt_str *prompt, fuse_rt_str **out) {
  fuse_rt_lock(FUSE_RT_LOCK_INPUT);
  fuse_rt_lock(FUSE_RT_LOCK_STATE);
  fuse_rt_console_write(fuse_rt_text_of_str(prompt));
  fuse_rt_console_flush();
  fuse_rt_unlock(FUSE_RT_LOCK_STATE);
  fuse_rt_str *line = fuse_rt_array_alloc(0, 1);
  int code = read_line(&line);
  fuse_rt_unlock(FUSE_RT_LOCK_INPUT);
  fuse_rt_error *error = check(line, code);
  if (error != NULL) {
    fuse_rt_array_free(line);
    return error;
  }
  drop_line_end(line);
  *out = line;
  return NULL;
}
