#include "../text.h"

enum { ATTRIBUTES = 2 };

/* An element, or without a tag a text. */
typedef struct node {
  const char *tag;
  char *text;
  const char *names[ATTRIBUTES];
  char *values[ATTRIBUTES];
  struct node **children;
  int64_t count, capacity;
} node;

static char *joined(const char *before, int64_t number, const char *after) {
  char line[96];
  snprintf(line, sizeof line, "%s%lld%s", before, (long long)number, after);
  return strdup(line);
}

static node *element(const char *tag) {
  node *n = calloc(1, sizeof *n);
  if (n == NULL)
    abort();
  n->tag = tag;
  return n;
}

static node *text_node(char *content) {
  node *n = element(NULL);
  n->text = content;
  return n;
}

static void set(node *n, int at, const char *name, char *value) {
  n->names[at] = name;
  n->values[at] = value;
}

static void add(node *parent, node *child) {
  if (parent->count == parent->capacity) {
    parent->capacity = parent->capacity == 0 ? 4 : 2 * parent->capacity;
    parent->children = realloc(parent->children, (size_t)parent->capacity * sizeof(node *));
    if (parent->children == NULL)
      abort();
  }
  parent->children[parent->count++] = child;
}

static void escape(text *out, const char *s, int quotes) {
  for (; *s != '\0'; s++) {
    if (*s == '&')
      text_put(out, "&amp;");
    else if (*s == '<')
      text_put(out, "&lt;");
    else if (*s == '>')
      text_put(out, "&gt;");
    else if (*s == '"' && quotes)
      text_put(out, "&quot;");
    else
      text_add(out, s, 1);
  }
}

static void render(const node *n, text *out) {
  if (n->tag == NULL) {
    escape(out, n->text, 0);
    return;
  }
  text_put(out, "<");
  text_put(out, n->tag);
  for (int i = 0; i < ATTRIBUTES && n->names[i] != NULL; i++) {
    text_put(out, " ");
    text_put(out, n->names[i]);
    text_put(out, "=\"");
    escape(out, n->values[i], 1);
    text_put(out, "\"");
  }
  text_put(out, ">");
  for (int64_t i = 0; i < n->count; i++)
    render(n->children[i], out);
  text_put(out, "</");
  text_put(out, n->tag);
  text_put(out, ">");
}

static void drop(node *n) {
  for (int64_t i = 0; i < n->count; i++)
    drop(n->children[i]);
  for (int i = 0; i < ATTRIBUTES; i++)
    free(n->values[i]);
  free(n->children);
  free(n->text);
  free(n);
}

static node *cell(const char *class, node *content) {
  node *td = element("td");
  set(td, 0, "class", strdup(class));
  add(td, content);
  return td;
}

static node *row(int64_t i, int64_t round) {
  node *tr = element("tr");
  set(tr, 0, "class", strdup("row"));
  set(tr, 1, "id", joined("row-", i, ""));
  add(tr, cell("number", text_node(joined("", i, ""))));
  add(tr, cell("name", text_node(joined("Name & title <", i * 7 % 1000, ">"))));
  node *a = element("a");
  char *start = joined("/items/", i, "?tab=all&round=");
  set(a, 0, "href", joined(start, round, ""));
  free(start);
  add(a, text_node(strdup("open")));
  add(tr, cell("link", a));
  return tr;
}

static node *page(int64_t rows, int64_t round) {
  node *table = element("table");
  set(table, 0, "class", strdup("report"));
  for (int64_t i = 1; i <= rows; i++)
    add(table, row(i, round));
  return table;
}

int main(void) {
  text last = {0};
  int64_t rounds = bench_size(20);
  for (int64_t round = 1; round <= rounds; round++) {
    node *tree = page(5000, round);
    free(last.data);
    last = (text){0};
    render(tree, &last);
    drop(tree);
  }
  text_print(&last);
  free(last.data);
  return 0;
}
