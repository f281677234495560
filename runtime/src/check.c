/* The leak-checked variant; see check.h. Counters are per process and atomic: the variant is for tests, not for speed. */
#include "check.h"

#if FUSE_RT_CHECK

#include "console.h"
#include "fatal.h"

#include <stdlib.h>

/* Every byte of freed memory. As a count it is negative, so compiled code takes the out-of-line path for it. */
enum { POISON_BYTE = 0xdd };
#define POISON_COUNT ((int64_t)0xddddddddddddddddu)

static int64_t live;
static int64_t born;

int64_t fuse_rt_live_objects(void) { return __atomic_load_n(&live, __ATOMIC_RELAXED); }

int64_t fuse_rt_allocations(void) { return __atomic_load_n(&born, __ATOMIC_RELAXED); }

void fuse_rt_check_born(void) {
  __atomic_fetch_add(&live, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add(&born, 1, __ATOMIC_RELAXED);
}

void fuse_rt_check_alive(const int64_t *count) {
  if (*count == POISON_COUNT)
    fuse_rt_fatal_panic("fuse-rt: use of a freed object");
}

void fuse_rt_check_dies(const int64_t *count, bool is_constant) {
  if (*count == POISON_COUNT)
    fuse_rt_fatal_panic("fuse-rt: object freed twice");
  /* Compiled code may skip the store of a zero that nobody reads, so 1 is as good as 0. */
  if (*count != 0 && *count != 1)
    fuse_rt_fatal_panic("fuse-rt: object freed while it is held");
  if (is_constant)
    fuse_rt_fatal_panic("fuse-rt: constant freed");
  __atomic_fetch_sub(&live, 1, __ATOMIC_RELAXED);
}

void fuse_rt_check_poison(void *memory, size_t size) { memset(memory, POISON_BYTE, size); }

static void report(const char *what, int64_t number) {
  fuse_rt_error_line line;
  fuse_rt_error_line_begin(&line);
  fuse_rt_error_line_put(&line, fuse_rt_text_of(what));
  fuse_rt_error_line_put_int(&line, number);
  fuse_rt_error_line_end(&line);
}

void fuse_rt_check_report(void) {
  report("fuse-rt: live objects: ", fuse_rt_live_objects());
  if (getenv("FUSE_RT_ALLOCATIONS") != NULL)
    report("fuse-rt: allocations: ", fuse_rt_allocations());
}

#endif
