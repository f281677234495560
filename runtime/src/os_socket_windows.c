/* Sockets and the events of the console on Windows. */
#if defined(_WIN32)

#include "os_socket.h"

#include "text.h"

#define WIN32_LEAN_AND_MEAN
#include <winsock2.h>
#include <ws2tcpip.h>

static bool resolve(const char *host, int port, struct addrinfo **out) {
  WSADATA data;
  char digits[20];
  char *end = digits + sizeof digits - 1;
  *end = '\0';
  struct addrinfo wanted = {.ai_socktype = SOCK_STREAM};
  return WSAStartup(MAKEWORD(2, 2), &data) == 0 && getaddrinfo(host, fuse_rt_text_write_int(end, port), &wanted, out) == 0;
}

static void set_blocking(SOCKET socket, bool is_blocking) {
  u_long value = !is_blocking;
  ioctlsocket(socket, FIONBIO, &value);
}

static void set_up(SOCKET connection, int milliseconds) {
  /* 0 is without limit here. */
  DWORD limit = milliseconds < 0 ? 0 : (DWORD)milliseconds;
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, (const char *)&limit, sizeof limit);
  setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, (const char *)&limit, sizeof limit);
  set_blocking(connection, true);
}

int fuse_rt_os_socket_listen(const char *host, int port, fuse_rt_socket *out) {
  enum { BACKLOG = 128 };
  struct addrinfo *address;
  if (!resolve(host, port, &address))
    return FUSE_RT_SOCKET_UNKNOWN_HOST;
  SOCKET listener = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
  /* SO_REUSEADDR would let a second server take the address over. */
  BOOL on = TRUE;
  bool is_done = listener != INVALID_SOCKET &&
                 setsockopt(listener, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof on) == 0 &&
                 bind(listener, address->ai_addr, (int)address->ai_addrlen) == 0 && listen(listener, BACKLOG) == 0;
  int code = is_done ? 0 : WSAGetLastError();
  freeaddrinfo(address);
  if (code != 0) {
    if (listener != INVALID_SOCKET)
      closesocket(listener);
    return code;
  }
  set_blocking(listener, false);
  *out = (fuse_rt_socket)listener;
  return 0;
}

/* Whether the socket becomes readable, or writable, in time. */
static bool is_ready(SOCKET socket, bool to_write, int milliseconds) {
  fd_set wanted = {.fd_count = 1, .fd_array = {socket}};
  fd_set failed = wanted;
  struct timeval limit = {.tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000};
  return select(0, to_write ? NULL : &wanted, to_write ? &wanted : NULL, &failed, milliseconds < 0 ? NULL : &limit) > 0;
}

bool fuse_rt_os_socket_wait(fuse_rt_socket socket, int milliseconds) { return is_ready((SOCKET)socket, false, milliseconds); }

int fuse_rt_os_socket_accept(fuse_rt_socket listener, int milliseconds, fuse_rt_socket *out) {
  SOCKET connection = accept((SOCKET)listener, NULL, NULL);
  *out = FUSE_RT_SOCKET_NONE;
  if (connection == INVALID_SOCKET) {
    int code = WSAGetLastError();
    return code == WSAEWOULDBLOCK || code == WSAECONNRESET || code == WSAEINTR ? 0 : code;
  }
  set_up(connection, milliseconds);
  *out = (fuse_rt_socket)connection;
  return 0;
}

static int connect_within(SOCKET connection, const struct addrinfo *address, int milliseconds) {
  set_blocking(connection, false);
  if (connect(connection, address->ai_addr, (int)address->ai_addrlen) == 0)
    return 0;
  if (WSAGetLastError() != WSAEWOULDBLOCK)
    return WSAGetLastError();
  int code = FUSE_RT_SOCKET_TIMED_OUT;
  int size = sizeof code;
  if (is_ready(connection, true, milliseconds))
    getsockopt(connection, SOL_SOCKET, SO_ERROR, (char *)&code, &size);
  return code;
}

int fuse_rt_os_socket_connect(const char *host, int port, int milliseconds, fuse_rt_socket *out) {
  struct addrinfo *first;
  if (!resolve(host, port, &first))
    return FUSE_RT_SOCKET_UNKNOWN_HOST;
  int code = FUSE_RT_SOCKET_UNKNOWN_HOST;
  *out = FUSE_RT_SOCKET_NONE;
  for (const struct addrinfo *address = first; address != NULL && *out == FUSE_RT_SOCKET_NONE; address = address->ai_next) {
    SOCKET connection = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
    code = connection == INVALID_SOCKET ? WSAGetLastError() : connect_within(connection, address, milliseconds);
    if (code == 0) {
      set_up(connection, milliseconds);
      *out = (fuse_rt_socket)connection;
    } else if (connection != INVALID_SOCKET) {
      closesocket(connection);
    }
  }
  freeaddrinfo(first);
  return code;
}

/* How much is asked for at once. */
static int part_of(size_t size) { return size < (1u << 30) ? (int)size : 1 << 30; }

int64_t fuse_rt_os_socket_read(fuse_rt_socket socket, void *bytes, size_t size) {
  int got = recv((SOCKET)socket, bytes, part_of(size), 0);
  if (got >= 0)
    return got;
  int code = WSAGetLastError();
  return code == WSAETIMEDOUT ? -(int64_t)FUSE_RT_SOCKET_TIMED_OUT : -(int64_t)code;
}

int fuse_rt_os_socket_write(fuse_rt_socket socket, const void *bytes, size_t size) {
  for (const char *next = bytes; size > 0;) {
    int written = send((SOCKET)socket, next, part_of(size), 0);
    if (written < 0)
      return WSAGetLastError() == WSAETIMEDOUT ? FUSE_RT_SOCKET_TIMED_OUT : WSAGetLastError();
    next += written;
    size -= (size_t)written;
  }
  return 0;
}

void fuse_rt_os_socket_finish(fuse_rt_socket socket) { shutdown((SOCKET)socket, SD_SEND); }

void fuse_rt_os_socket_close(fuse_rt_socket socket) { closesocket((SOCKET)socket); }

/* ---- events of the console, which come on a thread of their own ---- */

static volatile LONG caught; /* the number of the event, and one */

static BOOL WINAPI note(DWORD event) {
  InterlockedCompareExchange(&caught, (LONG)event + 1, 0);
  return TRUE;
}

int fuse_rt_os_signals_catch(void) {
  SetConsoleCtrlHandler(note, TRUE);
  return (int)InterlockedExchange(&caught, 0);
}

void fuse_rt_os_signals_release(int before) {
  SetConsoleCtrlHandler(note, FALSE);
  InterlockedExchange(&caught, before);
}

const char *fuse_rt_os_signals_caught(void) {
  LONG event = InterlockedCompareExchange(&caught, 0, 0);
  return event == 0 ? NULL : event == CTRL_C_EVENT + 1 ? "SIGINT" : "SIGTERM";
}

#endif
