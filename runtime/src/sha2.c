/* SHA-2.
 *
 * The two functions are one construction over words of 32 and 64 bits: the rounds are written once, as a macro over the word and
 * its rotations. Nothing depends on the data but what is computed, so the time tells nothing about it. Source: FIPS 180-4, sections
 * 4 to 6. The constants are the first bits of the fractional parts of cube roots (rounds) and square roots (start) of the first
 * primes; those of SHA-256 are the upper halves of those of SHA-512.
 */
#include "sha2.h"

#include <string.h>

static const uint64_t round_constants[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538, 0x59f111f1b605d019,
    0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3,
    0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65, 0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b, 0xa2bfe8a14cf10364, 0xa81a664bbc423001,
    0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb,
    0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c, 0xd186b8c721c0c207,
    0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a,
    0x5fcb6fab3ad6faec, 0x6c44198c4a475817};

static uint64_t load(const unsigned char *bytes, int size) {
  uint64_t value = 0;
  for (int i = 0; i < size; i++)
    value = value << 8 | bytes[i];
  return value;
}

static void store(unsigned char *bytes, uint64_t value, int size) {
  for (int i = size - 1; i >= 0; i--, value >>= 8)
    bytes[i] = (unsigned char)value;
}

#define ROTATE(x, n) ((x) >> (n) | (x) << (8 * (int)sizeof(x) - (n)))
#define MIX(x, a, b, c) (ROTATE(x, a) ^ ROTATE(x, b) ^ ROTATE(x, c))
#define SPREAD(x, a, b, c) (ROTATE(x, a) ^ ROTATE(x, b) ^ (x) >> (c))

/* A compression function: word type, rounds, the round constant for a number, the amounts of the four mixing functions. */
#define COMPRESSION(name, word, rounds, constant, A1, A2, A3, E1, E2, E3, S1, S2, S3, T1, T2, T3)                                  \
  static void name(fuse_rt_sha2 *sha, const unsigned char *block) {                                                                \
    word w[rounds];                                                                                                                \
    for (int i = 0; i < 16; i++)                                                                                                   \
      w[i] = (word)load(block + i * (int)sizeof(word), sizeof(word));                                                              \
    for (int i = 16; i < rounds; i++)                                                                                              \
      w[i] = w[i - 16] + SPREAD(w[i - 15], S1, S2, S3) + w[i - 7] + SPREAD(w[i - 2], T1, T2, T3);                                  \
    word s[8];                                                                                                                     \
    for (int i = 0; i < 8; i++)                                                                                                    \
      s[i] = (word)sha->state[i];                                                                                                  \
    for (int i = 0; i < rounds; i++) {                                                                                             \
      word choice = (s[4] & s[5]) ^ (~s[4] & s[6]);                                                                                \
      word majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);                                                               \
      word first = s[7] + MIX(s[4], E1, E2, E3) + choice + (word)(constant) + w[i];                                                \
      word second = MIX(s[0], A1, A2, A3) + majority;                                                                              \
      memmove(s + 1, s, 7 * sizeof(word));                                                                                         \
      s[4] += first;                                                                                                               \
      s[0] = first + second;                                                                                                       \
    }                                                                                                                              \
    for (int i = 0; i < 8; i++)                                                                                                    \
      sha->state[i] = (word)(sha->state[i] + s[i]);                                                                                \
  }

COMPRESSION(compress256, uint32_t, 64, round_constants[i] >> 32, 2, 13, 22, 6, 11, 25, 7, 18, 3, 17, 19, 10)
COMPRESSION(compress512, uint64_t, 80, round_constants[i], 28, 34, 39, 14, 18, 41, 1, 8, 7, 19, 61, 6)

const fuse_rt_sha2_kind fuse_rt_sha256 = {
    64,
    32,
    {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19},
    compress256,
};

const fuse_rt_sha2_kind fuse_rt_sha512 = {
    128,
    64,
    {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
     0x1f83d9abfb41bd6b, 0x5be0cd19137e2179},
    compress512,
};

void fuse_rt_sha2_begin(fuse_rt_sha2 *sha, const fuse_rt_sha2_kind *kind) {
  sha->kind = kind;
  sha->size = 0;
  memcpy(sha->state, kind->start, sizeof sha->state);
}

void fuse_rt_sha2_add(fuse_rt_sha2 *sha, const void *data, size_t size) {
  const unsigned char *bytes = data;
  size_t block_size = sha->kind->block_size;
  size_t held = (size_t)sha->size % block_size;
  sha->size += size;
  if (held + size < block_size) {
    memcpy(sha->block + held, bytes, size);
    return;
  }
  if (held > 0) {
    size_t part = block_size - held;
    memcpy(sha->block + held, bytes, part);
    sha->kind->compress(sha, sha->block);
    bytes += part;
    size -= part;
  }
  for (; size >= block_size; bytes += block_size, size -= block_size)
    sha->kind->compress(sha, bytes);
  memcpy(sha->block, bytes, size);
}

void fuse_rt_sha2_end(fuse_rt_sha2 *sha, unsigned char *digest) {
  size_t block_size = sha->kind->block_size;
  size_t length_size = block_size / 8; /* of the length in bits that ends the last block */
  uint64_t bits = sha->size * 8;
  size_t held = (size_t)sha->size % block_size;
  sha->block[held++] = 0x80;
  if (held > block_size - length_size) {
    memset(sha->block + held, 0, block_size - held);
    sha->kind->compress(sha, sha->block);
    held = 0;
  }
  memset(sha->block + held, 0, block_size - held);
  store(sha->block + block_size - 8, bits, 8);
  sha->kind->compress(sha, sha->block);
  int word_size = (int)(sha->kind->digest_size / 8);
  for (int i = 0; i < 8; i++)
    store(digest + i * word_size, sha->state[i], word_size);
}
