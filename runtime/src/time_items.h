/* The format language of time.format and time.parse: the specifiers of strftime, as the chrono crate has them. */
#ifndef FUSE_RT_TIME_ITEMS_H
#define FUSE_RT_TIME_ITEMS_H

#include "calendar.h"
#include "text.h"

typedef enum fuse_rt_time_kind {
  FUSE_RT_TIME_END,
  FUSE_RT_TIME_INVALID, /* a specifier that does not exist */
  FUSE_RT_TIME_LITERAL,
  FUSE_RT_TIME_SPACE,
  FUSE_RT_TIME_COMPOSED, /* stands for the items of the format `text` */
  FUSE_RT_TIME_NUMBER,   /* `letter` says which */
  FUSE_RT_TIME_FRACTION, /* digits of the second: `text` is `.f`, `.3f`, `3f`, … */
  FUSE_RT_TIME_OFFSET,   /* `text` is `z`, `:z`, `::z`, `:::z` or `#z` */
  FUSE_RT_TIME_OTHER     /* `letter`: b B a A p P Z + */
} fuse_rt_time_kind;

typedef struct fuse_rt_time_item {
  fuse_rt_time_kind kind;
  fuse_rt_text text;
  char letter;
  char padding; /* of a number: `-` none, `_` blanks, `0` zeros, 0 the usual one */
} fuse_rt_time_item;

/* How a number is written and read. */
typedef struct fuse_rt_time_number {
  char letter;
  char padding; /* 0, a blank or `0` */
  int width;
  size_t most; /* digits that are read, without a sign */
} fuse_rt_time_number;

/* Takes the next item off the front of the format. */
fuse_rt_time_item fuse_rt_time_next(fuse_rt_text *format);
/* The row of a letter, or NULL when it is no number. */
const fuse_rt_time_number *fuse_rt_time_find_number(char letter);
/* The value of a number in a moment. */
int64_t fuse_rt_time_number_of(const fuse_rt_moment *moment, char letter);

extern const char *const fuse_rt_month_names[12];
extern const char *const fuse_rt_weekday_names[7];

#endif
