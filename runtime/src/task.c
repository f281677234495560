/* Tasks: blocks that run on a pool of threads.
 *
 * The pool cannot deadlock. A task captures only what existed before it, so tasks wait for each other without cycles; and whoever
 * awaits a task that no thread has begun runs it himself, so a full pool never keeps a task from its turn.
 *
 * What crosses between threads is marked as shared (negative counts) by compiled code: the captured values before the task is made,
 * the result before `run` returns. A failure is kept and every await gets a copy; a panic ends a task in a way of which nothing can
 * be said but `task execution failed (worker disconnected)`.
 *
 * Tasks that nobody awaited are abandoned when the program ends. The leak-checked variant waits for those that run.
 */
#if !defined(__wasm__)

#include "any.h"
#include "database_now.h"
#include "error.h"
#include "exchange.h"
#include "heap.h"
#include "lock.h"
#include "message.h"
#include "object.h"
#include "os.h"
#include "os_thread.h"

typedef enum task_state { TASK_WAITS, TASK_RUNS, TASK_DONE } task_state;

struct fuse_rt_task {
  int64_t count; /* always negative: the pool and the program share a task */
  int64_t result_size;
  fuse_rt_task_run *run;
  void (*drop_captured)(void *captured);
  void (*drop_result)(void *result);
  task_state state; /* atomic until it is TASK_DONE */
  int64_t spawned_us;
  fuse_rt_error *error; /* of a task that is done */
  fuse_rt_task *next;   /* in the queue */
  char slots[];         /* the captured values, then the result */
};

/* Objects begin 8 bytes behind a multiple of 16 (heap.h), so the values are aligned. */
_Static_assert(offsetof(fuse_rt_task, slots) % 16 == 8, "slots are aligned to 16");

static fuse_rt_os_mutex mutex = FUSE_RT_OS_MUTEX; /* of everything below */
static fuse_rt_os_condition has_work = FUSE_RT_OS_CONDITION;
static fuse_rt_os_condition has_ended = FUSE_RT_OS_CONDITION; /* some task */
static fuse_rt_task *first;                                   /* of the queue */
static fuse_rt_task *last;
static int threads;
static int running; /* tasks that run now */
static int holding; /* threads of the pool that have a task */
static bool has_ended_program;
static fuse_rt_task_statistics statistics;

/* ---- the locks of what tasks share (lock.h) ---- */

static fuse_rt_os_mutex locks[FUSE_RT_LOCKS] = {FUSE_RT_OS_MUTEX, FUSE_RT_OS_MUTEX};

static void lock_shared(fuse_rt_lock_name name, bool take) {
  static _Thread_local int depths[FUSE_RT_LOCKS];
  if (take && depths[name]++ == 0)
    fuse_rt_os_mutex_lock(&locks[name]);
  else if (!take && --depths[name] == 0)
    fuse_rt_os_mutex_unlock(&locks[name]);
}

/* ---- running a task ---- */

static bool claim(fuse_rt_task *task) {
  task_state waits = TASK_WAITS;
  return __atomic_compare_exchange_n(&task->state, &waits, TASK_RUNS, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

static void count_latency(int64_t latency_us) {
  static const int64_t bounds[FUSE_RT_LATENCY_CLASSES - 1] = {1000, 10000, 100000, 1000000};
  int class = 0;
  while (class < FUSE_RT_LATENCY_CLASSES - 1 && latency_us >= bounds[class])
    class++;
  statistics.latencies[class]++;
  statistics.total_latency_us += latency_us;
  statistics.completed++;
}

static void run_unless_begun(fuse_rt_task *task) {
  if (!claim(task))
    return;
  fuse_rt_os_mutex_lock(&mutex);
  running++;
  fuse_rt_os_mutex_unlock(&mutex);
  fuse_rt_exchange *exchange = fuse_rt_exchange_now;
  fuse_rt_database *database = fuse_rt_database_now;
  fuse_rt_exchange_now = NULL;
  fuse_rt_database_now = NULL;
  fuse_rt_error *error = task->run(task->slots);
  if (fuse_rt_database_now != NULL)
    fuse_rt_database_close(fuse_rt_database_now);
  fuse_rt_exchange_now = exchange;
  fuse_rt_database_now = database;
  if (error != NULL && fuse_rt_error_panic_text(error) != NULL) {
    fuse_rt_error_free(error);
    error = fuse_rt_message_constant("task execution failed (worker disconnected)");
  }
  if (error != NULL)
    fuse_rt_error_share(error);
  task->error = error;
  fuse_rt_heap_donate();
  fuse_rt_os_mutex_lock(&mutex);
  running--;
  count_latency(fuse_rt_os_monotonic_us() - task->spawned_us);
  __atomic_store_n(&task->state, TASK_DONE, __ATOMIC_RELEASE);
  fuse_rt_os_condition_wake_all(&has_ended);
  fuse_rt_os_mutex_unlock(&mutex);
}

/* Takes the first task off the queue; NULL when it is empty. */
static fuse_rt_task *take_first(void) {
  fuse_rt_task *task = first;
  if (task != NULL)
    first = task->next;
  return task;
}

static void work(void) {
  fuse_rt_os_mutex_lock(&mutex);
  for (;;) {
    fuse_rt_task *task;
    while ((task = take_first()) == NULL)
      fuse_rt_os_condition_wait(&has_work, &mutex);
    holding++;
    fuse_rt_os_mutex_unlock(&mutex);
    run_unless_begun(task);
    fuse_rt_task_release(task);
    fuse_rt_os_mutex_lock(&mutex);
    holding--;
#if FUSE_RT_CHECK
    fuse_rt_os_condition_wake_all(&has_ended);
#endif
  }
}

/* ---- tasks among values known at run time (any.h) ---- */

static void free_task(void *object) {
  fuse_rt_task_clear(object);
  fuse_rt_array_free(object);
}

/* ---- the life of a task ---- */

static void put_last(fuse_rt_task *task) {
  if (first == NULL)
    first = task;
  else
    last->next = task;
  last = task;
}

/* As many threads as processors, and two at least; a system that gives none leaves the work to those who await. */
static void enqueue(fuse_rt_task *task) {
  fuse_rt_os_mutex_lock(&mutex);
  /* A run in process can be followed by another one. */
  if (has_ended_program && running == 0) {
    statistics = (fuse_rt_task_statistics){0};
    has_ended_program = false;
  }
  if (statistics.workers == 0) {
    int processors = fuse_rt_os_processors();
    statistics.workers = processors < 2 ? 2 : processors;
  }
  statistics.spawned++;
  put_last(task);
  if (threads < statistics.workers && fuse_rt_os_thread_start(work))
    threads++;
  fuse_rt_os_condition_wake_one(&has_work);
  fuse_rt_os_mutex_unlock(&mutex);
}

fuse_rt_task *fuse_rt_task_spawn(const void *captured, int64_t captured_size, int64_t result_size, fuse_rt_task_run *run,
                                 void (*drop_captured)(void *captured), void (*drop_result)(void *result)) {
  /* Set before there is a second thread. */
  if (fuse_rt_lock_hook == NULL) {
    fuse_rt_lock_hook = lock_shared;
    fuse_rt_any_free_task = free_task;
  }
  fuse_rt_heap_donate();
  size_t slots = (size_t)(captured_size > result_size ? captured_size : result_size);
  fuse_rt_task *task = fuse_rt_heap_alloc(sizeof *task + slots);
  fuse_rt_check_born();
  *task = (fuse_rt_task){.count = -2,
                         .result_size = result_size,
                         .run = run,
                         .drop_captured = drop_captured,
                         .drop_result = drop_result,
                         .spawned_us = fuse_rt_os_monotonic_us()};
  memcpy(task->slots, captured, (size_t)captured_size);
  enqueue(task);
  return task;
}

fuse_rt_error *fuse_rt_task_await(fuse_rt_task *task, void *out) {
  run_unless_begun(task);
  if (__atomic_load_n(&task->state, __ATOMIC_ACQUIRE) != TASK_DONE) {
    fuse_rt_os_mutex_lock(&mutex);
    while (task->state != TASK_DONE)
      fuse_rt_os_condition_wait(&has_ended, &mutex);
    fuse_rt_os_mutex_unlock(&mutex);
  }
  if (task->error != NULL)
    return fuse_rt_error_copy(task->error);
  if (task->result_size > 0)
    memcpy(out, task->slots, (size_t)task->result_size);
  return NULL;
}

void fuse_rt_task_clear(fuse_rt_task *task) {
  if (task->state == TASK_WAITS && task->drop_captured != NULL)
    task->drop_captured(task->slots);
  if (task->error != NULL)
    fuse_rt_error_free(task->error);
  else if (task->state == TASK_DONE && task->drop_result != NULL)
    task->drop_result(task->slots);
}

void fuse_rt_task_release(fuse_rt_task *task) {
  if (!fuse_rt_release_shared((fuse_rt_array *)task))
    return;
  fuse_rt_task_clear(task);
  fuse_rt_array_free((fuse_rt_array *)task);
}

/* ---- the end of a program ---- */

/* Drops the tasks that wait in the queue. */
static void empty_queue(void) {
  fuse_rt_task *task;
  while ((task = take_first()) != NULL)
    fuse_rt_task_release(task);
}

bool fuse_rt_tasks_end(void) {
  fuse_rt_os_mutex_lock(&mutex);
  has_ended_program = true;
  empty_queue();
#if FUSE_RT_CHECK
  while (running > 0 || holding > 0) {
    fuse_rt_os_condition_wait(&has_ended, &mutex);
    empty_queue();
  }
#endif
  bool is_quiet = running == 0;
  fuse_rt_os_mutex_unlock(&mutex);
  return is_quiet;
}

fuse_rt_task_statistics fuse_rt_tasks_statistics(void) {
  fuse_rt_os_mutex_lock(&mutex);
  fuse_rt_task_statistics now = statistics;
  for (const fuse_rt_task *task = first; task != NULL; task = task->next)
    now.queued++;
  fuse_rt_os_mutex_unlock(&mutex);
  return now;
}

#endif
