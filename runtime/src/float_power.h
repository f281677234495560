/* Powers of ten with 128 bits, for both directions between doubles and text. */
#ifndef FUSE_RT_FLOAT_POWER_H
#define FUSE_RT_FLOAT_POWER_H

#include <stdint.h>

__extension__ typedef unsigned __int128 fuse_rt_uint128;

enum { FUSE_RT_SMALLEST_POWER = -297, FUSE_RT_LARGEST_POWER = 350 };

/* The smallest 128-bit number that is not below 10^k, scaled by a power of two so that its top bit is set. */
fuse_rt_uint128 fuse_rt_scaled_power(int k);

/* A product with a fixed-point constant, exact over the exponents of doubles (Giulietti, section 8). */
static inline int fuse_rt_floor_log2_pow10(int e) { return (e * 1741647) >> 19; }

#endif
