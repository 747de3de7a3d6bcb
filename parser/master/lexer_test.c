#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "parser/master/lexer.h"

/* The end of a text is read byte by byte, what stands far before it in large steps. */
enum { FAR = 48 };

static struct token token_first(const char *text, size_t length)
{
    char *copy = malloc(length); /* so that a byte too many that is read is found */
    assert_non_null(copy);
    memcpy(copy, text, length);
    struct lexer lexer = lexer_over(copy, 0, (uint32_t)length);
    struct token token = lexer_next(&lexer);
    free(copy);
    return token;
}

static void assert_same(struct token near, struct token far, unsigned octet)
{
    if (near.kind != far.kind || near.at.start != far.at.start || near.at.end != far.at.end ||
        near.flags != far.flags)
        fail_msg("octet %u: kind %d %d, span %u-%u %u-%u, flags %u %u", octet, near.kind, far.kind,
                 near.at.start, near.at.end, far.at.start, far.at.end, near.flags, far.flags);
}

/* `before`, an octet and "d", at the end of the text and far before it. */
static void octets_try(const char *before, char after)
{
    char text[FAR + 8];
    size_t length = strlen(before);
    for (unsigned octet = 0; octet < 256; octet++) {
        memset(text, 'x', sizeof text);
        memcpy(text, before, length);
        text[length] = (char)octet;
        text[length + 1] = 'd';
        text[length + 2] = after;
        memset(text + length + 3, '\n', sizeof text - length - 3);
        assert_same(token_first(text, length + 3), token_first(text, sizeof text), octet);
    }
}

static void test_word_ends_alike(void **state)
{
    (void)state;
    octets_try("ab", '\n');
    octets_try("", '\n');
}

static void test_string_ends_alike(void **state)
{
    (void)state;
    octets_try("\"ab", '"');
    octets_try("\"", '"');
}

static void test_comment_ends_alike(void **state)
{
    (void)state;
    octets_try(";ab", '\n');
}

/* Every length, so that each step ends in each place. */
static void test_word_of_any_length(void **state)
{
    char text[3 * FAR];
    (void)state;
    for (uint32_t length = 1; length < 2 * FAR; length++) {
        memset(text, 'a', sizeof text);
        text[length] = ' ';
        struct token token = token_first(text, sizeof text);
        assert_int_equal(token.kind, TOKEN_WORD);
        assert_int_equal(token.at.end, length);
        assert_int_equal(token_first(text, length).at.end, length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_word_ends_alike),
        cmocka_unit_test(test_string_ends_alike),
        cmocka_unit_test(test_comment_ends_alike),
        cmocka_unit_test(test_word_of_any_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
