/* The fatal envelope. Everything here runs in signal handlers and without memory: no allocation, no locks, no library calls. */
#include "fatal.h"

#include "console.h"
#include "os.h"

static const char *build_line;

void fuse_rt_fatal_set_build_line(const char *line) { build_line = line; }

bool fuse_rt_fatal_is_release_build(void) { return build_line != NULL && strstr(build_line, " profile=release ") != NULL; }

void fuse_rt_fatal_write(const char *class_name, const char *prefix, fuse_rt_text text) {
  fuse_rt_error_line line;
  fuse_rt_error_line_begin(&line);
  fuse_rt_error_line_put(&line, fuse_rt_text_of("fatal: class="));
  fuse_rt_error_line_put(&line, fuse_rt_text_of(class_name));
  fuse_rt_error_line_put(&line, fuse_rt_text_of(" pid="));
  fuse_rt_error_line_put_int(&line, fuse_rt_os_process_id());
  fuse_rt_error_line_put(&line, fuse_rt_text_of(" message="));
  fuse_rt_error_line_put(&line, fuse_rt_text_of(prefix));
  fuse_rt_error_line_put_escaped(&line, text);
  if (build_line != NULL) {
    fuse_rt_error_line_put(&line, (fuse_rt_text){" ", 1});
    fuse_rt_error_line_put(&line, fuse_rt_text_of(build_line));
  }
  fuse_rt_error_line_end(&line);
}

void fuse_rt_fatal_write_panic(const char *text) {
  fuse_rt_fatal_write("panic", "panic_kind=panic_static_str ", fuse_rt_text_of(text));
}

_Noreturn void fuse_rt_fatal_panic(const char *text) {
  fuse_rt_console_flush_last();
  fuse_rt_fatal_write_panic(text);
  fuse_rt_os_exit(FUSE_RT_STATUS_PANIC);
}
