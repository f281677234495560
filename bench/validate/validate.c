/* The regular expressions by hand: the C library's are neither linear nor what anybody would use for this. */
#include "../text.h"

#include <inttypes.h>
#include <stdbool.h>

typedef struct {
  char *name, *email;
  int64_t age;
  char *code;
  double score;
} user;

static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool lower(char c) { return c >= 'a' && c <= 'z'; }
static bool upper(char c) { return c >= 'A' && c <= 'Z'; }

/* ^[a-z0-9]+@[a-z]+\.org$ */
static bool is_email(const char *s) {
  const char *start = s;
  while (lower(*s) || digit(*s))
    s++;
  if (s == start || *s++ != '@')
    return false;
  start = s;
  while (lower(*s))
    s++;
  return s != start && strcmp(s, ".org") == 0;
}

/* ^[A-Z]{2}[0-9]{3,6}$ */
static bool is_code(const char *s) {
  if (!upper(s[0]) || !upper(s[1]))
    return false;
  int digits = 0;
  for (s += 2; digit(*s); s++)
    digits++;
  return *s == '\0' && digits >= 3 && digits <= 6;
}

static char *joined(const char *before, int64_t number, const char *after) {
  char line[96];
  snprintf(line, sizeof line, "%s%lld%s", before, (long long)number, after);
  return strdup(line);
}

static int64_t scalars(const char *s) {
  int64_t count = 0;
  for (; *s != '\0'; s++)
    count += (*s & 0xc0) != 0x80;
  return count;
}

/* The reason why the user is refused, or NULL. */
static char *problem(const user *u) {
  int64_t length = scalars(u->name);
  if (length < 2 || length > 20)
    return joined("User.name: length ", length, " out of range 2..20");
  if (!is_email(u->email))
    return strdup("User.email: value does not match regex");
  if (u->age < 0 || u->age > 120)
    return joined("User.age: value ", u->age, " out of range 0..120");
  if (!is_code(u->code))
    return strdup("User.code: value does not match regex");
  if (!(u->score >= 0.0 && u->score <= 1.0))
    return strdup("User.score: out of range 0..1");
  return NULL;
}

int main(void) {
  int64_t n = bench_size(500000), accepted = 0, refused = 0, ages = 0;
  for (int64_t i = 1; i <= n; i++) {
    user u = {joined("user ", i % 1000, ""), joined("u", i, "@example.org"), i % 130, joined("AB", i % 100000, ""),
              (double)(i % 101) / 100.0};
    char *reason = problem(&u);
    if (reason == NULL) {
      accepted++;
      ages += u.age;
    } else {
      refused++;
    }
    free(reason);
    free(u.name);
    free(u.email);
    free(u.code);
  }
  printf("%" PRId64 " %" PRId64 " %" PRId64 "\n", accepted, refused, ages);
  return 0;
}
