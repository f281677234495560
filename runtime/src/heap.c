/* Memory for counted objects.
 *
 * Every block has a prefix of 8 bytes. In a live block it holds the size class, or for a large block the size of its mapping; in a
 * free block it links to the next free block of its class. The object starts right behind it.
 *
 *   small   block sizes 16, 32, … 512 (classes 1 to 32)
 *   medium  four sizes for each doubling up to 1 MiB (classes 33 to 76), each a cache line more than it would be: blocks of a size
 *           that is a power of two would all begin in the same set of the cache, and walking down the rows of a matrix miss it
 *   large   a mapping of its own, grown by moving pages instead of bytes
 *
 * Small and medium blocks are cut from chunks and go back to the free list of their class; chunks are kept. Everything is
 * thread-local: allocation and release are a few instructions without atomics. A block freed by another thread than the one that
 * made it simply joins the lists of that thread; where tasks begin and end, threads offer their lists to each other. Threads that
 * have a heap live as long as the process.
 *
 * The first chunk lies in zero-initialized static memory: a program that needs little memory makes no system call for it, and pages
 * never touched cost nothing.
 */
#include "heap.h"

#include "check.h"
#include "fatal.h"
#include "os.h"

/* Under the address sanitizer freed memory is out of bounds; not in the leak-checked variant, which looks at it to name misuse. */
#if FUSE_RT_CHECK
#elif defined(__SANITIZE_ADDRESS__)
#define HEAP_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HEAP_ASAN 1
#endif
#endif

#ifdef HEAP_ASAN
void __asan_poison_memory_region(void const volatile *address, size_t size);
void __asan_unpoison_memory_region(void const volatile *address, size_t size);
#define HEAP_HIDE(address, size) __asan_poison_memory_region(address, size)
#define HEAP_SHOW(address, size) __asan_unpoison_memory_region(address, size)
#else
#define HEAP_HIDE(address, size) ((void)0)
#define HEAP_SHOW(address, size) ((void)0)
#endif

/* WebAssembly modules have one thread. On ELF the initial-exec model makes access one instruction relative to the thread pointer,
 * also in the shared library: its heap is far smaller than the static TLS space that loaders keep in reserve. */
#if defined(__wasm__)
#define HEAP_LOCAL static
#elif defined(__ELF__)
#define HEAP_LOCAL static _Thread_local __attribute__((tls_model("initial-exec")))
#else
#define HEAP_LOCAL static _Thread_local
#endif

enum {
  PREFIX_SIZE = 8,
  GRANULE = 16,
  LINE = 64,
  SMALL_LIMIT = 512,
  SMALL_CLASSES = SMALL_LIMIT / GRANULE,
  SMALL_LIMIT_LOG2 = 9,
  MEDIUM_LIMIT_LOG2 = 20,
  CLASSES = 1 + SMALL_CLASSES + 4 * (MEDIUM_LIMIT_LOG2 - SMALL_LIMIT_LOG2),
  FIRST_CHUNK = 64 * 1024,
  /* Chunks double from here: little waste for small programs, few system calls
     for large ones. */
  SMALLEST_CHUNK = 256 * 1024,
  LARGEST_CHUNK = 8 * 1024 * 1024,
  PAGE = 64 * 1024 /* the largest page size of the targets, so that mappings end
                      on a page everywhere */
};
#define MEDIUM_LIMIT ((size_t)1 << MEDIUM_LIMIT_LOG2)

typedef union heap_block {
  union heap_block *next; /* in a free block */
  uint64_t kind;          /* in a live block: below CLASSES the class, else the size of
                             the mapping */
} heap_block;

typedef struct heap_state {
  char *bump; /* the rest of the current chunk */
  char *end;
  size_t next_chunk;
  heap_block *free[CLASSES];
} heap_state;

HEAP_LOCAL heap_state heap;

static _Alignas(GRANULE) char first_chunk[FIRST_CHUNK];
static bool first_chunk_taken;

static heap_block *block_of(const void *object) { return (heap_block *)((char *)(uintptr_t)object - PREFIX_SIZE); }

static void *object_of(heap_block *block) { return (char *)block + PREFIX_SIZE; }

static unsigned log2_floor(size_t value) { return 63u - (unsigned)__builtin_clzll((unsigned long long)value); }

/* The class of a block of `size` bytes, prefix included; `size` is at least 1 and at most MEDIUM_LIMIT. */
static inline unsigned class_of(size_t size) {
  if (__builtin_expect(size <= SMALL_LIMIT, 1))
    return (unsigned)((size + GRANULE - 1) / GRANULE);
  size = size - LINE > SMALL_LIMIT ? size - LINE : SMALL_LIMIT + 1;
  unsigned log2 = log2_floor(size - 1);
  unsigned quarter = (unsigned)((size - 1) >> (log2 - 2)) & 3;
  return 1 + SMALL_CLASSES + 4 * (log2 - SMALL_LIMIT_LOG2) + quarter;
}

static size_t size_of_class(unsigned class) {
  if (class <= SMALL_CLASSES)
    return (size_t)class * GRANULE;
  unsigned step = class - 1 - SMALL_CLASSES;
  return ((size_t)(5 + step % 4) << (SMALL_LIMIT_LOG2 + step / 4 - 2)) + LINE;
}

static size_t size_of_block(const heap_block *block) {
  return block->kind < CLASSES ? size_of_class((unsigned)block->kind) : (size_t)block->kind;
}

_Noreturn void fuse_rt_heap_exhausted(void) { fuse_rt_fatal_panic("out of memory"); }

static void push_free(heap_block *block, unsigned class) {
  block->next = heap.free[class];
  heap.free[class] = block;
}

/* Cuts what is left of the current chunk into free blocks, largest first, before the chunk is given up. */
static void retire_chunk(void) {
  while ((size_t)(heap.end - heap.bump) >= GRANULE) {
    size_t left = (size_t)(heap.end - heap.bump);
    unsigned class = left >= MEDIUM_LIMIT ? CLASSES - 1 : class_of(left);
    if (size_of_class(class) > left)
      class -= 1;
    push_free((heap_block *)heap.bump, class);
    heap.bump += size_of_class(class);
  }
}

static void open_chunk(size_t at_least) {
  retire_chunk();
  if (at_least <= FIRST_CHUNK && !__atomic_exchange_n(&first_chunk_taken, true, __ATOMIC_RELAXED)) {
    heap.bump = first_chunk;
    heap.end = first_chunk + FIRST_CHUNK;
    return;
  }
  if (heap.next_chunk == 0)
    heap.next_chunk = SMALLEST_CHUNK;
  size_t size = heap.next_chunk < 2 * at_least ? 2 * at_least : heap.next_chunk;
  char *chunk = fuse_rt_os_map(size);
  if (chunk == NULL)
    fuse_rt_heap_exhausted();
  heap.bump = chunk;
  heap.end = chunk + size;
  if (heap.next_chunk < LARGEST_CHUNK)
    heap.next_chunk *= 2;
}

/* Lists of free blocks that threads have given away, some for each class. An exchange of pointers moves a whole list, so there is
 * nothing to lock. */
enum { DONATIONS = 8 };
static heap_block *donations[CLASSES][DONATIONS];
static bool has_donations; /* never, in a program with one thread */

void fuse_rt_heap_donate(void) {
  __atomic_store_n(&has_donations, true, __ATOMIC_RELAXED);
  for (unsigned class = 1; class < CLASSES; class++)
    for (int i = 0; heap.free[class] != NULL && i < DONATIONS; i++) {
      heap_block *nothing = NULL;
      if (__atomic_compare_exchange_n(&donations[class][i], &nothing, heap.free[class], false, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
        heap.free[class] = NULL;
    }
}

/* Takes a donated list; its first block, or NULL. */
static heap_block *take_donation(unsigned class) {
  for (int i = 0; i < DONATIONS; i++) {
    heap_block *list = __atomic_load_n(&donations[class][i], __ATOMIC_RELAXED);
    if (list != NULL && (list = __atomic_exchange_n(&donations[class][i], NULL, __ATOMIC_ACQUIRE)) != NULL) {
      heap.free[class] = list->next;
      return list;
    }
  }
  return NULL;
}

static __attribute__((noinline)) heap_block *cut_block(unsigned class) {
  if (__atomic_load_n(&has_donations, __ATOMIC_RELAXED)) {
    heap_block *block = take_donation(class);
    if (block != NULL)
      return block;
  }
  size_t size = size_of_class(class);
  if ((size_t)(heap.end - heap.bump) < size)
    open_chunk(size);
  heap_block *block = (heap_block *)heap.bump;
  heap.bump += size;
  return block;
}

/* The size of the mapping for a large block of `size` bytes; growing programs get room for as much again. */
static size_t mapping_size(size_t size) { return (size + PAGE - 1) & ~(size_t)(PAGE - 1); }

static __attribute__((noinline)) void *alloc_large(size_t size) {
  if (size > FUSE_RT_HEAP_LIMIT)
    fuse_rt_heap_exhausted();
  size_t mapped = mapping_size(size);
  heap_block *block = fuse_rt_os_map(mapped);
  if (block == NULL)
    fuse_rt_heap_exhausted();
  block->kind = mapped;
  return object_of(block);
}

void *fuse_rt_heap_alloc(size_t size) {
  size += PREFIX_SIZE;
  if (__builtin_expect(size > MEDIUM_LIMIT, 0))
    return alloc_large(size);
  unsigned class = class_of(size);
  heap_block *block = heap.free[class];
  if (__builtin_expect(block != NULL, 1))
    heap.free[class] = block->next;
  else
    block = cut_block(class);
  HEAP_SHOW(object_of(block), size - PREFIX_SIZE);
  block->kind = class;
  return object_of(block);
}

void fuse_rt_heap_free(void *object) {
  heap_block *block = block_of(object);
  uint64_t kind = block->kind;
  if (__builtin_expect(kind >= CLASSES, 0)) {
    fuse_rt_os_unmap(block, (size_t)kind);
    return;
  }
  HEAP_SHOW(object, size_of_block(block) - PREFIX_SIZE);
  fuse_rt_check_poison(object, size_of_block(block) - PREFIX_SIZE);
  HEAP_HIDE(object, size_of_block(block) - PREFIX_SIZE);
  push_free(block, (unsigned)kind);
}

size_t fuse_rt_heap_capacity(const void *object) { return size_of_block(block_of(object)) - PREFIX_SIZE; }

/* The last block of the current chunk grows over the free rest of the chunk. Not where a free block has the size: what is made
 * small, grows and is freed again and again would leave one more of these behind each time. */
static bool grow_at_end(heap_block *block, size_t size) {
  if ((char *)block + size_of_block(block) != heap.bump || size > MEDIUM_LIMIT)
    return false;
  unsigned class = class_of(size);
  if (heap.free[class] != NULL || (size_t)(heap.end - (char *)block) < size_of_class(class))
    return false;
  heap.bump = (char *)block + size_of_class(class);
  block->kind = class;
  return true;
}

void *fuse_rt_heap_grow(void *object, size_t size) {
  heap_block *block = block_of(object);
  size_t old_size = size_of_block(block);
  if (size > FUSE_RT_HEAP_LIMIT)
    fuse_rt_heap_exhausted();
  size += PREFIX_SIZE;
  if (size <= old_size || grow_at_end(block, size)) {
    HEAP_SHOW(object, size_of_block(block) - PREFIX_SIZE);
    return object;
  }
  if (block->kind >= CLASSES) {
    heap_block *moved = fuse_rt_os_remap(block, old_size, mapping_size(size));
    if (moved != NULL) {
      moved->kind = mapping_size(size);
      return object_of(moved);
    }
  }
  HEAP_SHOW(object, old_size - PREFIX_SIZE);
  void *copy = fuse_rt_heap_alloc(size - PREFIX_SIZE);
  HEAP_SHOW(copy, fuse_rt_heap_capacity(copy));
  memcpy(copy, object, old_size - PREFIX_SIZE);
  fuse_rt_heap_free(object);
  return copy;
}
