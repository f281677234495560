/* task.c, and what of heap.c and console.c threads share. Bodies of tasks are written as compiled code does it. */
#define _GNU_SOURCE
#include "harness.h"
#include "os.h"

#include <stdlib.h>

/* A value that crosses between threads. */
static fuse_rt_str *shared(fuse_rt_str *s) {
  s->count = -s->count;
  return s;
}

static void drop_str(void *slot) { fuse_rt_str_release(*(fuse_rt_str **)slot); }

static fuse_rt_task *spawn_str(fuse_rt_task_run *run, const char *captured) {
  fuse_rt_str *s = shared(test_str(captured));
  return fuse_rt_task_spawn(&s, sizeof s, sizeof s, run, drop_str, drop_str);
}

/* Awaits a task with a String result and retains it. */
static fuse_rt_str *await_str(fuse_rt_task *task) {
  fuse_rt_str *s = NULL;
  CHECK(fuse_rt_task_await(task, &s) == NULL);
  fuse_rt_array_retain(s);
  return s;
}

static fuse_rt_error *twice(void *slots) {
  fuse_rt_str *captured = *(fuse_rt_str **)slots;
  const fuse_rt_str *parts[] = {captured, captured};
  *(fuse_rt_str **)slots = shared(fuse_rt_str_concat(2, parts));
  fuse_rt_str_release(captured);
  return NULL;
}

static void test_results(void) {
  fuse_rt_task *tasks[20];
  for (int i = 0; i < 20; i++)
    tasks[i] = spawn_str(twice, "ab");
  for (int i = 0; i < 20; i++) {
    CHECK_STR(await_str(tasks[i]), "abab");
    CHECK_STR(await_str(tasks[i]), "abab");
    fuse_rt_task_release(tasks[i]);
  }
  fuse_rt_tasks_end();
}

static fuse_rt_error *fails(void *slots) {
  drop_str(slots);
  return fuse_rt_error_validation(test_str("a.b"), test_str("code"), test_str("text"));
}

static fuse_rt_error *panics(void *slots) {
  drop_str(slots);
  return fuse_rt_error_panic("divide by zero");
}

/* Raises `{"key": ["x"]}` as an error value. */
static fuse_rt_error *raises(void *slots) {
  drop_str(slots);
  fuse_rt_any text = {.kind = FUSE_RT_STR, .object = test_str("x")};
  fuse_rt_list *list = fuse_rt_array_alloc(1, sizeof text);
  memcpy(FUSE_RT_ELEMENTS(list), &text, sizeof text);
  fuse_rt_any item = {.kind = FUSE_RT_LIST, .object = list};
  int64_t slot;
  bool added;
  fuse_rt_map *map = fuse_rt_map_place(fuse_rt_map_new(1, sizeof item), test_str("key"), &slot, &added);
  memcpy(fuse_rt_map_value_at(map, slot), &item, sizeof item);
  return fuse_rt_error_value(&(fuse_rt_any){.kind = FUSE_RT_MAP, .object = map});
}

static void check_failure(fuse_rt_task_run *run, const char *text) {
  fuse_rt_task *task = spawn_str(run, "x");
  for (int i = 0; i < 2; i++) {
    fuse_rt_str *result = NULL;
    fuse_rt_error *error = fuse_rt_task_await(task, &result);
    CHECK(result == NULL);
    CHECK_STR(fuse_rt_error_render(error), text);
    fuse_rt_error_free(error);
  }
  fuse_rt_task_release(task);
  fuse_rt_tasks_end();
}

static void test_failures(void) {
  check_failure(fails, "{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":\"code\",\"message\":\"text\",\"path\":"
                       "\"a.b\"}],\"message\":\"validation failed\"}}");
  check_failure(raises, "{key: [x]}");
  check_failure(panics, "task execution failed (worker disconnected)");
}

/* A chain of tasks, each awaiting the next: far more than there are threads. */
static fuse_rt_error *count_down(void *slots) {
  int64_t n = *(int64_t *)slots;
  int64_t below = 0;
  if (n > 0) {
    int64_t next = n - 1;
    fuse_rt_task *task = fuse_rt_task_spawn(&next, sizeof next, sizeof next, count_down, NULL, NULL);
    fuse_rt_error *error = fuse_rt_task_await(task, &below);
    fuse_rt_task_release(task);
    if (error != NULL)
      return error;
  }
  *(int64_t *)slots = below + 1;
  return NULL;
}

static void test_nested_awaits(void) {
  int64_t n = 200;
  int64_t result = 0;
  fuse_rt_task *task = fuse_rt_task_spawn(&n, sizeof n, sizeof n, count_down, NULL, NULL);
  CHECK(fuse_rt_task_await(task, &result) == NULL);
  CHECK_INT(result, 201);
  fuse_rt_task_release(task);
  fuse_rt_tasks_end();
}

/* Every text is made by one thread and freed by another. */
static void test_memory_crosses_threads(void) {
  for (int round = 0; round < 300; round++) {
    fuse_rt_task *tasks[10];
    for (int i = 0; i < 10; i++)
      tasks[i] = spawn_str(twice, "some text of a length");
    for (int i = 0; i < 10; i++) {
      CHECK_STR(await_str(tasks[i]), "some text of a lengthsome text of a length");
      fuse_rt_task_release(tasks[i]);
    }
  }
  fuse_rt_tasks_end();
}

static fuse_rt_error *sleeps(void *slots) {
  drop_str(slots);
  fuse_rt_os_sleep_ms(50);
  *(fuse_rt_str **)slots = shared(test_str("late"));
  return NULL;
}

static void test_abandoned(void) {
  for (int i = 0; i < 100; i++)
    fuse_rt_task_release(spawn_str(sleeps, "x"));
#if FUSE_RT_CHECK
  CHECK(fuse_rt_tasks_end());
#else
  fuse_rt_tasks_end();
#endif
  fuse_rt_task_statistics statistics = fuse_rt_tasks_statistics();
  CHECK_INT(statistics.spawned, 100);
  CHECK(statistics.completed < 100);
  CHECK_INT(statistics.queued, 0);
}

static fuse_rt_error *prints(void *slots) {
  fuse_rt_str *line = *(fuse_rt_str **)slots;
  for (int i = 0; i < 1000; i++)
    fuse_rt_print(line);
  fuse_rt_str_release(line);
  *(fuse_rt_str **)slots = shared(test_str(""));
  return NULL;
}

static fuse_rt_error *print_from_many(void) {
  fuse_rt_task *tasks[4];
  for (int i = 0; i < 4; i++)
    tasks[i] = spawn_str(prints, "0123456789");
  for (int i = 0; i < 4; i++) {
    fuse_rt_str_release(await_str(tasks[i]));
    fuse_rt_task_release(tasks[i]);
  }
  fuse_rt_tasks_end();
  return NULL;
}

static void test_output_of_many(void) {
  test_outcome outcome = test_run_program(print_from_many, NULL);
  CHECK_INT(outcome.status, 0);
  CHECK_INT((int64_t)strlen(outcome.out), 4 * 1000 * 11);
  for (size_t i = 0; i < strlen(outcome.out); i += 11)
    if (memcmp(outcome.out + i, "0123456789\n", 11) != 0) {
      test_fail(__FILE__, __LINE__, "lines are mixed");
      break;
    }
  test_outcome_free(&outcome);
}

static int64_t deeper(int64_t n) {
  volatile char frame[512];
  frame[0] = (char)n;
  return frame[0] + (n < 0 ? 0 : deeper(n + 1) + frame[0]);
}

static fuse_rt_error *overflows(void *slots) {
  *(int64_t *)slots = deeper(0);
  return NULL;
}

static fuse_rt_error *overflow_in_task(void) {
  int64_t n = 0;
  fuse_rt_task *task = fuse_rt_task_spawn(&n, sizeof n, sizeof n, overflows, NULL, NULL);
  fuse_rt_os_sleep_ms(2000); /* so that a thread of the pool has it */
  fuse_rt_task_release(task);
  return NULL;
}

static void test_stack_overflow(void) {
  CHECK_OUTCOME(test_run_program(overflow_in_task, NULL), 101, "",
                "fatal: class=panic pid=<pid> message=panic_kind=panic_static_str stack overflow\n", -1);
}

static const test_case cases[] = {
    /* First those in a child process, which does not inherit the threads of the pool. */
    {"stack overflow", test_stack_overflow},
    {"output of many", test_output_of_many},
    {"results", test_results},
    {"failures", test_failures},
    {"nested awaits", test_nested_awaits},
    {"memory crosses threads", test_memory_crosses_threads},
    {"abandoned tasks", test_abandoned},
    {NULL, NULL},
};
const test_suite task_suite = {"tasks", cases};
