/* Linux, macOS and WASI. */
#if !defined(_WIN32)

#if defined(__linux__)
#define _GNU_SOURCE /* mremap */
#elif defined(__APPLE__)
#define _DARWIN_C_SOURCE
#endif

#include "os.h"

#include "fatal.h"
#include "object.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#if !defined(__wasm__)
#include <sys/mman.h>
#endif
#if defined(__APPLE__)
#include <sys/random.h> /* getentropy */
#endif

fuse_rt_write_status fuse_rt_os_write(int stream, const void *bytes, size_t size) {
  const char *next = bytes;
  while (size > 0) {
    ssize_t written = write(stream, next, size);
    if (written >= 0) {
      next += written;
      size -= (size_t)written;
    } else if (errno == EBADF) {
      return FUSE_RT_WRITE_DONE;
    } else if (errno == EPIPE) {
      return FUSE_RT_WRITE_PIPE_BROKEN;
    } else if (errno == EAGAIN) {
      /* Somebody else made the stream non-blocking: wait for room. */
      struct pollfd room = {.fd = stream, .events = POLLOUT};
      poll(&room, 1, -1);
    } else if (errno != EINTR) {
      return FUSE_RT_WRITE_FAILED;
    }
  }
  return FUSE_RT_WRITE_DONE;
}

int64_t fuse_rt_os_read(int stream, void *bytes, size_t size) {
  for (;;) {
    ssize_t got = read(stream, bytes, size);
    if (got >= 0)
      return got;
    if (errno == EAGAIN) {
      struct pollfd data = {.fd = stream, .events = POLLIN};
      poll(&data, 1, -1);
    } else if (errno != EINTR) {
      return errno == EBADF ? 0 : -errno;
    }
  }
}

bool fuse_rt_os_is_terminal(int stream) { return isatty(stream) == 1; }

#if defined(__wasm__)
/* A module's memory cannot shrink, so large blocks share the C library's allocator, which reuses them. */
void *fuse_rt_os_map(size_t size) { return malloc(size); }

void fuse_rt_os_unmap(void *address, size_t size) {
  (void)size;
  free(address);
}

void *fuse_rt_os_remap(void *address, size_t old_size, size_t new_size) {
  (void)old_size;
  return realloc(address, new_size);
}

/* A module is told no process number. */
int64_t fuse_rt_os_process_id(void) { return 1; }
#else
void *fuse_rt_os_map(size_t size) {
  void *address = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return address == MAP_FAILED ? NULL : address;
}

void fuse_rt_os_unmap(void *address, size_t size) { munmap(address, size); }

void *fuse_rt_os_remap(void *address, size_t old_size, size_t new_size) {
#if defined(__linux__)
  void *moved = mremap(address, old_size, new_size, MREMAP_MAYMOVE);
  return moved == MAP_FAILED ? NULL : moved;
#else
  (void)address;
  (void)old_size;
  (void)new_size;
  return NULL;
#endif
}

int64_t fuse_rt_os_process_id(void) { return getpid(); }
#endif

int64_t fuse_rt_os_now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t fuse_rt_os_monotonic_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void fuse_rt_os_sleep_ms(int64_t milliseconds) {
  struct timespec rest = {.tv_sec = (time_t)(milliseconds / 1000), .tv_nsec = (long)(milliseconds % 1000) * 1000000};
  while (nanosleep(&rest, &rest) != 0 && errno == EINTR)
    ;
}

void fuse_rt_os_random(void *bytes, size_t size) {
  enum { MOST = 256 }; /* that the system gives at once */
  for (char *next = bytes; size > 0;) {
    size_t part = size < MOST ? size : MOST;
    if (getentropy(next, part) != 0)
      fuse_rt_fatal_panic("the system has no random bytes");
    next += part;
    size -= part;
  }
}

_Noreturn void fuse_rt_os_exit(int status) { _exit(status); }

#if defined(__wasm__)
char **__wasilibc_get_environ(void);
static char **environment(void) { return __wasilibc_get_environ(); }
#else
extern char **environ;
static char **environment(void) { return environ; }
#endif

/* The name before the first `=` of an entry. A leading `=` belongs to the name. */
static fuse_rt_text entry_name(const char *entry) {
  const char *end = entry[0] == '\0' ? NULL : strchr(entry + 1, '=');
  return (fuse_rt_text){entry, end == NULL ? 0 : (size_t)(end - entry)};
}

fuse_rt_str *fuse_rt_os_env_get(fuse_rt_text name) {
  char **entry = environment();
  if (entry == NULL || name.length == 0)
    return NULL;
  for (; *entry != NULL; entry++) {
    if (!fuse_rt_text_equal(entry_name(*entry), name))
      continue;
    fuse_rt_text value = fuse_rt_text_of(*entry + name.length + 1);
    return fuse_rt_text_is_utf8(value) ? fuse_rt_text_to_str(value) : NULL;
  }
  return NULL;
}

void fuse_rt_os_env_each(void (*visit)(void *context, fuse_rt_text name), void *context) {
  char **entry = environment();
  for (; entry != NULL && *entry != NULL; entry++)
    visit(context, entry_name(*entry));
}

/* Reads to the end of the file; the result is 0 or the error number. */
static int read_all(int file, fuse_rt_str **contents) {
  enum { FIRST_READ = 4096 };
  fuse_rt_str *s = fuse_rt_array_alloc(FIRST_READ, 1);
  s->length = 0;
  for (;;) {
    s = fuse_rt_array_reserve(s, 1, 1);
    ssize_t got = read(file, (char *)FUSE_RT_ELEMENTS(s) + s->length, (size_t)(s->capacity - s->length));
    if (got > 0) {
      s->length += got;
    } else if (got == 0) {
      *contents = s;
      return 0;
    } else if (errno != EINTR) {
      int code = errno;
      fuse_rt_array_free(s);
      return code;
    }
  }
}

/* The path with a NUL behind it, as a new string. */
static fuse_rt_str *with_end(const fuse_rt_str *path) {
  fuse_rt_str *terminated = fuse_rt_array_alloc(path->length + 1, 1);
  memcpy(FUSE_RT_ELEMENTS(terminated), FUSE_RT_ELEMENTS(path), (size_t)path->length);
  ((char *)FUSE_RT_ELEMENTS(terminated))[path->length] = '\0';
  return terminated;
}

bool fuse_rt_os_is_file(const fuse_rt_str *path) {
  if (memchr(FUSE_RT_ELEMENTS(path), '\0', (size_t)path->length) != NULL)
    return false;
  fuse_rt_str *terminated = with_end(path);
  struct stat status;
  bool is_file = stat(FUSE_RT_ELEMENTS(terminated), &status) == 0 && S_ISREG(status.st_mode);
  fuse_rt_array_free(terminated);
  return is_file;
}

int fuse_rt_os_read_file(const fuse_rt_str *path, fuse_rt_str **contents) {
  fuse_rt_str *terminated = with_end(path);
  int file = open(FUSE_RT_ELEMENTS(terminated), O_RDONLY | O_CLOEXEC);
  int code = file < 0 ? errno : 0;
  fuse_rt_array_free(terminated);
  if (file < 0)
    return code == ENOENT ? FUSE_RT_FILE_MISSING : code;
  code = read_all(file, contents);
  close(file);
  return code;
}

fuse_rt_list *fuse_rt_os_arguments(int count, char **values) {
  fuse_rt_list *list = fuse_rt_array_alloc(count - 1, sizeof(fuse_rt_str *));
  for (int i = 1; i < count; i++)
    ((fuse_rt_str **)FUSE_RT_ELEMENTS(list))[i - 1] = fuse_rt_text_repaired(fuse_rt_text_of(values[i]));
  return list;
}

const char *fuse_rt_os_error_text(int code) { return strerror(code); }

#endif
