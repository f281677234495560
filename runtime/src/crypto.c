/* crypto.*: digests, message authentication, random bytes, comparison in constant time. */
#include "message.h"
#include "object.h"
#include "os.h"
#include "sha2.h"

/* The function that a name means, or NULL. */
static const fuse_rt_sha2_kind *find_algorithm(const fuse_rt_str *name) {
  fuse_rt_text text = fuse_rt_text_trim(fuse_rt_text_of_str(name));
  if (fuse_rt_text_equal_any_case(text, "sha256") || fuse_rt_text_equal_any_case(text, "sha-256"))
    return &fuse_rt_sha256;
  if (fuse_rt_text_equal_any_case(text, "sha512") || fuse_rt_text_equal_any_case(text, "sha-512"))
    return &fuse_rt_sha512;
  return NULL;
}

static fuse_rt_error *unsupported(const char *message, const fuse_rt_str *algorithm) {
  return fuse_rt_message_error(2, (fuse_rt_text[]){fuse_rt_text_of(message), fuse_rt_text_of_str(algorithm)});
}

fuse_rt_error *fuse_rt_crypto_hash(const fuse_rt_str *algorithm, const fuse_rt_bytes *data, fuse_rt_bytes **out) {
  const fuse_rt_sha2_kind *kind = find_algorithm(algorithm);
  if (kind == NULL)
    return unsupported("crypto.hash unsupported algorithm ", algorithm);
  fuse_rt_sha2 sha;
  fuse_rt_sha2_begin(&sha, kind);
  fuse_rt_sha2_add(&sha, FUSE_RT_ELEMENTS(data), (size_t)data->length);
  *out = fuse_rt_array_alloc((int64_t)kind->digest_size, 1);
  fuse_rt_sha2_end(&sha, FUSE_RT_ELEMENTS(*out));
  return NULL;
}

/* Puts the block of the key into `block`: a key longer than a block is its digest, the rest is zeros. */
static void key_block(const fuse_rt_sha2_kind *kind, const fuse_rt_bytes *key, unsigned char *block) {
  memset(block, 0, kind->block_size);
  if ((size_t)key->length <= kind->block_size) {
    memcpy(block, FUSE_RT_ELEMENTS(key), (size_t)key->length);
    return;
  }
  fuse_rt_sha2 sha;
  fuse_rt_sha2_begin(&sha, kind);
  fuse_rt_sha2_add(&sha, FUSE_RT_ELEMENTS(key), (size_t)key->length);
  fuse_rt_sha2_end(&sha, block);
}

/* Digest of the key block, every byte of it changed by `pad`, followed by `data`. */
static void keyed_digest(const fuse_rt_sha2_kind *kind, const unsigned char *block, unsigned char pad, const void *data,
                         size_t size, unsigned char *digest) {
  unsigned char padded[FUSE_RT_SHA2_MAX_BLOCK];
  for (size_t i = 0; i < kind->block_size; i++)
    padded[i] = block[i] ^ pad;
  fuse_rt_sha2 sha;
  fuse_rt_sha2_begin(&sha, kind);
  fuse_rt_sha2_add(&sha, padded, kind->block_size);
  fuse_rt_sha2_add(&sha, data, size);
  fuse_rt_sha2_end(&sha, digest);
}

fuse_rt_error *fuse_rt_crypto_hmac(const fuse_rt_str *algorithm, const fuse_rt_bytes *key, const fuse_rt_bytes *data,
                                   fuse_rt_bytes **out) {
  enum { INNER_PAD = 0x36, OUTER_PAD = 0x5c };
  const fuse_rt_sha2_kind *kind = find_algorithm(algorithm);
  if (kind == NULL)
    return unsupported("crypto.hmac unsupported algorithm ", algorithm);
  unsigned char block[FUSE_RT_SHA2_MAX_BLOCK];
  unsigned char inner[FUSE_RT_SHA2_MAX_DIGEST];
  key_block(kind, key, block);
  keyed_digest(kind, block, INNER_PAD, FUSE_RT_ELEMENTS(data), (size_t)data->length, inner);
  *out = fuse_rt_array_alloc((int64_t)kind->digest_size, 1);
  keyed_digest(kind, block, OUTER_PAD, inner, kind->digest_size, FUSE_RT_ELEMENTS(*out));
  return NULL;
}

fuse_rt_error *fuse_rt_crypto_random_bytes(int64_t count, fuse_rt_bytes **out) {
  if (count < 0)
    return fuse_rt_message_constant("crypto.random_bytes expects a non-negative Int");
  *out = fuse_rt_array_alloc(count, 1);
  fuse_rt_os_random(FUSE_RT_ELEMENTS(*out), (size_t)count);
  return NULL;
}

bool fuse_rt_crypto_constant_time_eq(const fuse_rt_bytes *a, const fuse_rt_bytes *b) {
  if (a->length != b->length)
    return false;
  const unsigned char *left = FUSE_RT_ELEMENTS(a);
  const unsigned char *right = FUSE_RT_ELEMENTS(b);
  /* Volatile, so that no compiler finds out that it may stop early. */
  volatile unsigned char difference = 0;
  for (int64_t i = 0; i < a->length; i++)
    difference |= left[i] ^ right[i];
  return difference == 0;
}
