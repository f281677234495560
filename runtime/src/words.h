/* Looking at eight bytes at once: each function answers in the upper bits of the bytes. Bytes above the lowest one that is found
 * may be marked too, so the answer is exact where it is zero and at its lowest mark (Mycroft's test; "Hacker's Delight", 6-1). */
#ifndef FUSE_RT_WORDS_H
#define FUSE_RT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define FUSE_RT_WORD_ONES 0x0101010101010101u
#define FUSE_RT_WORD_HIGHS 0x8080808080808080u

static inline uint64_t fuse_rt_word_at(const char *p) {
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return word;
}

/* Bytes that are smaller than `limit`, at most 128. */
static inline uint64_t fuse_rt_word_below(uint64_t word, unsigned char limit) {
  return (word - FUSE_RT_WORD_ONES * limit) & ~word & FUSE_RT_WORD_HIGHS;
}

/* Bytes that are `byte`. */
static inline uint64_t fuse_rt_word_equal(uint64_t word, unsigned char byte) {
  return fuse_rt_word_below(word ^ (FUSE_RT_WORD_ONES * byte), 1);
}

/* The first byte that such an answer marks; there must be one. The first in memory is the lowest: all targets are little-endian. */
static inline size_t fuse_rt_word_first(uint64_t found) { return (size_t)__builtin_ctzll(found) / 8; }

/* Whether two pieces of memory are equal. For short ones this beats a call of memcmp: eight bytes at a time, the last eight of them
 * again where the length is odd. */
static inline bool fuse_rt_words_equal(const char *a, const char *b, size_t length) {
  if (length >= sizeof(uint64_t)) {
    size_t last = length - sizeof(uint64_t);
    for (size_t i = 0; i < last; i += sizeof(uint64_t))
      if (fuse_rt_word_at(a + i) != fuse_rt_word_at(b + i))
        return false;
    return fuse_rt_word_at(a + last) == fuse_rt_word_at(b + last);
  }
  if (length >= sizeof(uint32_t)) {
    uint32_t words[4];
    memcpy(&words[0], a, sizeof words[0]);
    memcpy(&words[1], b, sizeof words[0]);
    memcpy(&words[2], a + length - sizeof words[0], sizeof words[0]);
    memcpy(&words[3], b + length - sizeof words[0], sizeof words[0]);
    return words[0] == words[1] && words[2] == words[3];
  }
  for (size_t i = 0; i < length; i++)
    if (a[i] != b[i])
      return false;
  return true;
}

#endif
