/* Standard output and standard error.
 *
 * Standard output collects in a static buffer, which is written when it is full, at the end of the program, before anything on
 * standard error, and after each line when it is a terminal (asked once, at the first line).
 */
#include "console.h"

#include "fatal.h"
#include "lock.h"
#include "os.h"

enum { BUFFER_SIZE = 32 * 1024 };

/* What a shell reports for a program ended by a broken pipe. */
enum { STATUS_PIPE_BROKEN = 128 + 13 };

typedef enum line_mode { LINE_MODE_UNKNOWN, LINE_MODE_TERMINAL, LINE_MODE_OTHER } line_mode;

void (*fuse_rt_lock_hook)(fuse_rt_lock_name name, bool take);

static char buffer[BUFFER_SIZE];
static size_t used;
static line_mode mode;

static void write_out(const char *bytes, size_t size) {
  switch (fuse_rt_os_write(FUSE_RT_STDOUT, bytes, size)) {
  case FUSE_RT_WRITE_DONE:
    return;
  case FUSE_RT_WRITE_PIPE_BROKEN:
    /* Only where the signal for it is ignored: elsewhere the system has ended the process by now. */
    fuse_rt_os_exit(STATUS_PIPE_BROKEN);
  case FUSE_RT_WRITE_FAILED:
    fuse_rt_fatal_panic("failed printing to stdout");
  }
}

void fuse_rt_console_flush(void) {
  size_t size = used;
  used = 0;
  if (size > 0)
    write_out(buffer, size);
}

void fuse_rt_console_flush_last(void) {
  size_t size = used;
  used = 0;
  if (size > 0)
    fuse_rt_os_write(FUSE_RT_STDOUT, buffer, size);
}

void fuse_rt_console_write(fuse_rt_text text) {
  if (text.length > BUFFER_SIZE - used) {
    fuse_rt_console_flush();
    if (text.length >= BUFFER_SIZE) {
      write_out(text.data, text.length);
      return;
    }
  }
  memcpy(buffer + used, text.data, text.length);
  used += text.length;
}

void fuse_rt_print(const fuse_rt_str *s) {
  fuse_rt_lock(FUSE_RT_LOCK_STATE);
  if (__builtin_expect(mode == LINE_MODE_UNKNOWN, 0))
    mode = fuse_rt_os_is_terminal(FUSE_RT_STDOUT) ? LINE_MODE_TERMINAL : LINE_MODE_OTHER;
  fuse_rt_console_write(fuse_rt_text_of_str(s));
  fuse_rt_console_write((fuse_rt_text){"\n", 1});
  if (mode == LINE_MODE_TERMINAL)
    fuse_rt_console_flush();
  fuse_rt_unlock(FUSE_RT_LOCK_STATE);
}

static void flush_line(fuse_rt_error_line *line) {
  /* A failure to write to standard error has nowhere to be reported. */
  fuse_rt_os_write(FUSE_RT_STDERR, line->bytes, line->used);
  line->used = 0;
}

void fuse_rt_error_line_begin(fuse_rt_error_line *line) { line->used = 0; }

void fuse_rt_error_line_put(fuse_rt_error_line *line, fuse_rt_text text) {
  while (text.length > 0) {
    size_t room = sizeof line->bytes - line->used;
    size_t part = text.length < room ? text.length : room;
    memcpy(line->bytes + line->used, text.data, part);
    line->used += part;
    text.data += part;
    text.length -= part;
    if (line->used == sizeof line->bytes)
      flush_line(line);
  }
}

void fuse_rt_error_line_put_int(fuse_rt_error_line *line, int64_t value) {
  char digits[20];
  char *end = digits + sizeof digits;
  char *start = fuse_rt_text_write_int(end, value);
  fuse_rt_error_line_put(line, (fuse_rt_text){start, (size_t)(end - start)});
}

void fuse_rt_error_line_put_escaped(fuse_rt_error_line *line, fuse_rt_text text) {
  size_t done = 0;
  for (size_t i = 0; i < text.length; i++) {
    char c = text.data[i];
    if (c != '\n' && c != '\r')
      continue;
    fuse_rt_error_line_put(line, (fuse_rt_text){text.data + done, i - done});
    fuse_rt_error_line_put(line, fuse_rt_text_of(c == '\n' ? "\\n" : "\\r"));
    done = i + 1;
  }
  fuse_rt_error_line_put(line, (fuse_rt_text){text.data + done, text.length - done});
}

void fuse_rt_error_line_end(fuse_rt_error_line *line) {
  fuse_rt_error_line_put(line, (fuse_rt_text){"\n", 1});
  if (line->used > 0)
    flush_line(line);
}
