/* All that the runtime asks of the operating system (os_posix.c, os_windows.c, guard_posix.c, guard_windows.c). */
#ifndef FUSE_RT_OS_H
#define FUSE_RT_OS_H

#include "text.h"

enum { FUSE_RT_STDIN = 0, FUSE_RT_STDOUT = 1, FUSE_RT_STDERR = 2 };

typedef enum fuse_rt_write_status {
  FUSE_RT_WRITE_DONE,
  FUSE_RT_WRITE_PIPE_BROKEN, /* nobody reads any more */
  FUSE_RT_WRITE_FAILED       /* disk full, device error, … */
} fuse_rt_write_status;

/* Writes everything, through interruptions and partial writes. A stream that was closed before the start swallows its output. */
fuse_rt_write_status fuse_rt_os_write(int stream, const void *bytes, size_t size);
/* Reads at most `size` bytes: how many were read, 0 at the end of the stream or where it was closed before the start, or less than
 * zero: the negation of a code for fuse_rt_os_error_text. */
int64_t fuse_rt_os_read(int stream, void *bytes, size_t size);
bool fuse_rt_os_is_terminal(int stream);

/* `size` bytes of fresh memory, aligned to 16 at least; NULL when there is none. */
void *fuse_rt_os_map(size_t size);
void fuse_rt_os_unmap(void *address, size_t size);
/* Resizes a mapping, which may move; NULL where the system cannot do that, and the old mapping stays. */
void *fuse_rt_os_remap(void *address, size_t old_size, size_t new_size);

/* Milliseconds since 1970 in UTC. */
int64_t fuse_rt_os_now_ms(void);
/* Microseconds of a clock that never goes back. */
int64_t fuse_rt_os_monotonic_us(void);
/* Stops the calling thread for at least so long. */
void fuse_rt_os_sleep_ms(int64_t milliseconds);
/* Fills memory with bytes that nobody can predict. Ends the process with a fatal envelope when the system has none. */
void fuse_rt_os_random(void *bytes, size_t size);

int64_t fuse_rt_os_process_id(void);
/* Ends the process at once: no handlers, no flushing. Safe in a signal handler. */
_Noreturn void fuse_rt_os_exit(int status);

/* The variable's value as a new string, or NULL when it is unset or not UTF-8. */
fuse_rt_str *fuse_rt_os_env_get(fuse_rt_text name);
/* Calls `visit` with the name of each variable, in the order of the environment block. */
void fuse_rt_os_env_each(void (*visit)(void *context, fuse_rt_text name), void *context);

/* Reads a whole file into a new string (not checked for UTF-8). The result is 0, FUSE_RT_FILE_MISSING, or another code for
 * fuse_rt_os_error_text. */
enum { FUSE_RT_FILE_MISSING = -1 };
int fuse_rt_os_read_file(const fuse_rt_str *path, fuse_rt_str **contents);
const char *fuse_rt_os_error_text(int code);
/* The arguments of the program but the first, as a new list of strings. What is not UTF-8 becomes U+FFFD, byte by byte. */
fuse_rt_list *fuse_rt_os_arguments(int count, char **values);
/* Whether the path leads to a regular file. */
bool fuse_rt_os_is_file(const fuse_rt_str *path);

/* Turns stack exhaustion of the calling thread, and fatal faults, into a fatal envelope; remove restores what was there before. */
void fuse_rt_os_guard_install(void);
void fuse_rt_os_guard_remove(void);
/* The part of install that every further thread needs: stack exhaustion. */
void fuse_rt_os_guard_thread(void);

#endif
