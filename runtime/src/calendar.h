/* The proleptic Gregorian calendar. Days count from 1970-01-01; weekdays from Monday, 0. */
#ifndef FUSE_RT_CALENDAR_H
#define FUSE_RT_CALENDAR_H

#include "fuse_rt.h"

enum { FUSE_RT_DAY_SECONDS = 86400, FUSE_RT_MIN_YEAR = -262143, FUSE_RT_MAX_YEAR = 262142 };

/* A point in time, taken apart, in UTC. */
typedef struct fuse_rt_moment {
  int64_t epoch_s;
  int64_t days;
  int64_t year, month, day;
  int64_t hour, minute, second, nanoseconds;
  int64_t weekday, ordinal; /* the ordinal is the day in the year, from 1 */
  int64_t iso_year, iso_week;
} fuse_rt_moment;

/* Division and remainder that round down. `divisor` is positive. */
static inline int64_t fuse_rt_floor_div(int64_t value, int64_t divisor) { return value / divisor - (value % divisor < 0); }
static inline int64_t fuse_rt_floor_rem(int64_t value, int64_t divisor) {
  int64_t rest = value % divisor;
  return rest < 0 ? rest + divisor : rest;
}

int64_t fuse_rt_days_from_date(int64_t year, int64_t month, int64_t day);
int64_t fuse_rt_days_from_iso_week(int64_t year, int64_t week, int64_t weekday);
int64_t fuse_rt_weekday(int64_t days);
int64_t fuse_rt_month_days(int64_t year, int64_t month);
int64_t fuse_rt_year_days(int64_t year);
/* Milliseconds since 1970, taken apart. */
fuse_rt_moment fuse_rt_moment_of(int64_t epoch_ms);
/* Midnight of a day. */
fuse_rt_moment fuse_rt_moment_of_day(int64_t days);

#endif
