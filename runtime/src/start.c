/* The start and the end of a program. */
#include "cli.h"
#include "console.h"
#include "ending.h"
#include "error.h"
#include "fatal.h"
#include "object.h"
#include "os.h"
#include "trace.h"

enum { ENDINGS = 8 }; /* more than there are parts with something to do */

static void (*endings[ENDINGS])(void);
static int ending_count;

void fuse_rt_at_end(void (*action)(void)) { endings[ending_count++] = action; }

/* Whether the environment variable is exactly `1`. */
static bool is_requested(const char *variable) {
  fuse_rt_str *value = fuse_rt_os_env_get(fuse_rt_text_of(variable));
  if (value == NULL)
    return false;
  bool requested = fuse_rt_text_equal(fuse_rt_text_of_str(value), fuse_rt_text_of("1"));
  fuse_rt_str_release(value);
  return requested;
}

static int print_build_info(const char *build_line) {
  fuse_rt_console_write(fuse_rt_text_of(build_line));
  fuse_rt_console_write((fuse_rt_text){"\n", 1});
  fuse_rt_console_flush();
  return 0;
}

static void print_startup_trace(const char *build_line) {
  fuse_rt_error_line line;
  fuse_rt_error_line_begin(&line);
  fuse_rt_error_line_put(&line, fuse_rt_text_of("startup: pid="));
  fuse_rt_error_line_put_int(&line, fuse_rt_os_process_id());
  fuse_rt_error_line_put(&line, (fuse_rt_text){" ", 1});
  fuse_rt_error_line_put(&line, fuse_rt_text_of(build_line));
  fuse_rt_error_line_end(&line);
}

static void (*reporter)(const char *text, int64_t length);

void fuse_rt_report_with(void (*report)(const char *text, int64_t length)) { reporter = report; }

/* Executables say where an error was raised, after the line that the contract gives a form; all frames are shown on request. */
static void report_places(const fuse_rt_error *error, const char *build_line) {
  bool frames = is_requested("FUSE_BACKTRACE");
  if (error->trace != NULL && (frames || build_line != NULL))
    fuse_rt_trace_write(error, frames);
}

/* Reports the uncaught error and returns the exit status. */
static int report(fuse_rt_error *error, const char *build_line) {
  const char *panic = fuse_rt_error_panic_text(error);
  if (panic != NULL) {
    fuse_rt_fatal_write_panic(panic);
    report_places(error, build_line);
    return FUSE_RT_STATUS_PANIC;
  }
  fuse_rt_str *text = fuse_rt_error_render(error);
  if (build_line != NULL) {
    fuse_rt_fatal_write("runtime_fatal", "", fuse_rt_text_of_str(text));
    report_places(error, build_line);
  } else if (reporter != NULL) {
    reporter(FUSE_RT_ELEMENTS(text), text->length);
  } else {
    fuse_rt_error_line line;
    fuse_rt_error_line_begin(&line);
    fuse_rt_error_line_put(&line, fuse_rt_text_of("run error: "));
    fuse_rt_error_line_put(&line, fuse_rt_text_of_str(text));
    fuse_rt_error_line_end(&line);
    report_places(error, build_line);
  }
  fuse_rt_str_release(text);
  return FUSE_RT_STATUS_ERROR;
}

int fuse_rt_main(int argc, char **argv, const fuse_rt_program *program) {
  const char *build_line = program->build_line;
  fuse_rt_fatal_set_build_line(build_line);
  if (build_line != NULL && is_requested("FUSE_AOT_BUILD_INFO"))
    return print_build_info(build_line);
  if (build_line != NULL && is_requested("FUSE_AOT_STARTUP_TRACE"))
    print_startup_trace(build_line);

  fuse_rt_os_guard_install();
  /* Arguments are ignored where the program has no use for them. */
  const fuse_rt_cli_functions *cli = argc > 1 && program->main != NULL ? program->cli : NULL;
  if (cli != NULL)
    cli->begin(argc, argv);
  fuse_rt_error *error = cli != NULL ? program->main() : program->entry();
  /* An executable ends now; only a run in process has something to restore. */
  if (build_line == NULL)
    fuse_rt_os_guard_remove();

  fuse_rt_console_flush();
  int status = 0;
  if (error != NULL) {
    status = cli != NULL && fuse_rt_error_panic_text(error) == NULL ? cli->report(error) : report(error, build_line);
    fuse_rt_error_free(error);
  }
  if (cli != NULL)
    cli->end();
  while (ending_count > 0)
    endings[--ending_count]();
  fuse_rt_check_report();
  return status;
}
