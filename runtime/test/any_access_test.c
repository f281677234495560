/* any_access.c, any_store.c, shape.c: reading parts, replacing parts, running over values, calling them. */
#include "any_values.h"

static fuse_rt_str *text_of(fuse_rt_error *error, fuse_rt_any result) {
  fuse_rt_str *text = error == NULL ? fuse_rt_any_text(&result) : fuse_rt_error_render(error);
  if (error == NULL)
    fuse_rt_any_release(&result);
  fuse_rt_error_free(error);
  return text;
}

static fuse_rt_str *field(fuse_rt_any value, const char *name) {
  fuse_rt_str *s = test_str(name);
  fuse_rt_any result = NULL_VALUE;
  fuse_rt_str *text = text_of(fuse_rt_any_field(&value, s, &result), result);
  fuse_rt_str_release(s);
  fuse_rt_any_release(&value);
  return text;
}

static fuse_rt_str *element(fuse_rt_any value, fuse_rt_any index) {
  fuse_rt_any result = NULL_VALUE;
  fuse_rt_error *error = fuse_rt_any_index(&value, &index, &result);
  fuse_rt_str *text = text_of(error, result);
  fuse_rt_any_release(&index);
  fuse_rt_any_release(&value);
  return text;
}

static void test_field(void) {
  CHECK_STR(field(test_user(STR("Ada"), INT(36)), "name"), "Ada");
  CHECK_STR(field(test_user(STR("Ada"), INT(36)), "age"), "36");
  CHECK_STR(field(test_user(STR("Ada"), INT(36)), "size"), "unknown field size");
  CHECK_STR(field(NULL_VALUE, "size"), "member access not supported on this value");
  CHECK_STR(field(EMPTY_LIST, "size"), "member access not supported on this value");
}

static void test_index(void) {
  CHECK_STR(element(LIST(INT(1), STR("b")), INT(1)), "b");
  CHECK_STR(element(LIST(INT(1)), INT(1)), "index out of bounds");
  CHECK_STR(element(LIST(INT(1)), INT(-1)), "index out of bounds");
  CHECK_STR(element(LIST(INT(1)), STR("a")), "list index must be Int");
  CHECK_STR(element(test_map("a", (fuse_rt_any[]){INT(1)}), STR("a")), "1");
  CHECK_STR(element(test_map("a", (fuse_rt_any[]){INT(1)}), STR("b")), "null");
  CHECK_STR(element(test_map("", NULL), INT(1)), "map keys must be strings");
  CHECK_STR(element(NULL_VALUE, INT(1)), "null access");
  CHECK_STR(element(INT(1), INT(1)), "index access not supported on this value");
}

static fuse_rt_str *items(fuse_rt_any value) {
  fuse_rt_list *list = NULL;
  fuse_rt_error *error = fuse_rt_any_items(&value, &list);
  fuse_rt_str *text = text_of(error, fuse_rt_any_of_object(FUSE_RT_LIST, list));
  fuse_rt_any_release(&value);
  return text;
}

static void test_items(void) {
  CHECK_STR(items(LIST(INT(1), STR("b"))), "[1, b]");
  CHECK_STR(items(test_map("b a", (fuse_rt_any[]){INT(2), STR("x")})), "[2, x]");
  CHECK_STR(items(STR("abc")), "cannot iterate over String");
  CHECK_STR(items(test_fault(INT(1))), "cannot iterate over Fault");
}

static fuse_rt_error *count_args(const fuse_rt_list *args, fuse_rt_any *out) {
  *out = INT(args->length);
  return NULL;
}

static void test_call(void) {
  fuse_rt_any args = LIST(INT(1), INT(2));
  fuse_rt_named named = {.call = count_args};
  fuse_rt_any result;
  fuse_rt_any callee = {.kind = FUSE_RT_NAMED, .object = &named};
  CHECK(fuse_rt_any_call(&callee, args.object, &result) == NULL);
  CHECK_VALUE(result, "2");
  named.call = NULL;
  CHECK_ERROR(fuse_rt_any_call(&callee, args.object, &result), "call target is not callable");
  CHECK_ERROR(fuse_rt_any_call(&INT(1), args.object, &result), "call target is not callable");
  fuse_rt_any_release(&args);
}

typedef struct path_step {
  int64_t step;
  fuse_rt_any key;
} path_step;

static path_step name_step(const char *name, bool is_optional) {
  return (path_step){FUSE_RT_STEP_FIELD | (is_optional ? FUSE_RT_STEP_OPTIONAL : 0), STR(name)};
}

static path_step index_step(fuse_rt_any key) { return (path_step){FUSE_RT_STEP_INDEX, key}; }

/* Stores 9 and gives the text of the root or of the error, after which the root is as before; releases the steps. */
static fuse_rt_str *store(fuse_rt_any *root, int64_t n, const path_step *path) {
  int64_t steps[4];
  fuse_rt_any keys[4];
  for (int64_t i = 0; i < n; i++) {
    steps[i] = path[i].step;
    keys[i] = path[i].key;
  }
  fuse_rt_any tried = *root;
  fuse_rt_any before = fuse_rt_any_copy(root);
  fuse_rt_error *error = fuse_rt_any_store(&tried, &INT(9), n, steps, keys);
  if (error == NULL)
    fuse_rt_any_release(&before);
  *root = error == NULL ? tried : before;
  for (int64_t i = 0; i < n; i++)
    fuse_rt_any_release(&keys[i]);
  fuse_rt_str *text = error == NULL ? fuse_rt_any_text(root) : fuse_rt_error_render(error);
  fuse_rt_error_free(error);
  return text;
}

#define STORE(root, ...) store(&root, sizeof((path_step[]){__VA_ARGS__}) / sizeof(path_step), (path_step[]){__VA_ARGS__})

static void test_store(void) {
  fuse_rt_any root = LIST(INT(1), test_map("a", (fuse_rt_any[]){LIST(INT(2), INT(3))}), test_user(STR("Ada"), INT(36)));
  CHECK_STR(STORE(root, index_step(INT(0))), "[9, {a: [2, 3]}, <User>]");
  CHECK_STR(STORE(root, index_step(INT(1)), index_step(STR("a")), index_step(INT(1))), "[9, {a: [2, 9]}, <User>]");
  CHECK_STR(STORE(root, index_step(INT(1)), index_step(STR("b"))), "[9, {a: [2, 9], b: 9}, <User>]");
  CHECK_STR(STORE(root, index_step(INT(2)), name_step("age", false)), "[9, {a: [2, 9], b: 9}, <User>]");
  fuse_rt_any user = fuse_rt_any_elements(&root)[2];
  CHECK_VALUE(fuse_rt_any_elements(&user)[2], "9");
  fuse_rt_any_release(&root);
  fuse_rt_any number = INT(1);
  CHECK_STR(store(&number, 0, NULL), "9");
}

static void test_store_failures(void) {
  fuse_rt_any root = LIST(INT(1), NULL_VALUE, test_map("a", (fuse_rt_any[]){NULL_VALUE}), test_user(STR("Ada"), INT(36)));
  CHECK_STR(STORE(root, name_step("a", false)), "assignment target must be a struct field");
  CHECK_STR(STORE(root, index_step(INT(0)), index_step(INT(0))), "assignment target must be an indexable value");
  CHECK_STR(STORE(root, index_step(INT(1)), name_step("a", true)), "cannot assign through optional access");
  CHECK_STR(STORE(root, index_step(INT(1)), name_step("a", false)), "assignment target must be a struct field");
  CHECK_STR(STORE(root, index_step(INT(4))), "index out of bounds");
  CHECK_STR(STORE(root, index_step(STR("a"))), "list index must be Int");
  CHECK_STR(STORE(root, index_step(INT(2)), index_step(INT(1))), "map keys must be strings");
  CHECK_STR(STORE(root, index_step(INT(2)), index_step(STR("b")), index_step(INT(1))), "missing map entry");
  CHECK_STR(STORE(root, index_step(INT(3)), name_step("size", false), name_step("x", false)), "unknown field size");
  CHECK_VALUE(root, "[1, null, {a: null}, <User>]");
}

/* What others hold stays as it is, on every level. */
static void test_store_shared(void) {
  fuse_rt_any root = LIST(LIST(INT(1), INT(2)), test_map("a", (fuse_rt_any[]){STR("x")}));
  fuse_rt_any copy = fuse_rt_any_copy(&root);
  CHECK_STR(STORE(root, index_step(INT(0)), index_step(INT(0))), "[[9, 2], {a: x}]");
  CHECK_STR(STORE(root, index_step(INT(1)), index_step(STR("a"))), "[[9, 2], {a: 9}]");
  CHECK_VALUE(copy, "[[1, 2], {a: x}]");
  fuse_rt_any_release(&root);
}

/* A unique path is changed where it is. */
static void test_store_in_place(void) {
  fuse_rt_any root = LIST(LIST(INT(1), INT(2)));
  void *inner = fuse_rt_any_elements(&root)[0].object;
  void *outer = root.object;
  int64_t steps[] = {FUSE_RT_STEP_INDEX, FUSE_RT_STEP_INDEX};
  CHECK(fuse_rt_any_store(&root, &INT(9), 2, steps, (fuse_rt_any[]){INT(0), INT(1)}) == NULL);
  CHECK(root.object == outer);
  CHECK(fuse_rt_any_elements(&root)[0].object == inner);
  CHECK_VALUE(root, "[[1, 9]]");
}

static fuse_rt_error *store_undeclared(void) {
  static const struct {
    fuse_rt_str header;
    char text[8];
  } extra = {{0, 5, 0}, "extra"};
  fuse_rt_any key = {.kind = FUSE_RT_STR, .object = (void *)(uintptr_t)&extra};
  int64_t step = FUSE_RT_STEP_FIELD;
  fuse_rt_any user = test_user(STR("Ada"), INT(36));
  fuse_rt_any other = test_user(STR("Bob"), INT(1));
  fuse_rt_any declared = fuse_rt_any_copy(&user);
  CHECK(fuse_rt_any_store(&user, &INT(9), 1, &step, &key) == NULL);
  CHECK(fuse_rt_any_store(&other, &INT(8), 1, &step, &key) == NULL);
  /* One shape for the same field on the same struct. */
  CHECK(fuse_rt_any_shape(&user) == fuse_rt_any_shape(&other));
  CHECK(!fuse_rt_any_has_field(&declared, &extra.header));
  fuse_rt_any value;
  CHECK(fuse_rt_any_field(&user, &extra.header, &value) == NULL);
  fuse_rt_print(fuse_rt_any_is_int(&value, 9) ? &extra.header : NULL);
  fuse_rt_any_release(&user);
  fuse_rt_any_release(&other);
  fuse_rt_any_release(&declared);
  return NULL;
}

static void test_store_undeclared(void) { CHECK_OUTCOME(test_run_program(store_undeclared, NULL), 0, "extra\n", "", 0); }

static const test_case cases[] = {{"field", test_field},
                                  {"index", test_index},
                                  {"items", test_items},
                                  {"call", test_call},
                                  {"store", test_store},
                                  {"store failures", test_store_failures},
                                  {"store shared", test_store_shared},
                                  {"store in place", test_store_in_place},
                                  {"store undeclared", test_store_undeclared},
                                  {NULL, NULL}};
const test_suite any_access_suite = {"any access", cases};
