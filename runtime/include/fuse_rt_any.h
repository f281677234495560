/* Values of the type `any`, which carry what they are. Part of fuse_rt.h, which includes it.
 *
 * Objects inside an `any` are uniform, whatever static type they had: a list is one of `fuse_rt_any`, a map has values of that
 * type, structs, enums and results are lists with a first element that says which one it is. So one set of functions serves all of
 * them; compiled code converts where an `any` meets a static type.
 *
 * In the functions below an operand is a pointer to the caller's copy and is borrowed, a result is owned. Functions that can fail
 * return the error, NULL on success, and leave `*out` alone on failure.
 */
#ifndef FUSE_RT_ANY_H
#define FUSE_RT_ANY_H

typedef enum fuse_rt_kind {
  /* All zero bits are null. */
  FUSE_RT_NULL = 0,
  FUSE_RT_UNIT = 1,
  FUSE_RT_BOOL = 2, /* `integer` is 0 or 1 */
  FUSE_RT_INT = 3,
  FUSE_RT_FLOAT = 4,
  FUSE_RT_NAMED = 5, /* `object` is a constant fuse_rt_named */
  /* From here on `object` is counted. */
  FUSE_RT_STR = 16,
  FUSE_RT_BYTES = 17,
  FUSE_RT_HTML = 18,   /* a string of rendered markup */
  FUSE_RT_LIST = 19,   /* an array of fuse_rt_any */
  FUSE_RT_MAP = 20,    /* a fuse_rt_map with values of fuse_rt_any */
  FUSE_RT_STRUCT = 21, /* an array: {0, shape}, then the fields in order of declaration */
  FUSE_RT_ENUM = 22,   /* an array: {number of the variant, shape}, then the payload */
  FUSE_RT_RESULT = 23, /* an array of two: {FUSE_RT_BOOL, is Ok}, the content */
  FUSE_RT_TASK = 24,
  FUSE_RT_QUERY = 25
} fuse_rt_kind;

typedef struct fuse_rt_any {
  int64_t kind; /* a fuse_rt_kind, but for the first element of a struct or an enum */
  union {
    int64_t integer;
    double number;
    void *object;
  };
} fuse_rt_any;

/* What the objects of a struct or an enum have in common; a constant of the program. */
typedef struct fuse_rt_shape {
  const fuse_rt_str *name;
  int64_t count;
  const fuse_rt_str *const *names; /* fields of a struct, variants of an enum, in order of declaration */
} fuse_rt_shape;

/* A function, an enum constructor, a config or a builtin as a value; a constant of the program. */
typedef struct fuse_rt_named {
  const fuse_rt_str *text;      /* `<fn 1::main>`, `<enum E.V>`, `<config App>`, `<builtin print>` */
  const fuse_rt_str *plain;     /* in JSON: `1::main`, `E.V`, `App`, `print` */
  const fuse_rt_str *type_name; /* `Function`, the enum's name, `Config`, `Builtin` */
  /* `args` is a borrowed list of any. NULL: not callable. */
  fuse_rt_error *(*call)(const fuse_rt_list *args, fuse_rt_any *out);
  /* A field of a config. NULL: no members. */
  fuse_rt_error *(*field)(const fuse_rt_str *name, fuse_rt_any *out);
} fuse_rt_named;

/* ---- counting (any.c) ---- */

/* One more holder, one less: both take the address of a fuse_rt_any, so that they fit where lists and maps ask for functions of an
 * element. The last release of an object frees all that it alone holds, without recursion. */
void fuse_rt_any_retain(void *value);
void fuse_rt_any_release(void *value);

/* ---- what a value is (any_text.c, any_match.c) ---- */

/* The text that print and interpolation show. */
fuse_rt_str *fuse_rt_any_text(const fuse_rt_any *value);
/* The name of the value's type in messages. */
fuse_rt_str *fuse_rt_any_type_name(const fuse_rt_any *value);
/* The error of a checked conversion: `type mismatch: expected <expected>, got <type of value>`. */
fuse_rt_error *fuse_rt_any_mismatch(const fuse_rt_str *expected, const fuse_rt_any *value);
/* The fuse_rt_kind. */
int64_t fuse_rt_any_kind(const fuse_rt_any *value);
bool fuse_rt_any_is_null(const fuse_rt_any *value);
/* Patterns. A literal matches only a value of its own kind. */
bool fuse_rt_any_is_int(const fuse_rt_any *value, int64_t literal);
bool fuse_rt_any_is_float(const fuse_rt_any *value, double literal);
bool fuse_rt_any_is_bool(const fuse_rt_any *value, bool literal);
bool fuse_rt_any_is_str(const fuse_rt_any *value, const fuse_rt_str *literal);
bool fuse_rt_any_is_struct(const fuse_rt_any *value, const fuse_rt_str *name);
bool fuse_rt_any_is_enum(const fuse_rt_any *value, const fuse_rt_str *name);
/* A variant of that name with so many values in its payload, of whatever enum. */
bool fuse_rt_any_is_variant(const fuse_rt_any *value, const fuse_rt_str *variant, int64_t payload);
bool fuse_rt_any_is_result(const fuse_rt_any *value, bool is_ok);
/* A plain name as a pattern: 0 does not match, 1 matches the variant of that name, 2 binds the value. */
int64_t fuse_rt_any_match_name(const fuse_rt_any *value, const fuse_rt_str *name);
/* Whether a struct has the field. */
bool fuse_rt_any_has_field(const fuse_rt_any *value, const fuse_rt_str *name);
/* Value `index` of an enum's payload, the content of a result (0), field `index` of a struct. It must exist. */
void fuse_rt_any_part(const fuse_rt_any *value, int64_t index, fuse_rt_any *out);

/* std.Error(message=…). (std_error.c) */
void fuse_rt_any_std_error(const fuse_rt_str *message, fuse_rt_any *out);
/* ---- conversions and `?!` (any_shape.c) ---- */

/* Whether a struct or an enum is the one that the program declares with this shape: it has all that the shape names, in its places.
 */
bool fuse_rt_any_has_shape(const fuse_rt_any *value, const fuse_rt_shape *shape);
bool fuse_rt_any_has_variant(const fuse_rt_any *value, const fuse_rt_shape *shape, int64_t number);
/* The number of an enum's variant, in order of declaration. */
int64_t fuse_rt_any_variant_number(const fuse_rt_any *value);
/* `value ?!`: whether it goes on; with what; else with which error: that of an Err, or std.Error(message="missing value"). */
bool fuse_rt_any_passes(const fuse_rt_any *value);
void fuse_rt_any_passed(const fuse_rt_any *value, fuse_rt_any *out);
void fuse_rt_any_own_error(const fuse_rt_any *value, fuse_rt_any *out);
void fuse_rt_any_missing_value(fuse_rt_any *out);
/* The value as an Ok, unless it is a Result already. */
void fuse_rt_any_ok(const fuse_rt_any *value, fuse_rt_any *out);

/* ---- operators (any_operators.c) ---- */

fuse_rt_error *fuse_rt_any_add(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out);
fuse_rt_error *fuse_rt_any_sub(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out);
fuse_rt_error *fuse_rt_any_mul(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out);
fuse_rt_error *fuse_rt_any_div(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out);
fuse_rt_error *fuse_rt_any_mod(const fuse_rt_any *left, const fuse_rt_any *right, fuse_rt_any *out);
fuse_rt_error *fuse_rt_any_negate(const fuse_rt_any *value, fuse_rt_any *out);
fuse_rt_error *fuse_rt_any_eq(const fuse_rt_any *left, const fuse_rt_any *right, bool *out);
fuse_rt_error *fuse_rt_any_ne(const fuse_rt_any *left, const fuse_rt_any *right, bool *out);
fuse_rt_error *fuse_rt_any_lt(const fuse_rt_any *left, const fuse_rt_any *right, bool *out);
fuse_rt_error *fuse_rt_any_le(const fuse_rt_any *left, const fuse_rt_any *right, bool *out);
fuse_rt_error *fuse_rt_any_gt(const fuse_rt_any *left, const fuse_rt_any *right, bool *out);
fuse_rt_error *fuse_rt_any_ge(const fuse_rt_any *left, const fuse_rt_any *right, bool *out);
/* A condition: the Bool, or `condition must be a Bool`. */
fuse_rt_error *fuse_rt_any_truth(const fuse_rt_any *value, bool *out);
/* `low..high` as a list of any. */
fuse_rt_error *fuse_rt_any_range(const fuse_rt_any *low, const fuse_rt_any *high, fuse_rt_list **out);

/* ---- access (any_access.c, any_store.c) ---- */

fuse_rt_error *fuse_rt_any_field(const fuse_rt_any *value, const fuse_rt_str *name, fuse_rt_any *out);
/* `value[index]`; a key that a map lacks gives null. */
fuse_rt_error *fuse_rt_any_index(const fuse_rt_any *value, const fuse_rt_any *index, fuse_rt_any *out);
/* What a `for` runs over, as a list of any: the elements of a list, the values of a map. */
fuse_rt_error *fuse_rt_any_items(const fuse_rt_any *value, fuse_rt_list **out);
/* `callee(args…)`; `args` is a list of any. */
fuse_rt_error *fuse_rt_any_call(const fuse_rt_any *callee, const fuse_rt_list *args, fuse_rt_any *out);

/* How a key of a store leads on: `[key]` or `.key`, `?[key]` or `?.key` where OPTIONAL is added. */
enum { FUSE_RT_STEP_INDEX = 0, FUSE_RT_STEP_FIELD = 1, FUSE_RT_STEP_OPTIONAL = 2 };

/* Replaces the place that the `n` keys lead to inside `*root`, which is changed in place where nobody else holds it. Consumes root
 * and value; on success `*root` is the new one. */
fuse_rt_error *fuse_rt_any_store(fuse_rt_any *root, fuse_rt_any *value, int64_t n, const int64_t *steps, const fuse_rt_any *keys);

#endif
