#include "cmd/glob.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_covers(void **state)
{
    static const struct {
        const char *pattern, *path;
        bool is;
    } cases[] = {
        {"a.zone", "a.zone", true},
        {"a.zone", "x/y/a.zone", true},
        {"a.zone", "x/a.zone/b", true},
        {"a.zone", "x/aa.zone", false},
        {"*.zone", "x/y/a.zone", true},
        {"*.zone", "x/y/a.zones", false},
        {"/a.zone", "a.zone", true},
        {"/a.zone", "x/a.zone", false},
        {"x/*.zone", "x/a.zone", true},
        {"x/*.zone", "x/y/a.zone", false},
        {"x/*.zone", "y/x/a.zone", false},
        {"x/**", "x/y/z/a.zone", true},
        {"x/**/a.zone", "x/a.zone", true},
        {"x/**/a.zone", "x/y/z/a.zone", true},
        {"x/**/a.zone", "x/y/z/b.zone", false},
        {"**/x/*.zone", "x/a.zone", true},
        {"**/x/*.zone", "a/b/x/a.zone", true},
        {"**/a/**/b/c", "q/a/b/a/b/c", true},
        {"**/a/**/b/c", "q/a/b/a/b/d", false},
        {"x", "x/y/a.zone", true},
        {"x/", "x/y/a.zone", true},
        {"x/", "y/x/a.zone", true},
        {"x/", "x", false},
        {"x/y/", "x/y", false},
        {"x/y", "x/y/a.zone", true},
        {"[ab].zone", "b.zone", true},
        {"[ab].zone", "c.zone", false},
        {"?.zone", "b.zone", true},
        {"\\*.zone", "b.zone", false},
        {"\\*.zone", "*.zone", true},
        {".hidden/*", ".hidden/a", true},
        {"../x/*.zone", "../x/a.zone", true},
        {"", "a", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (glob_covers(cases[i].pattern, cases[i].path) != cases[i].is)
            fail_msg("%s %s %s", cases[i].pattern, cases[i].is ? "misses" : "covers",
                     cases[i].path);
}

/* A pattern with many stars is no way to spend an afternoon. */
static void test_many_stars(void **state)
{
    (void)state;
    assert_false(glob_covers("**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/b",
                             "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/c"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_covers),
        cmocka_unit_test(test_many_stars),
    };
    return cmocka_run_group_tests_name("glob", tests, NULL, NULL);
}
