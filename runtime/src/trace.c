/* Traces of errors, for programs that are compiled for debugging: each function that raises an error or passes one on adds its
 * place. No stack is walked, so this works on every target, and however the code was optimized. */
#include "trace.h"

#include "console.h"
#include "heap.h"

typedef struct place {
  const char *function;
  const char *file;
  int64_t line;
  int64_t column;
} place;

/* An error out of a deep recursion passes millions of places; the first and the last tell what happened. */
enum { FIRST = 32, LAST = 32 };

struct fuse_rt_trace {
  int64_t length; /* of all places passed */
  place first[FIRST];
  place last[LAST]; /* place n, from FIRST on, at (n - FIRST) % LAST */
};

static void put(fuse_rt_error_line *line, const char *text) { fuse_rt_error_line_put(line, fuse_rt_text_of(text)); }

static void put_position(fuse_rt_error_line *line, const place *at) {
  put(line, at->file);
  put(line, ":");
  fuse_rt_error_line_put_int(line, at->line);
  put(line, ":");
  fuse_rt_error_line_put_int(line, at->column);
}

static void write_frame(const place *at) {
  fuse_rt_error_line line;
  fuse_rt_error_line_begin(&line);
  put(&line, "  at ");
  put(&line, at->function);
  put(&line, " (");
  put_position(&line, at);
  put(&line, ")");
  fuse_rt_error_line_end(&line);
}

static void write_omission(int64_t count) {
  fuse_rt_error_line line;
  fuse_rt_error_line_begin(&line);
  put(&line, "  ... ");
  fuse_rt_error_line_put_int(&line, count);
  put(&line, " more");
  fuse_rt_error_line_end(&line);
}

static void write_trace(const fuse_rt_error *error, bool frames) {
  const struct fuse_rt_trace *trace = error->trace;
  if (!frames) {
    fuse_rt_error_line line;
    fuse_rt_error_line_begin(&line);
    put(&line, "  at ");
    put_position(&line, &trace->first[0]);
    fuse_rt_error_line_end(&line);
    return;
  }
  for (int64_t n = 0; n < trace->length && n < FIRST; n++)
    write_frame(&trace->first[n]);
  int64_t kept_from = trace->length - LAST;
  if (kept_from > FIRST)
    write_omission(kept_from - FIRST);
  for (int64_t n = kept_from > FIRST ? kept_from : FIRST; n < trace->length; n++)
    write_frame(&trace->last[(n - FIRST) % LAST]);
}

void (*fuse_rt_trace_write)(const fuse_rt_error *error, bool frames);

fuse_rt_error *fuse_rt_error_trace(fuse_rt_error *error, const char *function, const char *file, int64_t line, int64_t column) {
  fuse_rt_trace_write = write_trace;
  struct fuse_rt_trace *trace = error->trace;
  if (trace == NULL) {
    trace = error->trace = fuse_rt_heap_alloc(sizeof *trace);
    trace->length = 0;
  }
  place *at = trace->length < FIRST ? &trace->first[trace->length] : &trace->last[(trace->length - FIRST) % LAST];
  *at = (place){function, file, line, column};
  trace->length += 1;
  return error;
}
