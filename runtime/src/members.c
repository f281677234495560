/* Sorting the members of JSON objects by their keys. */
#include "members.h"

#include "object.h"

#include <string.h>

fuse_rt_member *fuse_rt_members_room(int64_t n, fuse_rt_member small[2 * FUSE_RT_MEMBERS_SMALL], fuse_rt_array **large) {
  *large = n <= FUSE_RT_MEMBERS_SMALL ? NULL : fuse_rt_array_alloc(2 * n, sizeof(fuse_rt_member));
  return *large == NULL ? small : FUSE_RT_ELEMENTS(*large);
}

int fuse_rt_members_compare(const fuse_rt_str *a, const fuse_rt_str *b) {
  size_t common = (size_t)(a->length < b->length ? a->length : b->length);
  int order = memcmp(FUSE_RT_ELEMENTS(a), FUSE_RT_ELEMENTS(b), common);
  return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static bool is_sorted(const fuse_rt_member *members, int64_t n) {
  for (int64_t i = 1; i < n; i++)
    if (fuse_rt_members_compare(members[i - 1].key, members[i].key) > 0)
      return false;
  return true;
}

/* Merges the sorted runs from[start, middle) and from[middle, end) into `to`. */
static void merge(const fuse_rt_member *from, int64_t start, int64_t middle, int64_t end, fuse_rt_member *to) {
  int64_t left = start;
  int64_t right = middle;
  for (int64_t i = start; i < end; i++) {
    bool takes_left = left < middle && (right == end || fuse_rt_members_compare(from[left].key, from[right].key) <= 0);
    to[i] = takes_left ? from[left++] : from[right++];
  }
}

void fuse_rt_members_sort(fuse_rt_member *members, int64_t n) {
  /* Text that a program wrote is mostly sorted already. */
  if (is_sorted(members, n))
    return;
  fuse_rt_member *from = members;
  fuse_rt_member *to = members + n;
  for (int64_t run = 1; run < n; run *= 2) {
    for (int64_t start = 0; start < n; start += 2 * run) {
      int64_t middle = start + run < n ? start + run : n;
      merge(from, start, middle, middle + run < n ? middle + run : n, to);
    }
    fuse_rt_member *swapped = from;
    from = to;
    to = swapped;
  }
  if (from != members)
    memcpy(members, from, (size_t)n * sizeof *members);
}
