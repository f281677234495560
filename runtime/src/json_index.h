/* Where the values of a JSON text are: what decoding by type reads instead of a tree (json_index.c, json_read.c).
 *
 * An index is one object of 32-bit words. An array or object has a block: where it starts in the text, the number of its elements
 * or members, and an entry for each element; for each member where its key starts, behind the quote, and an entry. The members are
 * in the order of their keys, each key once. An entry is where a value starts in the text, or the block of an array or object.
 * Blocks follow those that they contain. A value is named by the number of the word that has its entry.
 */
#ifndef FUSE_RT_JSON_INDEX_H
#define FUSE_RT_JSON_INDEX_H

#include "object.h"
#include "text.h"

enum {
  FUSE_RT_JSON_PROBLEM = 0, /* the word with the length of the message that follows the header of a text that is wrong, else 0 */
  FUSE_RT_JSON_ROOT = 1,    /* the word with the entry of the whole */
  FUSE_RT_JSON_HEADER = 2,  /* words before the first block */
  FUSE_RT_JSON_BLOCK = 2    /* words of a block before its entries */
};

/* Set in an entry that is the number of a block, and in the count of an object. A text so long has no index. */
#define FUSE_RT_JSON_MARK ((uint32_t)1 << 31)

static inline uint32_t *fuse_rt_json_words(const fuse_rt_bytes *index) { return FUSE_RT_ELEMENTS(index); }

static inline bool fuse_rt_json_is_block(uint32_t entry) { return (entry & FUSE_RT_JSON_MARK) != 0; }

static inline uint32_t fuse_rt_json_block_of(uint32_t entry) { return entry & ~FUSE_RT_JSON_MARK; }

#endif
