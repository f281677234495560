/* Standard output is buffered; standard error is written line by line, after what standard output still holds. */
#ifndef FUSE_RT_CONSOLE_H
#define FUSE_RT_CONSOLE_H

#include "text.h"

/* Writes out what standard output holds. A broken pipe ends the process quietly, any other failure with a fatal envelope. */
void fuse_rt_console_flush(void);
/* The same for the way out through a fatal envelope: no further failure is reported. Safe in a signal handler. */
void fuse_rt_console_flush_last(void);
/* Appends to standard output. */
void fuse_rt_console_write(fuse_rt_text text);

/* One line for standard error, collected on the stack so that it also works in a signal handler and without memory. */
typedef struct fuse_rt_error_line {
  size_t used;
  char bytes[512];
} fuse_rt_error_line;

void fuse_rt_error_line_begin(fuse_rt_error_line *line);
void fuse_rt_error_line_put(fuse_rt_error_line *line, fuse_rt_text text);
void fuse_rt_error_line_put_int(fuse_rt_error_line *line, int64_t value);
/* Line feeds and carriage returns become `\n` and `\r` in two characters each. */
void fuse_rt_error_line_put_escaped(fuse_rt_error_line *line, fuse_rt_text text);
/* Ends the line and writes it. */
void fuse_rt_error_line_end(fuse_rt_error_line *line);

#endif
