/* The C ABI of the builtins: part of fuse_rt.h, which includes it.
 *
 * The rule for all of them: parameters are borrowed; a function that cannot fail returns its result; one that can returns the
 * error, or NULL, and writes its result through the last parameter, which it leaves alone on failure. Results are owned by the
 * caller. Bytes and Html are objects like strings: bytes, and the UTF-8 text of markup.
 */
#ifndef FUSE_RT_BUILTINS_H
#define FUSE_RT_BUILTINS_H

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

/* The same without the reason; NULL where there is none. */
fuse_rt_bytes *fuse_rt_bytes_decode(const fuse_rt_str *text);
/* Why a text is not base64; empty for one that is. */
fuse_rt_str *fuse_rt_bytes_decode_problem(const fuse_rt_str *text);
int64_t fuse_rt_bytes_length(const fuse_rt_bytes *bytes);
bool fuse_rt_bytes_equal(const fuse_rt_bytes *a, const fuse_rt_bytes *b);

/* ---- time (clock.c, time_format.c, time_parse.c) ---- */

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
/* ` name="value"` of each entry, in order of the names. */
fuse_rt_html *fuse_rt_html_attributes(const fuse_rt_map *attributes);
/* The same for what is to be a map of Strings; `name` is who complains when it is not: a tag, or html.node. */
fuse_rt_error *fuse_rt_html_any_attributes(const fuse_rt_any *attributes, const fuse_rt_str *name, fuse_rt_html **out);
/* The markup of a child: of Html, of a String, or of a list of these; of a list of children. */
fuse_rt_error *fuse_rt_html_child(const fuse_rt_any *child, const fuse_rt_str *name, fuse_rt_html **out);
fuse_rt_error *fuse_rt_html_children(const fuse_rt_any *children, const fuse_rt_str *name, fuse_rt_html **out);
/* The markup of a list of Html, of a list of Strings. */
fuse_rt_html *fuse_rt_html_list(const fuse_rt_list *children);
fuse_rt_html *fuse_rt_html_texts(const fuse_rt_list *texts);
/* An element with attributes and content that are markup already; one that can have no content, and has none, has no closing tag.
 */
fuse_rt_html *fuse_rt_html_element(const fuse_rt_str *tag, const fuse_rt_html *attributes, const fuse_rt_html *content);
fuse_rt_error *fuse_rt_html_node(const fuse_rt_str *tag, const fuse_rt_any *attributes, const fuse_rt_any *children,
                                 fuse_rt_html **out);
/* The markup of the SVG file `name` below the folder of icons. */
fuse_rt_error *fuse_rt_svg_inline(const fuse_rt_str *name, fuse_rt_html **out);

/* ---- assets (asset.c) ---- */

/* The address that a file is served under. */
fuse_rt_str *fuse_rt_asset(const fuse_rt_str *path);

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

/* ---- regular expressions ---- */

/* The class of the character at a place, which is no ASCII character. A table has an Int a span of code points, in order: its first
 * code point, then 16 bits for its class. For patterns that the compiler made code of. (character_class.c) */
int32_t fuse_rt_character_class(const fuse_rt_list *table, const char *character);
/* Whether a pattern occurs in the text. For patterns whose code would be too large; the compiler made a table of them. (regex.c) */
bool fuse_rt_regex_matches(const fuse_rt_str *table, const fuse_rt_str *text);

/* ---- requests and responses of the handler that runs (exchange.c) ---- */

/* NULL where the request has no such header, or cookie. */
fuse_rt_error *fuse_rt_request_header(const fuse_rt_str *name, fuse_rt_str **out);
fuse_rt_error *fuse_rt_request_cookie(const fuse_rt_str *name, fuse_rt_str **out);
fuse_rt_error *fuse_rt_response_header(const fuse_rt_str *name, const fuse_rt_str *value);
fuse_rt_error *fuse_rt_response_cookie(const fuse_rt_str *name, const fuse_rt_str *value);
fuse_rt_error *fuse_rt_response_delete_cookie(const fuse_rt_str *name);

/* ---- servers (http_answer.c, http_serve.c; the latter not on targets without sockets) ---- */

/* What a handler returns of a value that is known at run time only: JSON text, markup for `html`, or an Err as it is. */
fuse_rt_error *fuse_rt_http_answer(const fuse_rt_any *value, bool html, fuse_rt_any *out);
/* Answers requests at a port until a signal or a limit ends that. `services` are names; `routes` and `handlers` belong together:
 * `<number of the service> <VERB> <segments>`, each segment `/=literal` or `/:`, and a function of a list of the texts of the
 * parameters, as far as the path fits, and the body (null for a blank one) where it fits. It returns JSON text as a String, Html,
 * an Err, or Unit when what follows the last of the parameters does not fit. */
fuse_rt_error *fuse_rt_http_serve(const fuse_rt_any *port, const fuse_rt_list *services, const fuse_rt_list *routes,
                                  const fuse_rt_list *handlers);

/* ---- flags of `fn main` (cli.c) ---- */

/* The text that an uncaught error value shows. (error_value.c) */
fuse_rt_str *fuse_rt_error_value_text(const fuse_rt_any *value);

/* How a flag was given. */
enum {
  FUSE_RT_CLI_ABSENT = 0,
  FUSE_RT_CLI_VALUE = 1,  /* with a value, once */
  FUSE_RT_CLI_VALUES = 2, /* with values */
  FUSE_RT_CLI_ON = 3,     /* as a switch; these win over values */
  FUSE_RT_CLI_OFF = 4
};

/* Reads the words of the command line as flags and notes those that are not among `names`, the parameters. The error when a word
 * cannot stand where it is. */
fuse_rt_error *fuse_rt_cli_scan(const fuse_rt_list *names);
int64_t fuse_rt_cli_flag(const fuse_rt_str *name);
/* The value of a flag that has one. */
fuse_rt_str *fuse_rt_cli_value(const fuse_rt_str *name);
/* Notes what is wrong with a flag. */
void fuse_rt_cli_problem(const fuse_rt_str *path, const fuse_rt_str *code, const fuse_rt_str *message);
/* Notes the error that reading a value ended with, and consumes it; gives it back when it is no error value. */
fuse_rt_error *fuse_rt_cli_failure(const fuse_rt_str *path, fuse_rt_error *error);
/* All that was noted as one error; NULL when nothing was. */
fuse_rt_error *fuse_rt_cli_problems(void);

typedef struct fuse_rt_cli_functions fuse_rt_cli_functions;
extern const fuse_rt_cli_functions fuse_rt_cli;

/* ---- sharing between threads (share.c) ---- */

/* Marks an object (or NULL) as shared. True when it was not: what it holds is to be marked as well. */
bool fuse_rt_share_object(void *object);
/* A list or a map with all that it holds; `share` marks what an element or a value holds, NULL where nothing is counted. */
void fuse_rt_share_list(fuse_rt_list *list, int64_t element_size, void (*share)(void *element));
void fuse_rt_share_map(fuse_rt_map *map, void (*share)(void *value));
/* The address of a fuse_rt_any. */
void fuse_rt_any_share(void *value);

/* ---- requests to other servers (http_calls.c); not on targets without sockets ---- */

/* The Result of a request: of http.Response, or of http.Error. `name` is the builtin, for messages; the headers are a map of
 * strings, the time an Int, the others strings. */
fuse_rt_error *fuse_rt_http_perform(const fuse_rt_str *name, const fuse_rt_any *method, const fuse_rt_any *url,
                                    const fuse_rt_any *body, const fuse_rt_any *headers, const fuse_rt_any *timeout_ms,
                                    fuse_rt_any *out);

/* ---- database (database.c, database_calls.c, query.c, query_text.c); they need SQLite ---- */

/* The first two parameters of what runs a statement are the address and the number of connections that the config has, a string and
 * an Int or a string; null and 1 where it has none. The environment goes before them. */

/* Runs one statement; `params` is a list of parameters. */
fuse_rt_error *fuse_rt_db_exec(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *sql,
                               const fuse_rt_any *params);
/* The rows of one statement: a list of any, each a map. */
fuse_rt_error *fuse_rt_db_query(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *sql,
                                const fuse_rt_any *params, fuse_rt_list **out);
/* The first of them, or null. */
fuse_rt_error *fuse_rt_db_one(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *sql,
                              const fuse_rt_any *params, fuse_rt_any *out);
/* Transactions. An activation of a function that has any gets a number, and gives it to each transaction that it begins. */
int64_t fuse_rt_db_activation(void);
fuse_rt_error *fuse_rt_db_begin(int64_t activation, const fuse_rt_any *url, const fuse_rt_any *pool_size);
/* Ends the transaction of an activation; nothing where it has none. A commit that fails rolls back. */
fuse_rt_error *fuse_rt_db_commit(int64_t activation);
void fuse_rt_db_rollback(int64_t activation);
/* Queries. */
fuse_rt_error *fuse_rt_db_from(const fuse_rt_any *table, fuse_rt_any *out);
fuse_rt_error *fuse_rt_query_select(const fuse_rt_any *query, const fuse_rt_any *columns, fuse_rt_any *out);
fuse_rt_error *fuse_rt_query_where(const fuse_rt_any *query, const fuse_rt_any *column, const fuse_rt_any *operator,
                                   const fuse_rt_any * value, fuse_rt_any *out);
fuse_rt_error *fuse_rt_query_order_by(const fuse_rt_any *query, const fuse_rt_any *column, const fuse_rt_any *direction,
                                      fuse_rt_any *out);
fuse_rt_error *fuse_rt_query_limit(const fuse_rt_any *query, const fuse_rt_any *rows, fuse_rt_any *out);
fuse_rt_error *fuse_rt_query_insert(const fuse_rt_any *query, const fuse_rt_any *value, fuse_rt_any *out);
fuse_rt_error *fuse_rt_query_upsert(const fuse_rt_any *query, const fuse_rt_any *value, fuse_rt_any *out);
fuse_rt_error *fuse_rt_query_update(const fuse_rt_any *query, const fuse_rt_any *column, const fuse_rt_any *value,
                                    fuse_rt_any *out);
fuse_rt_error *fuse_rt_query_delete(const fuse_rt_any *query, fuse_rt_any *out);
/* The statement that a query describes: its text, its parameters as a list of any. */
fuse_rt_error *fuse_rt_query_sql(const fuse_rt_any *query, fuse_rt_str **out);
fuse_rt_error *fuse_rt_query_params(const fuse_rt_any *query, fuse_rt_list **out);
/* Running it: for its effect, for all rows, for the first one (null without any), for the number of rows. */
fuse_rt_error *fuse_rt_query_exec(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *query);
fuse_rt_error *fuse_rt_query_all(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *query,
                                 fuse_rt_list **out);
fuse_rt_error *fuse_rt_query_one(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *query, fuse_rt_any *out);
fuse_rt_error *fuse_rt_query_count(const fuse_rt_any *url, const fuse_rt_any *pool_size, const fuse_rt_any *query, int64_t *out);

/* ---- tasks (task.c); not on targets without threads ---- */

typedef struct fuse_rt_task fuse_rt_task; /* begins with a count, like an array */

/* Runs the block of a task: consumes the captured values at `slots` and writes the result over them. The result is marked as
 * shared. */
typedef fuse_rt_error *fuse_rt_task_run(void *slots);

/* A new task, which the pool runs. The captured values are moved into it and have been marked as shared; `drop_captured` releases
 * them in a task that is never begun. `drop_result` releases a result. NULL where nothing is counted. */
fuse_rt_task *fuse_rt_task_spawn(const void *captured, int64_t captured_size, int64_t result_size, fuse_rt_task_run *run,
                                 void (*drop_captured)(void *captured), void (*drop_result)(void *result));
/* Waits for the end of a task. Its error as a copy, or NULL and its result in `out`; the result stays the task's, so that the
 * caller retains what is counted in it. */
fuse_rt_error *fuse_rt_task_await(fuse_rt_task *task, void *out);
/* Releases what a dead task holds; the object itself is for fuse_rt_array_free. */
void fuse_rt_task_clear(fuse_rt_task *task);
/* Gives one count of a task back, and frees it when it died. */
void fuse_rt_task_release(fuse_rt_task *task);
/* The end of the program: tasks that were not begun never are. True when none runs any more, so that what they all use can be
 * freed. */
bool fuse_rt_tasks_end(void);

enum { FUSE_RT_LATENCY_CLASSES = 5 };

typedef struct fuse_rt_task_statistics {
  int64_t workers; /* 0: no task was made */
  int64_t spawned;
  int64_t completed;
  int64_t queued;
  int64_t total_latency_us;                   /* from spawn to end */
  int64_t latencies[FUSE_RT_LATENCY_CLASSES]; /* by the number of tasks under 1 ms, 10 ms, 100 ms, 1 s, and the others */
} fuse_rt_task_statistics;

fuse_rt_task_statistics fuse_rt_tasks_statistics(void);

#endif
