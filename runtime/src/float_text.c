/* The shortest decimal text of a double: Schubfach (Raffaello Giulietti, "The Schubfach way to render doubles", 2020).
 *
 * A double stands for all real numbers that round to it. Scaled by a power of ten so that this interval is between 2 and 20 long,
 * it holds one or more integers; the best one is the answer. Products with the power are rounded to odd, which keeps every
 * comparison with the interval's bounds exact.
 */
#include "float_text.h"

#include "float_power.h"

typedef struct decimal {
  uint64_t digits;
  int exponent; /* the value is digits * 10^exponent */
} decimal;

/* Logarithms as products with fixed-point constants, exact over the exponents of doubles (Giulietti, section 8). */
static int floor_log10_pow2(int e) { return (e * 1262611) >> 22; }
static int floor_log10_three_quarters_pow2(int e) { return (e * 1262611 - 524031) >> 22; }

/* floor(power * factor / 2^128), with the lowest bit set when the quotient is not whole (an excess of 1 is the error of the power).
 */
static uint64_t round_to_odd(fuse_rt_uint128 power, uint64_t factor) {
  uint64_t low_carry = (uint64_t)(((fuse_rt_uint128)(uint64_t)power * factor) >> 64);
  fuse_rt_uint128 product = (fuse_rt_uint128)(uint64_t)(power >> 64) * factor + low_carry;
  return (uint64_t)(product >> 64) | ((uint64_t)product > 1);
}

/* The shortest decimal of a finite value that is not zero, given by its IEEE fields. */
static decimal shortest(uint64_t fraction, int exponent_field) {
  uint64_t c = exponent_field != 0 ? fraction | (uint64_t)1 << 52 : fraction;
  int q = exponent_field != 0 ? exponent_field - 1075 : -1074;
  if (q <= 0 && q > -53 && (c & (((uint64_t)1 << -q) - 1)) == 0)
    return (decimal){c >> -q, 0};

  /* At a power of two the interval is half as long below. */
  bool closer_below = fraction == 0 && exponent_field > 1;
  int k = closer_below ? floor_log10_three_quarters_pow2(q) : floor_log10_pow2(q);
  int h = q + fuse_rt_floor_log2_pow10(-k) + 1;
  fuse_rt_uint128 power = fuse_rt_scaled_power(-k);
  uint64_t low = round_to_odd(power, (4 * c - 2 + closer_below) << h);
  uint64_t value = round_to_odd(power, (4 * c) << h);
  uint64_t high = round_to_odd(power, (4 * c + 2) << h);
  /* The bounds belong to the interval of an even significand, since ties round to even. */
  if ((c & 1) != 0) {
    low += 1;
    high -= 1;
  }

  uint64_t s = value / 4;
  if (s >= 10) {
    uint64_t tens = s / 10;
    bool below_inside = low <= 40 * tens;
    bool above_inside = 40 * tens + 40 <= high;
    if (below_inside != above_inside)
      return (decimal){tens + above_inside, k + 1};
  }
  bool below_inside = low <= 4 * s;
  bool above_inside = 4 * s + 4 <= high;
  if (below_inside != above_inside)
    return (decimal){s + above_inside, k};
  uint64_t middle = 4 * s + 2;
  bool up = value > middle || (value == middle && (s & 1) != 0);
  return (decimal){s + up, k};
}

static char *put_bytes(char *out, const char *bytes, size_t size) {
  memcpy(out, bytes, size);
  return out + size;
}

static char *put_zeros(char *out, int count) {
  memset(out, '0', (size_t)count);
  return out + count;
}

/* Positional notation: no exponent, no decimal point without digits after it. */
static char *put_decimal(char *out, decimal number) {
  while (number.digits % 10 == 0) {
    number.digits /= 10;
    number.exponent += 1;
  }
  char digits[20];
  char *end = digits + sizeof digits;
  char *start = fuse_rt_text_write_int(end, (int64_t)number.digits);
  int count = (int)(end - start);
  int point = count + number.exponent; /* digits before the decimal point */
  if (number.exponent >= 0)
    return put_zeros(put_bytes(out, start, (size_t)count), number.exponent);
  if (point <= 0) {
    out = put_zeros(put_bytes(out, "0.", 2), -point);
    return put_bytes(out, start, (size_t)count);
  }
  out = put_bytes(out, start, (size_t)point);
  *out++ = '.';
  return put_bytes(out, start + point, (size_t)(count - point));
}

size_t fuse_rt_float_write(char *out, double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  uint64_t fraction = bits & (((uint64_t)1 << 52) - 1);
  int exponent_field = (int)(bits >> 52 & 0x7ff);
  char *next = out;
  if (exponent_field == 0x7ff && fraction != 0)
    return (size_t)(put_bytes(next, "NaN", 3) - out);
  if (bits >> 63 != 0)
    *next++ = '-';
  if (exponent_field == 0x7ff)
    next = put_bytes(next, "inf", 3);
  else if (exponent_field == 0 && fraction == 0)
    *next++ = '0';
  else
    next = put_decimal(next, shortest(fraction, exponent_field));
  return (size_t)(next - out);
}
