/* SHA-256 and SHA-512 of bytes that come in parts. */
#ifndef FUSE_RT_SHA2_H
#define FUSE_RT_SHA2_H

#include <stddef.h>
#include <stdint.h>

enum { FUSE_RT_SHA2_MAX_BLOCK = 128, FUSE_RT_SHA2_MAX_DIGEST = 64 };

typedef struct fuse_rt_sha2 fuse_rt_sha2;

/* What the two functions differ in. Sizes are in bytes. */
typedef struct fuse_rt_sha2_kind {
  size_t block_size;
  size_t digest_size;
  uint64_t start[8];
  void (*compress)(fuse_rt_sha2 *sha, const unsigned char *block);
} fuse_rt_sha2_kind;

extern const fuse_rt_sha2_kind fuse_rt_sha256, fuse_rt_sha512;

struct fuse_rt_sha2 {
  const fuse_rt_sha2_kind *kind;
  uint64_t state[8]; /* words of 32 or 64 bits */
  uint64_t size;     /* bytes so far; objects are too small for it to overflow */
  unsigned char block[FUSE_RT_SHA2_MAX_BLOCK];
};

void fuse_rt_sha2_begin(fuse_rt_sha2 *sha, const fuse_rt_sha2_kind *kind);
void fuse_rt_sha2_add(fuse_rt_sha2 *sha, const void *data, size_t size);
/* Writes the digest. */
void fuse_rt_sha2_end(fuse_rt_sha2 *sha, unsigned char *digest);

#endif
