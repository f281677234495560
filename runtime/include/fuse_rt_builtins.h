/* The C ABI of the builtins: part of fuse_rt.h, which includes it.
 *
 * The rule for all of them: parameters are borrowed; a function that cannot fail returns its result; one that can returns the
 * error, or NULL, and writes its result through the last parameter, which it leaves alone on failure. Results are owned by the
 * caller. Bytes and Html are objects like strings: bytes, and the UTF-8 text of markup.
 */
#ifndef FUSE_RT_BUILTINS_H
#define FUSE_RT_BUILTINS_H

typedef fuse_rt_array fuse_rt_bytes;
typedef fuse_rt_array fuse_rt_html;

/* ---- crypto (crypto.c) ---- */

/* The digest of `data`. `algorithm` is sha256, sha-256, sha512 or sha-512 in any case, white space around it ignored. */
fuse_rt_error *fuse_rt_crypto_hash(const fuse_rt_str *algorithm, const fuse_rt_bytes *data, fuse_rt_bytes **out);
/* The message authentication code of RFC 2104. */
fuse_rt_error *fuse_rt_crypto_hmac(const fuse_rt_str *algorithm, const fuse_rt_bytes *key, const fuse_rt_bytes *data,
                                   fuse_rt_bytes **out);
/* `count` bytes that nobody can predict, from the operating system. */
fuse_rt_error *fuse_rt_crypto_random_bytes(int64_t count, fuse_rt_bytes **out);
/* Equality in a time that depends on the lengths alone. */
bool fuse_rt_crypto_constant_time_eq(const fuse_rt_bytes *a, const fuse_rt_bytes *b);

/* ---- base64 (base64.c) ---- */

/* The text that Bytes have: standard alphabet, padded. */
fuse_rt_str *fuse_rt_base64_encode(const fuse_rt_bytes *bytes);
/* The bytes of a base64 text, white space around it ignored; or NULL, and the reason as a new string in *reason. */
fuse_rt_bytes *fuse_rt_base64_decode(const fuse_rt_str *text, fuse_rt_str **reason);

/* ---- time (clock.c, time_format.c, time_parse.c) ---- */

typedef struct fuse_rt_optional_int {
  bool present;
  int64_t value; /* 0 when absent */
} fuse_rt_optional_int;

/* Milliseconds since 1970 in UTC. */
int64_t fuse_rt_time_now(void);
fuse_rt_error *fuse_rt_time_sleep(int64_t milliseconds);
/* A time as text, in UTC, by the specifiers of strftime. */
fuse_rt_error *fuse_rt_time_format(int64_t epoch_ms, const fuse_rt_str *format, fuse_rt_str **out);
/* The milliseconds of a time; absent when the text does not fit the format or there is no such time. */
void fuse_rt_time_parse(const fuse_rt_str *text, const fuse_rt_str *format, fuse_rt_optional_int *out);

/* ---- html and svg (markup.c, svg.c) ---- */

/* Text as markup: `&`, `<` and `>` become entities, in the value of an attribute `"` too. */
fuse_rt_html *fuse_rt_html_text(const fuse_rt_str *text);
fuse_rt_html *fuse_rt_html_attribute(const fuse_rt_str *text);
/* The markup of the SVG file `name` below the folder of icons. */
fuse_rt_error *fuse_rt_svg_inline(const fuse_rt_str *name, fuse_rt_html **out);

/* ---- input and log (input.c, log.c) ---- */

/* Writes the prompt; a line of standard input without its end. */
fuse_rt_error *fuse_rt_input(const fuse_rt_str *prompt, fuse_rt_str **out);
/* The level that a text names, 0 trace to 4 error; -1 when it names none. */
int64_t fuse_rt_log_level(const fuse_rt_str *name);
/* Whether messages of a level are shown. */
bool fuse_rt_log_is_on(int64_t level);
/* A line on standard error: `[INFO] message`; with data, which is JSON text, an object. */
void fuse_rt_log_text(int64_t level, const fuse_rt_str *message);
void fuse_rt_log_data(int64_t level, const fuse_rt_str *message, const fuse_rt_str *data);

#endif
