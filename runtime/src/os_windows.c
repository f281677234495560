/* Windows: handles instead of descriptors, UTF-16 at every interface. */
#if defined(_WIN32)

#include "os.h"

#include "fatal.h"
#include "object.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

/* Needs the one above. */
#include <shellapi.h>

static HANDLE stream_handle(int stream) {
  static const DWORD names[] = {STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE};
  return GetStdHandle(names[stream]);
}

fuse_rt_write_status fuse_rt_os_write(int stream, const void *bytes, size_t size) {
  HANDLE handle = stream_handle(stream);
  if (handle == NULL || handle == INVALID_HANDLE_VALUE)
    return FUSE_RT_WRITE_DONE;
  const char *next = bytes;
  while (size > 0) {
    DWORD part = size < (1u << 30) ? (DWORD)size : 1u << 30;
    DWORD written;
    if (!WriteFile(handle, next, part, &written, NULL)) {
      DWORD code = GetLastError();
      return code == ERROR_BROKEN_PIPE || code == ERROR_NO_DATA ? FUSE_RT_WRITE_PIPE_BROKEN : FUSE_RT_WRITE_FAILED;
    }
    next += written;
    size -= written;
  }
  return FUSE_RT_WRITE_DONE;
}

int64_t fuse_rt_os_read(int stream, void *bytes, size_t size) {
  HANDLE handle = stream_handle(stream);
  if (handle == NULL || handle == INVALID_HANDLE_VALUE)
    return 0;
  DWORD got;
  if (ReadFile(handle, bytes, (DWORD)size, &got, NULL))
    return got;
  DWORD code = GetLastError();
  return code == ERROR_BROKEN_PIPE ? 0 : -(int64_t)code;
}

bool fuse_rt_os_is_terminal(int stream) {
  DWORD mode;
  if (!GetConsoleMode(stream_handle(stream), &mode))
    return false;
  /* Text is UTF-8 everywhere; a console has to be told. */
  SetConsoleOutputCP(CP_UTF8);
  return true;
}

void *fuse_rt_os_map(size_t size) { return VirtualAlloc(NULL, size, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE); }

void fuse_rt_os_unmap(void *address, size_t size) {
  (void)size;
  VirtualFree(address, 0, MEM_RELEASE);
}

void *fuse_rt_os_remap(void *address, size_t old_size, size_t new_size) {
  (void)address;
  (void)old_size;
  (void)new_size;
  return NULL;
}

int64_t fuse_rt_os_process_id(void) { return (int64_t)GetCurrentProcessId(); }

int64_t fuse_rt_os_now_ms(void) {
  /* Tenths of microseconds since 1601. */
  FILETIME now;
  GetSystemTimePreciseAsFileTime(&now);
  return (int64_t)(((uint64_t)now.dwHighDateTime << 32 | now.dwLowDateTime) / 10000) - 11644473600000;
}

int64_t fuse_rt_os_monotonic_us(void) {
  LARGE_INTEGER ticks;
  LARGE_INTEGER frequency; /* a second */
  QueryPerformanceCounter(&ticks);
  QueryPerformanceFrequency(&frequency);
  return ticks.QuadPart / frequency.QuadPart * 1000000 + ticks.QuadPart % frequency.QuadPart * 1000000 / frequency.QuadPart;
}

void fuse_rt_os_sleep_ms(int64_t milliseconds) {
  enum { MOST = 1 << 30 };
  for (; milliseconds > MOST; milliseconds -= MOST)
    Sleep(MOST);
  Sleep((DWORD)milliseconds);
}

void fuse_rt_os_random(void *bytes, size_t size) {
  enum { SYSTEM_PREFERRED = 2, MOST = 1 << 30 };
  /* Looked up by name, so that programs without random bytes need not load the library. */
  LONG(WINAPI * generate)(HANDLE, PUCHAR, ULONG, ULONG);
  HMODULE library = LoadLibraryExW(L"bcrypt.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
  FARPROC found = library == NULL ? NULL : GetProcAddress(library, "BCryptGenRandom");
  memcpy(&generate, &found, sizeof generate);
  PUCHAR next = bytes;
  while (size > 0) {
    ULONG part = size < MOST ? (ULONG)size : MOST;
    if (generate == NULL || generate(NULL, next, part, SYSTEM_PREFERRED) < 0)
      fuse_rt_fatal_panic("the system has no random bytes");
    next += part;
    size -= part;
  }
}

_Noreturn void fuse_rt_os_exit(int status) {
  TerminateProcess(GetCurrentProcess(), (UINT)status);
  __builtin_unreachable();
}

/* UTF-16 text as a new string, or NULL when it has lone surrogates. */
static fuse_rt_str *from_wide(const wchar_t *wide, size_t units) {
  if (units == 0)
    return fuse_rt_array_alloc(0, 1);
  int size = units > INT32_MAX ? 0 : WideCharToMultiByte(CP_UTF8, WC_ERR_INVALID_CHARS, wide, (int)units, NULL, 0, NULL, NULL);
  if (size == 0)
    return NULL;
  fuse_rt_str *s = fuse_rt_array_alloc(size, 1);
  WideCharToMultiByte(CP_UTF8, 0, wide, (int)units, FUSE_RT_ELEMENTS(s), size, NULL, NULL);
  return s;
}

/* The length of the name of an entry. A leading `=` belongs to the name (the system keeps its own entries so). */
static size_t name_units(const wchar_t *entry) {
  size_t length = 1;
  while (entry[length] != L'=' && entry[length] != L'\0')
    length++;
  return length;
}

/* A name and where its value starts, for the visitor that looks for one variable. */
typedef struct variable_search {
  fuse_rt_text name;
  const wchar_t *value;
} variable_search;

/* Calls `visit` for each entry whose name is valid, until it returns true. */
static void each_entry(const wchar_t *block, bool (*visit)(void *context, fuse_rt_text name, const wchar_t *value), void *context) {
  for (const wchar_t *entry = block; *entry != L'\0'; entry += wcslen(entry) + 1) {
    size_t units = name_units(entry);
    fuse_rt_str *name = entry[units] == L'=' ? from_wide(entry, units) : NULL;
    if (name == NULL)
      continue;
    bool is_done = visit(context, fuse_rt_text_of_str(name), entry + units + 1);
    fuse_rt_array_free(name);
    if (is_done)
      return;
  }
}

static bool visit_search(void *context, fuse_rt_text name, const wchar_t *value) {
  variable_search *search = context;
  /* Names differ in more than case, as on the other systems: a program behaves the same everywhere. */
  if (!fuse_rt_text_equal(name, search->name))
    return false;
  search->value = value;
  return true;
}

fuse_rt_str *fuse_rt_os_env_get(fuse_rt_text name) {
  wchar_t *block = GetEnvironmentStringsW();
  if (block == NULL)
    return NULL;
  variable_search search = {.name = name};
  each_entry(block, visit_search, &search);
  fuse_rt_str *value = search.value == NULL ? NULL : from_wide(search.value, wcslen(search.value));
  FreeEnvironmentStringsW(block);
  return value;
}

typedef struct name_visitor {
  void (*visit)(void *context, fuse_rt_text name);
  void *context;
} name_visitor;

static bool visit_name(void *context, fuse_rt_text name, const wchar_t *value) {
  (void)value;
  name_visitor *visitor = context;
  visitor->visit(visitor->context, name);
  return false;
}

void fuse_rt_os_env_each(void (*visit)(void *context, fuse_rt_text name), void *context) {
  wchar_t *block = GetEnvironmentStringsW();
  if (block == NULL)
    return;
  each_entry(block, visit_name, &(name_visitor){visit, context});
  FreeEnvironmentStringsW(block);
}

/* The path in UTF-16 with a NUL behind it, as a new array. */
static fuse_rt_array *to_wide(const fuse_rt_str *path) {
  int units = MultiByteToWideChar(CP_UTF8, 0, FUSE_RT_ELEMENTS(path), (int)path->length, NULL, 0);
  fuse_rt_array *wide = fuse_rt_array_alloc(units + 1, sizeof(wchar_t));
  wchar_t *name = FUSE_RT_ELEMENTS(wide);
  MultiByteToWideChar(CP_UTF8, 0, FUSE_RT_ELEMENTS(path), (int)path->length, name, units);
  name[units] = L'\0';
  return wide;
}

bool fuse_rt_os_is_file(const fuse_rt_str *path) {
  if (memchr(FUSE_RT_ELEMENTS(path), '\0', (size_t)path->length) != NULL)
    return false;
  fuse_rt_array *wide = to_wide(path);
  DWORD attributes = GetFileAttributesW(FUSE_RT_ELEMENTS(wide));
  fuse_rt_array_free(wide);
  return attributes != INVALID_FILE_ATTRIBUTES && !(attributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_DEVICE));
}

static HANDLE open_file(const fuse_rt_str *path) {
  fuse_rt_array *wide = to_wide(path);
  HANDLE file = CreateFileW(FUSE_RT_ELEMENTS(wide), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
  DWORD code = GetLastError();
  fuse_rt_array_free(wide);
  SetLastError(code);
  return file;
}

int fuse_rt_os_read_file(const fuse_rt_str *path, fuse_rt_str **contents) {
  enum { FIRST_READ = 4096 };
  HANDLE file = open_file(path);
  if (file == INVALID_HANDLE_VALUE) {
    DWORD code = GetLastError();
    return code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND ? FUSE_RT_FILE_MISSING : (int)code;
  }
  fuse_rt_str *s = fuse_rt_array_alloc(FIRST_READ, 1);
  s->length = 0;
  for (;;) {
    s = fuse_rt_array_reserve(s, 1, 1);
    int64_t room = s->capacity - s->length;
    DWORD got;
    if (!ReadFile(file, (char *)FUSE_RT_ELEMENTS(s) + s->length, room < (1 << 30) ? (DWORD)room : 1u << 30, &got, NULL)) {
      int code = (int)GetLastError();
      fuse_rt_array_free(s);
      CloseHandle(file);
      return code;
    }
    if (got == 0)
      break;
    s->length += got;
  }
  CloseHandle(file);
  *contents = s;
  return 0;
}

fuse_rt_list *fuse_rt_os_arguments(int count, char **values) {
  /* Those that the C library gives are in the code page of the system. */
  (void)values;
  wchar_t **wide = CommandLineToArgvW(GetCommandLineW(), &count);
  fuse_rt_list *list = fuse_rt_array_alloc(count - 1, sizeof(fuse_rt_str *));
  for (int i = 1; i < count; i++) {
    fuse_rt_str *word = from_wide(wide[i], wcslen(wide[i]));
    ((fuse_rt_str **)FUSE_RT_ELEMENTS(list))[i - 1] = word == NULL ? fuse_rt_text_to_str(fuse_rt_text_of("\xef\xbf\xbd")) : word;
  }
  LocalFree(wide);
  return list;
}

const char *fuse_rt_os_error_text(int code) { return code == ERROR_ACCESS_DENIED ? "Access is denied." : "system error"; }

#endif
