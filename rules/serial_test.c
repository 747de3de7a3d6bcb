#include "rules/serial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/format.h"

static const int64_t now = 1763902800; /* 2025-11-23 13:00 UTC */

static const struct {
    uint32_t old;
    enum serial_policy policy;
    uint32_t expected;
} cases[] = {
    {7, SERIAL_KEEP, 7},
    {0, SERIAL_KEEP, 0},
    {7, SERIAL_INCREMENT, 8},
    {0, SERIAL_INCREMENT, 1},
    {UINT32_MAX, SERIAL_INCREMENT, 1},
    {2024010100, SERIAL_DATE, 2025112300},
    {2025112300, SERIAL_DATE, 2025112301},
    {2025112299, SERIAL_DATE, 2025112300},
    {2025112399, SERIAL_DATE, 2025112400},
    {2026010100, SERIAL_DATE, 2026010101}, /* dated in the future */
    {7, SERIAL_DATE, 2025112300},
    {1763900000, SERIAL_DATE, 2025112300},
    {4294967295, SERIAL_DATE, 2025112300}, /* past the wrap, so today is greater */
    {4172595948, SERIAL_DATE, 4172595949}, /* half the circle away: in no order */
    {4172595949, SERIAL_DATE, 2025112300},
    {1763900000, SERIAL_UNIXTIME, 1763902800},
    {1763902800, SERIAL_UNIXTIME, 1763902801},
    {2025112300, SERIAL_UNIXTIME, 2025112301},
    {7, SERIAL_AUTO, 8},
    {20251123, SERIAL_AUTO, 20251124},
    {2024022900, SERIAL_AUTO, 2025112300},
    {2023022900, SERIAL_AUTO, 2023022901}, /* no such day */
    {2025112301, SERIAL_AUTO, 2025112302},
    {1700000000, SERIAL_AUTO, 1763902800},
    {1000000000, SERIAL_AUTO, 1000000001},
    {1400000000, SERIAL_AUTO, 1400000001},
    {UINT32_MAX, SERIAL_AUTO, 1},
};

static void test_next(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(serial_next(cases[i].old, cases[i].policy, now), cases[i].expected);
}

static void test_days(void **state)
{
    (void)state;
    assert_int_equal(serial_next(1, SERIAL_DATE, 0), 1970010100);
    assert_int_equal(serial_next(1, SERIAL_DATE, 86399), 1970010100);
    assert_int_equal(serial_next(1, SERIAL_DATE, 951782400), 2000022900);
    assert_int_equal(serial_next(1, SERIAL_DATE, 951868800), 2000030100);
    assert_int_equal(serial_next(1, SERIAL_DATE, 1735603200), 2024123100);
    assert_int_equal(serial_next(1, SERIAL_DATE, 1735689600), 2025010100);
    assert_int_equal(serial_next(1, SERIAL_DATE, -1), 2);
    assert_int_equal(serial_next(1, SERIAL_DATE, INT64_MAX), 2);
    assert_int_equal(serial_next(1, SERIAL_UNIXTIME, INT64_MAX), 2);
}

/* Whatever the clock says, a serial only rises, and is never 0. */
static void test_never_lower(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (int i = 0; i < 1000000; i++) {
        random = random * 6364136223846793005U + 1442695040888963407U;
        uint32_t old = (uint32_t)(random >> 32);
        enum serial_policy policy = (enum serial_policy)(random >> 20 & 3);
        int64_t time = (int64_t)(random >> 30);
        uint32_t new = serial_next(old, policy == SERIAL_KEEP ? SERIAL_UNIXTIME : policy, time);
        assert_int_not_equal(new, 0);
        assert_true(new - old >= 1 && new - old < UINT32_C(0x80000000));
    }
}

/* ---- the edits of a document ---------------------------------------------------------------- */

static const char *refuse(void *context, void *mem, const char *from, const char *name,
                          struct file *file)
{
    (void)context, (void)mem, (void)from, (void)name, (void)file;
    return "is not there";
}

/* Raises the serial of a zone; compares its text with `expected`, or the reason with `kept`. */
static void expect_raise(const char *text, enum serial_policy policy, const char *expected,
                         const char *kept)
{
    void *mem = talloc_new(NULL);
    size_t size;
    struct file file = {.path = "a.zone", .bytes = text, .size = (uint32_t)strlen(text)};
    const struct document *document =
        format_read(mem, &master_format, file, "example.com", (struct loader){.load = refuse});
    struct serial_raise raise = serial_raise(mem, document, NULL, policy, now);
    size_t count = edits_settle(raise.edits, raise.count);
    assert_string_equal(edits_apply(mem, text, file.size, raise.edits, count, &size), expected);
    if (kept == NULL)
        assert_null(raise.kept);
    else
        assert_non_null(strstr(raise.kept, kept));
    talloc_free(mem);
}

static void test_raise(void **state)
{
    (void)state;
    expect_raise("@ 60 SOA a b ( 2024010100 ; 2024010100\n 1 1 1 1 )\n", SERIAL_AUTO,
                 "@ 60 SOA a b ( 2025112300 ; 2024010100\n 1 1 1 1 )\n", NULL);
    expect_raise("@ 60 SOA a b 7 1 1 1 1\n@ 60 NS a\n@ 60 SOA a b 7 1 1 1 1\n", SERIAL_AUTO,
                 "@ 60 SOA a b 8 1 1 1 1\n@ 60 NS a\n@ 60 SOA a b 8 1 1 1 1\n", NULL);
    expect_raise("@ 60 SOA a b 7 1 1 1 1\nx 60 SOA a b 7 1 1 1 1\n", SERIAL_AUTO,
                 "@ 60 SOA a b 8 1 1 1 1\nx 60 SOA a b 7 1 1 1 1\n", NULL);
}

static void test_kept(void **state)
{
    (void)state;
    static const char *const zones[][2] = {
        {"@ 60 NS a\n", "no SOA could be read"},
        {"@ 60 SOA \\# 22 00 00 00000007 00000001 00000001 00000001 00000001\n",
         "not written as a number"},
        {"@ 60 SOA a b 4294967296 1 1 1 1\n", "no SOA could be read"},
        {"@ 60 SOA a b x 1 1 1 1\n", "no SOA could be read"},
    };
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        expect_raise(zones[i][0], SERIAL_AUTO, zones[i][0], zones[i][1]);
    expect_raise("@ 60 SOA a b 7 1 1 1 1\n", SERIAL_KEEP, "@ 60 SOA a b 7 1 1 1 1\n", "keep");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_next),        cmocka_unit_test(test_days),
        cmocka_unit_test(test_never_lower), cmocka_unit_test(test_raise),
        cmocka_unit_test(test_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
