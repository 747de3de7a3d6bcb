#include "cmd/print/escape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/print/json_text.h"

static void expect_printed(void (*print)(FILE *, const char *, size_t), const char *bytes,
                           size_t length, const char *expected)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    print(out, bytes, length);
    (void)fclose(out);
    assert_string_equal(text, expected);
    free(text);
}

static const struct {
    const char *bytes, *escaped, *json;
} cases[] = {
    {"plain", "plain", "\"plain\""},
    {"\t\n\x1b[31m", "\\x09\\x0a\\x1b[31m", "\"\\u0009\\u000a\\u001b[31m\""},
    {"\"\\", "\"\\", "\"\\\"\\\\\""},
    {"\xc3\xa9\xe2\x82\xac\xf0\x9f\x93\xac", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x93\xac",
     "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x93\xac\""},
    {"\xff\xc3", "\\xff\\xc3", "\"\\\\xff\\\\xc3\""},
    {"\xc0\xaf\xed\xa0\x80", "\\xc0\\xaf\\xed\\xa0\\x80", /* too long; half a surrogate pair */
     "\"\\\\xc0\\\\xaf\\\\xed\\\\xa0\\\\x80\""},
    {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80", "\"\\\\xf4\\\\x90\\\\x80\\\\x80\""},
    {"\xe2\x80\x8b", "\\xe2\\x80\\x8b", "\"\\u200b\""}, /* takes no room */
    {"\xc2\x9b", "\\xc2\\x9b", "\"\\u009b\""},          /* as good as ESC [ */
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = strlen(cases[i].bytes);
        expect_printed(escape_bytes, cases[i].bytes, length, cases[i].escaped);
        expect_printed(json_bytes, cases[i].bytes, length, cases[i].json);
    }
    expect_printed(escape_bytes, "a\0b", 3, "a\\x00b");
    expect_printed(json_bytes, "a\0b", 3, "\"a\\u0000b\"");
}

/* Every character is taken as it is, and nothing behind the end is looked at. */
static void test_all_characters(void **state)
{
    (void)state;
    for (uint32_t code = 0x80; code < 0x110000; code++) {
        char bytes[4];
        size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        uint32_t rest = code, found;
        for (size_t i = length; i-- > 1; rest >>= 6)
            bytes[i] = (char)(0x80 | (rest & 0x3f));
        bytes[0] = (char)((0xf00U >> length & 0xff) | rest);
        bool surrogate = code >= 0xd800 && code < 0xe000;
        assert_int_equal(utf8_next(bytes, length, &found), surrogate ? 0 : length);
        if (!surrogate)
            assert_int_equal(found, code);
        assert_int_equal(utf8_next(bytes, length - 1, &found), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_all_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
