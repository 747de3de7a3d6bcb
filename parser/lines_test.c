#include "parser/lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/random_edits.h"

static void test_ends(void **state)
{
    (void)state;
    const char text[] = "a\nbc\r\nd\re\n\r\n\r\rf";
    struct lines lines = lines_find(NULL, text, sizeof text - 1);
    const uint32_t starts[] = {0, 2, 6, 8, 10, 12, 13, 14};
    assert_int_equal(lines.count, sizeof starts / sizeof *starts);
    assert_memory_equal(lines.starts, starts, sizeof starts);
    struct span line = lines_line(&lines, 3);
    assert_true(line.start == 2 && line.end == 4);
    line = lines_line(&lines, 12);
    assert_true(line.start == 12 && line.end == 12);
    talloc_free(lines.starts);
}

static void test_edges(void **state)
{
    (void)state;
    struct lines empty = lines_find(NULL, "", 0);
    struct place place = lines_place(&empty, 0);
    assert_true(place.line == 1 && place.column == 1);
    struct span line = lines_line(&empty, 0);
    assert_true(line.start == 0 && line.end == 0);
    talloc_free(empty.starts);

    struct lines lines = lines_find(NULL, "ab\n", 3);
    place = lines_place(&lines, 3);
    assert_true(place.line == 2 && place.column == 1);
    place = lines_place(&lines, 2);
    assert_true(place.line == 1 && place.column == 3);
    talloc_free(lines.starts);
}

/* Byte by byte, as the header describes it. */
static void test_random(void **state)
{
    (void)state;
    char text[RANDOM_TEXT_MAX];
    for (unsigned i = 0; i < 20000; i++) {
        unsigned seed = i;
        uint32_t size = random_text(&seed, text, RANDOM_TEXT_MAX / (i % 8 + 1));
        struct lines lines = lines_find(NULL, text, size);
        struct place place = {1, 1};
        for (uint32_t at = 0; at <= size; at++) {
            struct place found = lines_place(&lines, at);
            assert_int_equal(found.line, place.line);
            assert_int_equal(found.column, place.column);
            struct span line = lines_line(&lines, at);
            assert_int_equal(line.start, at + 1 - place.column);
            assert_null(memchr(text + line.start, '\n', span_length(line)));
            assert_null(memchr(text + line.start, '\r', span_length(line)));
            place.column++;
            if (at < size && (text[at] == '\n' ||
                              (text[at] == '\r' && !(at + 1 < size && text[at + 1] == '\n'))))
                place = (struct place){place.line + 1, 1};
        }
        assert_int_equal(lines.count, place.line);
        talloc_free(lines.starts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
