/* Requests from connections, within limits: a head may have 64 KiB, a body what the settings say. */
#if !defined(__wasm__)

#include "http_receive.h"

#include "builder.h"
#include "message.h"
#include "os.h"

enum { HEAD_BYTES = 64 * 1024, CHUNK_BYTES = 64 * 1024, FIRST_CHUNK_BYTES = 2048 };

static const char head_end[] = "\r\n\r\n";
enum { HEAD_END = sizeof head_end - 1 };

static fuse_rt_http_refusal refuse(int status, const char *message) {
  return (fuse_rt_http_refusal){status, fuse_rt_text_to_str(fuse_rt_text_of(message))};
}

static const fuse_rt_http_refusal nothing = {0, NULL};

/* Reads at most `most` bytes more into `*data`; *got is how many, 0 at the end. */
static fuse_rt_http_refusal receive(fuse_rt_socket connection, fuse_rt_str **data, int64_t most, const char *what, int64_t *got) {
  *data = fuse_rt_array_reserve(*data, most, 1);
  *got = fuse_rt_os_socket_read(connection, (char *)FUSE_RT_ELEMENTS(*data) + (*data)->length, (size_t)most);
  if (*got >= 0) {
    (*data)->length += *got;
    return nothing;
  }
  bool is_late = -*got == FUSE_RT_SOCKET_TIMED_OUT;
  const char *reason = is_late ? "timed out" : fuse_rt_os_error_text((int)-*got);
  fuse_rt_text parts[] = {fuse_rt_text_of("failed to read "), fuse_rt_text_of(what), fuse_rt_text_of(": "),
                          fuse_rt_text_of(reason)};
  return (fuse_rt_http_refusal){500, fuse_rt_message_str(4, parts)};
}

/* The position of the end of the head from `from` on; -1 where it is not there yet. */
static int64_t find_end(const fuse_rt_str *data, int64_t from) {
  const char *bytes = FUSE_RT_ELEMENTS(data);
  for (int64_t i = from < 0 ? 0 : from; i + HEAD_END <= data->length; i++)
    if (bytes[i] == '\r' && memcmp(bytes + i, head_end, HEAD_END) == 0)
      return i;
  return -1;
}

/* Reads until the head is there; where it ends is in *end. */
static fuse_rt_http_refusal receive_head(fuse_rt_socket connection, fuse_rt_str **data, int64_t *end) {
  int64_t got = 0;
  while ((*end = find_end(*data, (*data)->length - got - HEAD_END + 1)) < 0) {
    if ((*data)->length > HEAD_BYTES)
      return refuse(431, "request header too large");
    fuse_rt_http_refusal refusal =
        receive(connection, data, (*data)->length == 0 ? FIRST_CHUNK_BYTES : CHUNK_BYTES, "request", &got);
    if (refusal.status != 0)
      return refusal;
    if (got == 0)
      return refuse(500, "invalid HTTP request: missing headers");
  }
  return *end > HEAD_BYTES ? refuse(431, "request header too large") : nothing;
}

static fuse_rt_http_refusal receive_body(fuse_rt_socket connection, fuse_rt_str **body, int64_t length) {
  while ((*body)->length < length) {
    int64_t missing = length - (*body)->length;
    int64_t got;
    fuse_rt_http_refusal refusal = receive(connection, body, missing < CHUNK_BYTES ? missing : CHUNK_BYTES, "body", &got);
    if (refusal.status != 0)
      return refusal;
    if (got == 0)
      break;
  }
  if ((*body)->length > length)
    (*body)->length = length;
  return nothing;
}

/* `req-` and the number in 16 hexadecimal digits. */
static void put_number(fuse_rt_str **out, int64_t number) {
  enum { DIGITS = 16 };
  fuse_rt_builder_put_constant(out, "req-");
  char *digits = fuse_rt_builder_extend(out, DIGITS);
  for (int i = DIGITS - 1; i >= 0; i--, number >>= 4)
    digits[i] = "0123456789abcdef"[number & 0xf];
}

/* The head as text of its own, with room behind it for an id; takes it apart. */
static bool parse(fuse_rt_http_received *out, fuse_rt_text head, int64_t *ids) {
  bool is_text = fuse_rt_text_is_utf8(head);
  out->head = is_text ? fuse_rt_text_to_str(head) : fuse_rt_text_repaired(head);
  size_t length = (size_t)out->head->length;
  put_number(&out->head, *ids + 1);
  const char *bytes = FUSE_RT_ELEMENTS(out->head);
  fuse_rt_http_request *request = &out->request;
  if (!fuse_rt_http_parse_head(request, (fuse_rt_text){bytes, length}))
    return false;
  request->id = fuse_rt_http_given_id(request);
  if (request->id.data == NULL) {
    request->id = (fuse_rt_text){bytes + length, (size_t)out->head->length - length};
    ++*ids;
  }
  return true;
}

/* The body as text: JSON is, and nothing else is done with it. */
static void repair_body(fuse_rt_http_received *out) {
  fuse_rt_text body = fuse_rt_text_of_str(out->body);
  out->request.body = body;
  if (fuse_rt_text_is_utf8(body))
    return;
  fuse_rt_str *repaired = fuse_rt_text_repaired(body);
  fuse_rt_str_release(out->body);
  out->body = repaired;
  out->request.body = fuse_rt_text_of_str(repaired);
}

fuse_rt_http_refusal fuse_rt_http_receive(fuse_rt_socket connection, const fuse_rt_http_settings *settings, int64_t *ids,
                                          fuse_rt_http_received *out) {
  *out = (fuse_rt_http_received){.head = NULL, .body = NULL};
  fuse_rt_str *data = fuse_rt_builder_new();
  int64_t end;
  fuse_rt_http_refusal refusal = receive_head(connection, &data, &end);
  fuse_rt_text bytes = fuse_rt_text_of_str(data);
  int64_t length = 0;
  if (refusal.status == 0 && !parse(out, (fuse_rt_text){bytes.data, (size_t)end}, ids))
    refusal = refuse(500, "invalid HTTP request line");
  if (refusal.status == 0 && (length = fuse_rt_http_content_length(&out->request)) > settings->max_body_bytes)
    refusal = refuse(413, "request body too large");
  if (refusal.status == 0) {
    size_t start = (size_t)end + HEAD_END;
    out->body = fuse_rt_text_to_str((fuse_rt_text){bytes.data + start, bytes.length - start});
    refusal = receive_body(connection, &out->body, length);
    repair_body(out);
  }
  fuse_rt_str_release(data);
  return refusal;
}

void fuse_rt_http_received_free(fuse_rt_http_received *received) {
  if (received->head != NULL)
    fuse_rt_str_release(received->head);
  if (received->body != NULL)
    fuse_rt_str_release(received->body);
}

#endif
