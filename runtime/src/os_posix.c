/* Linux, macOS and WASI. */
#if !defined(_WIN32)

#if defined(__linux__)
#define _GNU_SOURCE /* mremap */
#elif defined(__APPLE__)
#define _DARWIN_C_SOURCE
#endif

#include "os.h"

#include "object.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>
#if !defined(__wasm__)
#include <sys/mman.h>
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

int fuse_rt_os_read_file(const fuse_rt_str *path, fuse_rt_str **contents) {
  const fuse_rt_str *parts[] = {path};
  fuse_rt_str *terminated = fuse_rt_str_concat(1, parts);
  terminated = fuse_rt_array_reserve(terminated, 1, 1);
  ((char *)FUSE_RT_ELEMENTS(terminated))[path->length] = '\0';
  int file = open(FUSE_RT_ELEMENTS(terminated), O_RDONLY | O_CLOEXEC);
  int code = file < 0 ? errno : 0;
  fuse_rt_array_free(terminated);
  if (file < 0)
    return code == ENOENT ? FUSE_RT_FILE_MISSING : code;
  code = read_all(file, contents);
  close(file);
  return code;
}

const char *fuse_rt_os_error_text(int code) { return strerror(code); }

#endif
