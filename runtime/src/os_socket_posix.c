/* Sockets and signals of Linux and macOS. */
#if !defined(_WIN32) && !defined(__wasm__)

#if defined(__linux__)
#define _GNU_SOURCE
#elif defined(__APPLE__)
#define _DARWIN_C_SOURCE
#endif

#include "os_socket.h"

#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/* Nobody is to be killed because a client has gone. */
#if defined(MSG_NOSIGNAL)
enum { SEND_FLAGS = MSG_NOSIGNAL };
#else
enum { SEND_FLAGS = 0 };
#endif

static bool resolve(const char *host, int port, struct addrinfo **out) {
  char digits[20];
  char *end = digits + sizeof digits - 1;
  *end = '\0';
  struct addrinfo wanted = {.ai_socktype = SOCK_STREAM};
  return getaddrinfo(host, fuse_rt_text_write_int(end, port), &wanted, out) == 0;
}

static void set_blocking(int socket, bool is_blocking) {
  int flags = fcntl(socket, F_GETFL);
  fcntl(socket, F_SETFL, is_blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

static int open_socket(const struct addrinfo *address) {
  int made = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
  if (made >= 0)
    fcntl(made, F_SETFD, FD_CLOEXEC);
  return made;
}

static void set_up(int connection, int milliseconds) {
  /* 0 is without limit here. */
  int most = milliseconds < 0 ? 0 : milliseconds;
  struct timeval limit = {.tv_sec = most / 1000, .tv_usec = most % 1000 * 1000};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
#if defined(SO_NOSIGPIPE)
  int on = 1;
  setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
  set_blocking(connection, true);
}

int fuse_rt_os_socket_listen(const char *host, int port, fuse_rt_socket *out) {
  enum { BACKLOG = 128 };
  struct addrinfo *address;
  if (!resolve(host, port, &address))
    return FUSE_RT_SOCKET_UNKNOWN_HOST;
  int listener = open_socket(address);
  int on = 1;
  /* A server that was just stopped leaves connections behind that would keep its successor from the address. */
  bool is_done = listener >= 0 && setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
                 bind(listener, address->ai_addr, address->ai_addrlen) == 0 && listen(listener, BACKLOG) == 0;
  int code = is_done ? 0 : errno;
  freeaddrinfo(address);
  if (code != 0) {
    if (listener >= 0)
      close(listener);
    return code;
  }
  set_blocking(listener, false);
  *out = listener;
  return 0;
}

bool fuse_rt_os_socket_wait(fuse_rt_socket socket, int milliseconds) {
  struct pollfd data = {.fd = (int)socket, .events = POLLIN};
  return poll(&data, 1, milliseconds) > 0;
}

int fuse_rt_os_socket_accept(fuse_rt_socket listener, int milliseconds, fuse_rt_socket *out) {
  int connection = accept((int)listener, NULL, NULL);
  *out = FUSE_RT_SOCKET_NONE;
  if (connection < 0) {
    bool is_gone = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR || errno == ECONNABORTED || errno == ECONNRESET ||
                   errno == EPIPE || errno == EPROTO;
    return is_gone ? 0 : errno;
  }
  fcntl(connection, F_SETFD, FD_CLOEXEC);
  set_up(connection, milliseconds);
  *out = connection;
  return 0;
}

/* Connects within the time; 0, or a code. */
static int connect_within(int connection, const struct addrinfo *address, int milliseconds) {
  set_blocking(connection, false);
  if (connect(connection, address->ai_addr, address->ai_addrlen) == 0)
    return 0;
  if (errno != EINPROGRESS && errno != EINTR)
    return errno;
  struct pollfd room = {.fd = connection, .events = POLLOUT};
  int ready;
  while ((ready = poll(&room, 1, milliseconds)) < 0 && errno == EINTR)
    ;
  int code = FUSE_RT_SOCKET_TIMED_OUT;
  socklen_t size = sizeof code;
  if (ready > 0)
    getsockopt(connection, SOL_SOCKET, SO_ERROR, &code, &size);
  return code;
}

int fuse_rt_os_socket_connect(const char *host, int port, int milliseconds, fuse_rt_socket *out) {
  struct addrinfo *first;
  if (!resolve(host, port, &first))
    return FUSE_RT_SOCKET_UNKNOWN_HOST;
  int code = FUSE_RT_SOCKET_UNKNOWN_HOST;
  *out = FUSE_RT_SOCKET_NONE;
  for (const struct addrinfo *address = first; address != NULL && *out == FUSE_RT_SOCKET_NONE; address = address->ai_next) {
    int connection = open_socket(address);
    code = connection < 0 ? errno : connect_within(connection, address, milliseconds);
    if (code == 0) {
      set_up(connection, milliseconds);
      *out = connection;
    } else if (connection >= 0) {
      close(connection);
    }
  }
  freeaddrinfo(first);
  return code;
}

int64_t fuse_rt_os_socket_read(fuse_rt_socket socket, void *bytes, size_t size) {
  for (;;) {
    ssize_t got = recv((int)socket, bytes, size, 0);
    if (got >= 0)
      return got;
    if (errno == EAGAIN || errno == EWOULDBLOCK)
      return -(int64_t)FUSE_RT_SOCKET_TIMED_OUT;
    if (errno != EINTR)
      return -errno;
  }
}

int fuse_rt_os_socket_write(fuse_rt_socket socket, const void *bytes, size_t size) {
  for (const char *next = bytes; size > 0;) {
    ssize_t written = send((int)socket, next, size, SEND_FLAGS);
    if (written >= 0) {
      next += written;
      size -= (size_t)written;
    } else if (errno != EINTR) {
      return errno == EAGAIN || errno == EWOULDBLOCK ? FUSE_RT_SOCKET_TIMED_OUT : errno;
    }
  }
  return 0;
}

void fuse_rt_os_socket_finish(fuse_rt_socket socket) { shutdown((int)socket, SHUT_WR); }

void fuse_rt_os_socket_close(fuse_rt_socket socket) { close((int)socket); }

/* ---- signals ---- */

static volatile sig_atomic_t caught;
static int depth; /* of servers */
static struct sigaction previous[2];
static const int numbers[2] = {SIGINT, SIGTERM};

static void note(int number) {
  if (caught == 0)
    caught = number;
}

int fuse_rt_os_signals_catch(void) {
  /* Without SA_RESTART: a wait for connections ends at once. */
  struct sigaction action = {.sa_handler = note};
  sigemptyset(&action.sa_mask);
  int before = caught;
  caught = 0;
  for (int i = 0; depth == 0 && i < 2; i++)
    sigaction(numbers[i], &action, &previous[i]);
  depth++;
  return before;
}

void fuse_rt_os_signals_release(int before) {
  depth--;
  for (int i = 0; depth == 0 && i < 2; i++)
    sigaction(numbers[i], &previous[i], NULL);
  caught = before;
}

const char *fuse_rt_os_signals_caught(void) { return caught == 0 ? NULL : caught == SIGINT ? "SIGINT" : "SIGTERM"; }

#endif
