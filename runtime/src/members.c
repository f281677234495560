/* Sorting the members of JSON objects by their keys. */
#include "members.h"

#include "object.h"

fuse_rt_member *fuse_rt_members_room(int64_t n, fuse_rt_member small[2 * FUSE_RT_MEMBERS_SMALL], fuse_rt_array **large) {
  *large = n <= FUSE_RT_MEMBERS_SMALL ? NULL : fuse_rt_array_alloc(2 * n, sizeof(fuse_rt_member));
  return *large == NULL ? small : FUSE_RT_ELEMENTS(*large);
}

static bool is_sorted(const fuse_rt_member *members, int64_t n) {
  for (int64_t i = 1; i < n; i++)
    if (fuse_rt_text_compare(members[i - 1].key, members[i].key) > 0)
      return false;
  return true;
}

/* Merges the sorted runs from[start, middle) and from[middle, end) into `to`. */
static void merge(const fuse_rt_member *from, int64_t start, int64_t middle, int64_t end, fuse_rt_member *to) {
  int64_t left = start;
  int64_t right = middle;
  for (int64_t i = start; i < end; i++) {
    bool takes_left = left < middle && (right == end || fuse_rt_text_compare(from[left].key, from[right].key) <= 0);
    to[i] = takes_left ? from[left++] : from[right++];
  }
}

/* Few members: each is moved in front of those that are greater. */
static void insert_each(fuse_rt_member *members, int64_t n) {
  for (int64_t i = 1; i < n; i++) {
    fuse_rt_member member = members[i];
    int64_t place = i;
    for (; place > 0 && fuse_rt_text_compare(members[place - 1].key, member.key) > 0; place--)
      members[place] = members[place - 1];
    members[place] = member;
  }
}

static void merge_runs(fuse_rt_member *members, int64_t n) {
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

void fuse_rt_members_sort(fuse_rt_member *members, int64_t n) {
  enum { FEW = 16 };
  if (n <= FEW)
    insert_each(members, n);
  /* Text that a program wrote is mostly sorted already. */
  else if (!is_sorted(members, n))
    merge_runs(members, n);
}
