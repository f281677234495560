/* Queries: values that describe a statement.
 *
 * A query is an array of fuse_rt_any, like a struct, and never changes: each method gives another one.
 */
#ifndef FUSE_RT_QUERY_VALUE_H
#define FUSE_RT_QUERY_VALUE_H

#include "any.h"

typedef enum fuse_rt_query_kind {
  FUSE_RT_SELECT,
  FUSE_RT_COUNT,
  FUSE_RT_INSERT,
  FUSE_RT_UPSERT,
  FUSE_RT_UPDATE,
  FUSE_RT_DELETE
} fuse_rt_query_kind;

/* The elements of a query. Lists that would be empty are null. */
typedef enum fuse_rt_query_part {
  FUSE_RT_QUERY_KIND, /* a fuse_rt_query_kind, as an Int: not counted, like the first element of every such array */
  FUSE_RT_QUERY_TABLE,
  FUSE_RT_QUERY_COLUMNS, /* names */
  FUSE_RT_QUERY_SETS,    /* what is written: names and values by turns */
  FUSE_RT_QUERY_WHERES,  /* conditions: a name, an operator and a value, or a list of values, by turns */
  FUSE_RT_QUERY_ORDER,   /* `name asc` */
  FUSE_RT_QUERY_LIMIT,   /* an Int */
  FUSE_RT_QUERY_PARTS
} fuse_rt_query_part;

static inline const fuse_rt_any *fuse_rt_query_part_of(const fuse_rt_any *query, fuse_rt_query_part part) {
  return &fuse_rt_any_elements(query)[part];
}

static inline fuse_rt_query_kind fuse_rt_query_kind_of(const fuse_rt_any *query) {
  return (fuse_rt_query_kind)fuse_rt_query_part_of(query, FUSE_RT_QUERY_KIND)->integer;
}

/* The text of the statement and its parameters, a list of any. `only_one`: a select without a limit has the limit 1. (query_text.c)
 */
void fuse_rt_query_statement(const fuse_rt_any *query, bool only_one, fuse_rt_str **sql, fuse_rt_list **params);
/* The same query as one that counts, owned; or the error that it cannot be one. (query.c) */
fuse_rt_error *fuse_rt_query_count_of(const fuse_rt_any *query, fuse_rt_any *out);
/* The error of a receiver of `query.<method>` that is no query, NULL for one that is. */
fuse_rt_error *fuse_rt_query_expect(const fuse_rt_any *value, const char *method);

#endif
