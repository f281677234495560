/* Hashing of short byte strings.
 *
 * Two words at a time through a 64 by 64 to 128 bit multiplication whose halves are folded (the method of wyhash, Wang Yi 2019,
 * also that of several standard libraries). Not seeded: a program does the same in each run. The order of a map never shows it.
 */
#ifndef FUSE_RT_HASH_H
#define FUSE_RT_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Odd words with as many ones as zeros, so that no bit of the input is multiplied away: fractional digits of pi. */
#define FUSE_RT_HASH_A 0x243f6a8885a308d3u
#define FUSE_RT_HASH_B 0x13198a2e03707345u

static inline uint64_t fuse_rt_hash_word(const unsigned char *p) {
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return word;
}

static inline uint64_t fuse_rt_hash_half(const unsigned char *p) {
  uint32_t word;
  memcpy(&word, p, sizeof word);
  return word;
}

static inline uint64_t fuse_rt_hash_mix(uint64_t a, uint64_t b) {
  __extension__ typedef unsigned __int128 wide;
  wide product = (wide)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t fuse_rt_hash(const void *data, size_t length) {
  const unsigned char *p = data;
  uint64_t state = FUSE_RT_HASH_A ^ length;
  uint64_t first;
  uint64_t last;
  if (length > 16) {
    size_t rest = length;
    for (; rest > 16; rest -= 16, p += 16)
      state = fuse_rt_hash_mix(fuse_rt_hash_word(p) ^ FUSE_RT_HASH_B, fuse_rt_hash_word(p + 8) ^ state);
    /* The last sixteen bytes, which may overlap those that are mixed in already. */
    first = fuse_rt_hash_word(p + rest - 16);
    last = fuse_rt_hash_word(p + rest - 8);
  } else if (length >= 8) {
    first = fuse_rt_hash_word(p);
    last = fuse_rt_hash_word(p + length - 8);
  } else if (length >= 4) {
    first = fuse_rt_hash_half(p);
    last = fuse_rt_hash_half(p + length - 4);
  } else {
    first = length == 0 ? 0 : (uint64_t)p[0] << 16 | (uint64_t)p[length / 2] << 8 | p[length - 1];
    last = 0;
  }
  return fuse_rt_hash_mix(FUSE_RT_HASH_B ^ length, fuse_rt_hash_mix(first ^ FUSE_RT_HASH_B, last ^ state));
}

#endif
