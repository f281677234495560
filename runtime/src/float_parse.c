/* Decimal text to the nearest double.
 *
 * Grammar (that of Rust's f64): an optional sign, then `inf`, `infinity` or `nan` in any case, or digits with at most one decimal
 * point and at least one digit, and an optional exponent.
 *
 * Numbers with few digits and a small power of ten are one exact division or multiplication (Clinger, "How to read floating point
 * numbers accurately", 1990). Others of up to 19 digits are multiplied with a power of ten rounded to 128 bits: the true product
 * lies between two bounds, and mostly both round to the same double (the idea of Lemire, "Number parsing at a gigabyte per second",
 * 2021). What is left are exact fractions of big integers, divided bit by bit until 64 bits and a remainder are known: short rather
 * than fast.
 */
#include "float_power.h"
#include "float_text.h"

enum {
  /* Two neighbouring doubles have a middle of at most 767 digits: what follows
     decides only whether anything follows. */
  DIGITS_KEPT = 768,
  /* Beyond these powers of ten everything is infinite or zero. */
  LARGEST_EXPONENT = 310,
  SMALLEST_EXPONENT = -330,
  /* Room for 769 digits times 5^310, which is longer than 5^1100. */
  BIG_WORDS = 112
};

typedef struct scanned_number {
  char digits[DIGITS_KEPT + 1];
  int count;        /* significant digits in `digits`, without leading zeros */
  int64_t exponent; /* the value is digits * 10^exponent */
} scanned_number;

typedef struct big {
  uint32_t words[BIG_WORDS]; /* least significant first */
  int count;                 /* the top word is not 0 */
} big;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Takes one significant digit, or only its weight when enough are kept. */
static void take_digit(scanned_number *number, char digit, bool after_point) {
  if (number->count == 0 && digit == '0') {
    number->exponent -= after_point;
    return;
  }
  if (number->count < DIGITS_KEPT) {
    number->digits[number->count++] = digit;
    number->exponent -= after_point;
    return;
  }
  number->exponent += !after_point;
  if (digit == '0')
    return;
  /* A last digit 1, one place further, stands for everything that is cut off. */
  number->digits[DIGITS_KEPT] = '1';
}

static bool scan_exponent(const char *p, const char *end, int64_t *exponent) {
  bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+'))
    p++;
  if (p == end)
    return false;
  int64_t value = 0;
  for (; p < end; p++) {
    if (!is_digit(*p))
      return false;
    /* Larger than any text is long, and far from overflow. */
    if (value < INT64_MAX / 100)
      value = value * 10 + (*p - '0');
  }
  *exponent += negative ? -value : value;
  return true;
}

static bool scan(const char *p, const char *end, scanned_number *number) {
  number->count = 0;
  number->exponent = 0;
  number->digits[DIGITS_KEPT] = '0';
  bool any = false;
  bool after_point = false;
  for (; p < end && (is_digit(*p) || (*p == '.' && !after_point)); p++) {
    if (*p == '.') {
      after_point = true;
      continue;
    }
    any = true;
    take_digit(number, *p, after_point);
  }
  if (!any)
    return false;
  if (p < end && (*p == 'e' || *p == 'E')) {
    if (!scan_exponent(p + 1, end, &number->exponent))
      return false;
    p = end;
  }
  if (number->count == DIGITS_KEPT && number->digits[DIGITS_KEPT] == '1') {
    number->count += 1;
    number->exponent -= 1;
  }
  return p == end;
}

static void big_multiply_add(big *n, uint32_t factor, uint32_t addend) {
  uint64_t carry = addend;
  for (int i = 0; i < n->count; i++) {
    carry += (uint64_t)n->words[i] * factor;
    n->words[i] = (uint32_t)carry;
    carry >>= 32;
  }
  if (carry != 0)
    n->words[n->count++] = (uint32_t)carry;
}

static void big_multiply_power_of_five(big *n, int power) {
  for (; power >= 13; power -= 13)
    big_multiply_add(n, 1220703125u, 0); /* 5^13, the largest that fits */
  for (; power > 0; power--)
    big_multiply_add(n, 5, 0);
}

static int big_bits(const big *n) { return 32 * n->count - __builtin_clz(n->words[n->count - 1]); }

static void big_shift_left(big *n, int bits) {
  int words = bits / 32;
  memmove(n->words + words, n->words, (size_t)n->count * sizeof n->words[0]);
  memset(n->words, 0, (size_t)words * sizeof n->words[0]);
  n->count += words;
  if (bits % 32 != 0)
    big_multiply_add(n, (uint32_t)1 << bits % 32, 0);
}

static bool big_less(const big *a, const big *b) {
  if (a->count != b->count)
    return a->count < b->count;
  for (int i = a->count - 1; i >= 0; i--)
    if (a->words[i] != b->words[i])
      return a->words[i] < b->words[i];
  return false;
}

/* a -= b, where b is not larger than a. */
static void big_subtract(big *a, const big *b) {
  int64_t borrow = 0;
  for (int i = 0; i < a->count; i++) {
    borrow += (int64_t)a->words[i] - (i < b->count ? b->words[i] : 0);
    a->words[i] = (uint32_t)borrow;
    borrow >>= 32;
  }
  while (a->count > 0 && a->words[a->count - 1] == 0)
    a->count--;
}

/* The double nearest to `top` * 2^exponent, where the top bit of `top` is set and `sticky` says that a bit more than that is meant;
 * ties go to the even one. */
static double assemble(uint64_t top, int exponent, bool sticky) {
  int binade = exponent + 63;
  if (binade > 1023)
    return __builtin_inf();
  bool is_normal = binade >= -1022;
  int drop = is_normal ? 11 : 11 - 1022 - binade;
  uint64_t bits = 0;
  if (drop <= 64) {
    bits = drop == 64 ? 0 : top >> drop;
    uint64_t rest = drop == 64 ? top : top & (((uint64_t)1 << drop) - 1);
    uint64_t half = (uint64_t)1 << (drop - 1);
    bits += rest > half || (rest == half && (sticky || (bits & 1) != 0));
  }
  /* The hidden bit adds one to the exponent field, and so does a carry out of the fraction, up to infinity. */
  if (is_normal)
    bits += (uint64_t)(binade + 1022) << 52;
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static double divide(const scanned_number *number) {
  big numerator = {.count = 0};
  big denominator = {.words = {1}, .count = 1};
  for (int i = 0; i < number->count; i++)
    big_multiply_add(&numerator, 10, (uint32_t)(number->digits[i] - '0'));
  int exponent = (int)number->exponent;
  big_multiply_power_of_five(exponent >= 0 ? &numerator : &denominator, exponent >= 0 ? exponent : -exponent);

  int shift = big_bits(&numerator) - big_bits(&denominator);
  if (shift < 0)
    big_shift_left(&numerator, -shift);
  else
    big_shift_left(&denominator, shift);
  uint64_t quotient = 0;
  int bits = 0;
  while (quotient >> 63 == 0) {
    quotient <<= 1;
    if (!big_less(&numerator, &denominator)) {
      big_subtract(&numerator, &denominator);
      quotient |= 1;
    }
    big_multiply_add(&numerator, 2, 0);
    bits++;
  }
  return assemble(quotient, exponent + shift - (bits - 1), numerator.count != 0);
}

/* The double nearest to a number whose upper 64 and lower 128 of 192 bits are given, times 2^exponent. */
static double assemble_wide(uint64_t high, fuse_rt_uint128 low, int exponent, bool sticky) {
  if (high >> 63 == 0) {
    high = high << 1 | (uint64_t)(low >> 127);
    low <<= 1;
    exponent -= 1;
  }
  return assemble(high, exponent, sticky || low != 0);
}

/* digits * 10^power, unless its rounding depends on more bits than are looked at; `digits` is not 0. */
static bool multiply(uint64_t digits, int power, double *out) {
  if (power < FUSE_RT_SMALLEST_POWER || power > FUSE_RT_LARGEST_POWER)
    return false;
  int shift = __builtin_clzll(digits);
  digits <<= shift;
  int exponent = 1 - shift + fuse_rt_floor_log2_pow10(power);
  fuse_rt_uint128 scaled = fuse_rt_scaled_power(power);
  fuse_rt_uint128 low = (fuse_rt_uint128)(uint64_t)scaled * digits;
  fuse_rt_uint128 high = (fuse_rt_uint128)(uint64_t)(scaled >> 64) * digits + (uint64_t)(low >> 64);
  /* The power was rounded up by less than 1: the product is above the lower bound, and at most the upper one. */
  fuse_rt_uint128 upper_rest = high << 64 | (uint64_t)low;
  fuse_rt_uint128 lower_rest = upper_rest - digits;
  uint64_t upper = (uint64_t)(high >> 64);
  uint64_t lower = upper - (lower_rest > upper_rest);
  *out = assemble_wide(upper, upper_rest, exponent, false);
  return *out == assemble_wide(lower, lower_rest, exponent, true);
}

static double to_double(const scanned_number *number) {
  static const double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  enum { EXACT_DIGITS = 15, EXACT_POWER = 22, WORD_DIGITS = 19 };
  if (number->count == 0 || number->exponent + number->count < SMALLEST_EXPONENT)
    return 0.0;
  if (number->exponent + number->count > LARGEST_EXPONENT)
    return __builtin_inf();
  if (number->count > WORD_DIGITS)
    return divide(number);
  uint64_t digits = 0;
  for (int i = 0; i < number->count; i++)
    digits = digits * 10 + (uint64_t)(number->digits[i] - '0');
  int power = (int)number->exponent;
  if (number->count <= EXACT_DIGITS && power >= -EXACT_POWER && power <= EXACT_POWER)
    return power < 0 ? (double)digits / exact_powers[-power] : (double)digits * exact_powers[power];
  double value;
  return multiply(digits, power, &value) ? value : divide(number);
}

bool fuse_rt_float_read(fuse_rt_text text, double *out) {
  bool negative = text.length > 0 && text.data[0] == '-';
  if (negative || (text.length > 0 && text.data[0] == '+')) {
    text.data += 1;
    text.length -= 1;
  }
  double value;
  scanned_number number;
  if (fuse_rt_text_equal_any_case(text, "inf") || fuse_rt_text_equal_any_case(text, "infinity"))
    value = __builtin_inf();
  else if (fuse_rt_text_equal_any_case(text, "nan"))
    value = __builtin_nan("");
  else if (scan(text.data, text.data + text.length, &number))
    value = to_double(&number);
  else
    return false;
  *out = negative ? -value : value;
  return true;
}
