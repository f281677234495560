/* character_class.c: the class of the span that a character is in, for every length of UTF-8. */
#include "harness.h"

static void test_class(void) {
  struct {
    fuse_rt_list header;
    int64_t spans[5];
  } table = {{.length = 5}, {0x41LL << 16 | 7, 0xe9LL << 16 | 1, 0xeaLL << 16 | 0, 0x800LL << 16 | 0xffff, 0x1f600LL << 16 | 2}};
  static const struct {
    const char *character;
    int32_t expected;
  } rows[] = {
      {"\xc2\x80", 7},          /* U+0080 */
      {"\xc3\xa8", 7},          /* U+00E8 */
      {"\xc3\xa9", 1},          /* U+00E9 */
      {"\xc3\xaa", 0},          /* U+00EA */
      {"\xdf\xbf", 0},          /* U+07FF */
      {"\xe0\xa0\x80", 0xffff}, /* U+0800 */
      {"\xef\xbf\xbf", 0xffff}, /* U+FFFF */
      {"\xf0\x9f\x97\xbf", 0xffff},
      {"\xf0\x9f\x98\x80", 2}, /* U+1F600 */
      {"\xf4\x8f\xbf\xbf", 2}, /* U+10FFFF */
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    CHECK_INT(fuse_rt_character_class(&table.header, rows[i].character), rows[i].expected);
}

static const test_case cases[] = {{"class", test_class}, {NULL, NULL}};
const test_suite character_class_suite = {"character class", cases};
