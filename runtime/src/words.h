/* Looking at eight bytes at once: each function answers in the upper bits of the bytes. Bytes above the lowest one that is found
 * may be marked too, so the answer is exact where it is zero and at its lowest mark (Mycroft's test; "Hacker's Delight", 6-1). */
#ifndef FUSE_RT_WORDS_H
#define FUSE_RT_WORDS_H

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

#endif
