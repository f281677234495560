/* Sockets, and the signals that end a server (os_socket_posix.c, os_socket_windows.c). Targets without sockets have none of this.
 */
#ifndef FUSE_RT_OS_SOCKET_H
#define FUSE_RT_OS_SOCKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t fuse_rt_socket;

enum {
  FUSE_RT_SOCKET_NONE = -1,
  /* Codes that the system does not have; others are for fuse_rt_os_error_text. */
  FUSE_RT_SOCKET_UNKNOWN_HOST = INT32_MIN,
  FUSE_RT_SOCKET_TIMED_OUT = INT32_MAX
};

/* A socket that listens at the first address of a host; 0, or a code. Host names are NUL-terminated. */
int fuse_rt_os_socket_listen(const char *host, int port, fuse_rt_socket *out);
/* Whether the socket has something to be read, or accepted, within so many milliseconds; a signal ends the wait. */
bool fuse_rt_os_socket_wait(fuse_rt_socket socket, int milliseconds);
/* The next connection, whose reads and writes give up after so many milliseconds; FUSE_RT_SOCKET_NONE when the client has gone
 * since. 0, or a code. */
int fuse_rt_os_socket_accept(fuse_rt_socket listener, int milliseconds, fuse_rt_socket *out);
/* A connection to the first address of a host that takes one; likewise. Connecting too takes no longer; -1 is without limit. */
int fuse_rt_os_socket_connect(const char *host, int port, int milliseconds, fuse_rt_socket *out);
/* At most `size` bytes: how many were read, 0 at the end of what the other side sends, or less than zero: the negation of a code.
 */
int64_t fuse_rt_os_socket_read(fuse_rt_socket socket, void *bytes, size_t size);
/* Writes everything; 0, or a code. */
int fuse_rt_os_socket_write(fuse_rt_socket socket, const void *bytes, size_t size);
/* Says that nothing more will be written. */
void fuse_rt_os_socket_finish(fuse_rt_socket socket);
void fuse_rt_os_socket_close(fuse_rt_socket socket);

/* Between the two, SIGINT and SIGTERM (on Windows: Ctrl-C, and Ctrl-Break and the end of the console) do not end the process. A
 * server may run inside of another one: what the outer one caught before is given back to the release. */
int fuse_rt_os_signals_catch(void);
void fuse_rt_os_signals_release(int before);
/* The name of the first that came since; NULL so far. */
const char *fuse_rt_os_signals_caught(void);

#endif
