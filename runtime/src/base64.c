/* Base64, the text of Bytes: the standard alphabet, padded.
 *
 * Padding is judged chunk by chunk, so that two padded texts one after the other are one text.
 */
#include "message.h"
#include "object.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fuse_rt_str *fuse_rt_base64_encode(const fuse_rt_bytes *bytes) {
  const unsigned char *in = FUSE_RT_ELEMENTS(bytes);
  /* An object is at most half as large as an int64_t can say, so this does not overflow. */
  fuse_rt_str *text = fuse_rt_array_alloc((bytes->length + 2) / 3 * 4, 1);
  char *out = FUSE_RT_ELEMENTS(text);
  for (int64_t i = 0; i < bytes->length; i += 3, out += 4) {
    int64_t left = bytes->length - i;
    uint32_t group = (uint32_t)in[i] << 16 | (left > 1 ? (uint32_t)in[i + 1] << 8 : 0) | (left > 2 ? in[i + 2] : 0);
    out[0] = alphabet[group >> 18];
    out[1] = alphabet[group >> 12 & 63];
    out[2] = left > 1 ? alphabet[group >> 6 & 63] : '=';
    out[3] = left > 2 ? alphabet[group & 63] : '=';
  }
  return text;
}

static int digit_of(char c) {
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static fuse_rt_str *wrong_padding(size_t chunk) {
  fuse_rt_str *number = fuse_rt_str_from_int((int64_t)chunk);
  fuse_rt_text parts[] = {fuse_rt_text_of("invalid base64 padding at chunk "), fuse_rt_text_of_str(number)};
  fuse_rt_str *reason = fuse_rt_message_str(2, parts);
  fuse_rt_str_release(number);
  return reason;
}

/* `at` is the first byte of the character. */
static fuse_rt_str *wrong_character(fuse_rt_text text, size_t at) {
  size_t end = at + 1;
  while (end < text.length && (text.data[end] & 0xc0) == 0x80)
    end++;
  fuse_rt_text character = {text.data + at, end - at};
  return fuse_rt_message_str(3, (fuse_rt_text[]){fuse_rt_text_of("invalid base64 character '"), character, fuse_rt_text_of("'")});
}

/* Decodes the four characters of chunk number `chunk` to `out`; NULL, or the reason why it cannot. */
static fuse_rt_str *decode_chunk(fuse_rt_text text, size_t chunk, unsigned char **out) {
  uint32_t group = 0;
  int padding = 0;
  for (size_t i = 4 * chunk; i < 4 * chunk + 4; i++) {
    int digit = digit_of(text.data[i]);
    if (text.data[i] == '=')
      padding++;
    else if (padding > 0)
      return wrong_padding(chunk);
    else if (digit < 0)
      return wrong_character(text, i);
    group = group << 6 | (digit < 0 ? 0 : (uint32_t)digit);
  }
  if (padding > 2)
    return wrong_padding(chunk);
  for (int i = 0; i < 3 - padding; i++)
    *(*out)++ = (unsigned char)(group >> (16 - 8 * i));
  return NULL;
}

fuse_rt_bytes *fuse_rt_base64_decode(const fuse_rt_str *s, fuse_rt_str **reason) {
  fuse_rt_text text = fuse_rt_text_trim(fuse_rt_text_of_str(s));
  if (text.length % 4 != 0) {
    *reason = fuse_rt_text_to_str(fuse_rt_text_of("invalid base64 length"));
    return NULL;
  }
  fuse_rt_bytes *bytes = fuse_rt_array_alloc((int64_t)(text.length / 4 * 3), 1);
  unsigned char *out = FUSE_RT_ELEMENTS(bytes);
  for (size_t chunk = 0; chunk < text.length / 4; chunk++) {
    *reason = decode_chunk(text, chunk, &out);
    if (*reason != NULL) {
      fuse_rt_array_free(bytes);
      return NULL;
    }
  }
  bytes->length = out - (unsigned char *)FUSE_RT_ELEMENTS(bytes);
  return bytes;
}

fuse_rt_bytes *fuse_rt_bytes_decode(const fuse_rt_str *text) {
  fuse_rt_str *reason;
  fuse_rt_bytes *bytes = fuse_rt_base64_decode(text, &reason);
  if (bytes == NULL)
    fuse_rt_str_release(reason);
  return bytes;
}

fuse_rt_str *fuse_rt_bytes_decode_problem(const fuse_rt_str *text) {
  fuse_rt_str *reason;
  fuse_rt_bytes *bytes = fuse_rt_base64_decode(text, &reason);
  if (bytes == NULL)
    return reason;
  fuse_rt_array_free(bytes);
  return fuse_rt_text_to_str((fuse_rt_text){"", 0});
}

int64_t fuse_rt_bytes_length(const fuse_rt_bytes *bytes) { return bytes->length; }

bool fuse_rt_bytes_equal(const fuse_rt_bytes *a, const fuse_rt_bytes *b) {
  return a->length == b->length && memcmp(FUSE_RT_ELEMENTS(a), FUSE_RT_ELEMENTS(b), (size_t)a->length) == 0;
}
