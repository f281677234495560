/* The members of a JSON object on their way into or out of the order of their sorted keys. */
#ifndef FUSE_RT_MEMBERS_H
#define FUSE_RT_MEMBERS_H

#include "text.h"

typedef struct fuse_rt_member {
  fuse_rt_text key; /* borrowed */
  void *value;
} fuse_rt_member;

/* Objects up to this size need no memory for sorting. */
enum { FUSE_RT_MEMBERS_SMALL = 32 };

/* Room for `n` members and as many more that sorting uses: `small` where they fit, else an object of its own, in `*large`. */
fuse_rt_member *fuse_rt_members_room(int64_t n, fuse_rt_member small[2 * FUSE_RT_MEMBERS_SMALL], fuse_rt_array **large);
/* Sorts by the bytes of the keys; equal keys keep their order. Behind the members is room for as many. */
void fuse_rt_members_sort(fuse_rt_member *members, int64_t n);

#endif
