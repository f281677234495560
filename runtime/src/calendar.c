/* The proleptic Gregorian calendar.
 *
 * Source: Howard Hinnant, chrono-Compatible Low-Level Date Algorithms (days_from_civil, civil_from_days): years that begin in March
 * put the leap day at the end, and eras of 400 years are all alike.
 */
#include "calendar.h"

int64_t fuse_rt_days_from_date(int64_t year, int64_t month, int64_t day) {
  int64_t shifted = year - (month <= 2);
  int64_t era = fuse_rt_floor_div(shifted, 400);
  int64_t year_of_era = shifted - era * 400;
  int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static void put_date(fuse_rt_moment *moment) {
  int64_t days = moment->days + 719468;
  int64_t era = fuse_rt_floor_div(days, 146097);
  int64_t day_of_era = days - era * 146097;
  int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t shifted = (5 * day_of_year + 2) / 153;
  moment->month = shifted < 10 ? shifted + 3 : shifted - 9;
  moment->year = year_of_era + era * 400 + (moment->month <= 2);
  moment->day = day_of_year - (153 * shifted + 2) / 5 + 1;
}

static bool is_leap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int64_t fuse_rt_month_days(int64_t year, int64_t month) {
  static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

int64_t fuse_rt_year_days(int64_t year) { return is_leap(year) ? 366 : 365; }

int64_t fuse_rt_weekday(int64_t days) { return fuse_rt_floor_rem(days + 3, 7); }

int64_t fuse_rt_days_from_iso_week(int64_t year, int64_t week, int64_t weekday) {
  int64_t january_fourth = fuse_rt_days_from_date(year, 1, 4);
  return january_fourth - fuse_rt_weekday(january_fourth) + (week - 1) * 7 + weekday;
}

/* ISO 8601: a week belongs to the year that its Thursday is in. */
static void put_iso_week(fuse_rt_moment *moment) {
  fuse_rt_moment thursday = {.days = moment->days - moment->weekday + 3};
  put_date(&thursday);
  moment->iso_year = thursday.year;
  moment->iso_week = (thursday.days - fuse_rt_days_from_date(thursday.year, 1, 1)) / 7 + 1;
}

fuse_rt_moment fuse_rt_moment_of_day(int64_t days) {
  fuse_rt_moment moment = {.days = days, .weekday = fuse_rt_weekday(days)};
  put_date(&moment);
  moment.ordinal = days - fuse_rt_days_from_date(moment.year, 1, 1) + 1;
  put_iso_week(&moment);
  return moment;
}

fuse_rt_moment fuse_rt_moment_of(int64_t epoch_ms) {
  int64_t epoch_s = fuse_rt_floor_div(epoch_ms, 1000);
  fuse_rt_moment moment = fuse_rt_moment_of_day(fuse_rt_floor_div(epoch_s, FUSE_RT_DAY_SECONDS));
  int64_t seconds = fuse_rt_floor_rem(epoch_s, FUSE_RT_DAY_SECONDS);
  moment.epoch_s = epoch_s;
  moment.hour = seconds / 3600;
  moment.minute = seconds / 60 % 60;
  moment.second = seconds % 60;
  moment.nanoseconds = fuse_rt_floor_rem(epoch_ms, 1000) * 1000000;
  return moment;
}
