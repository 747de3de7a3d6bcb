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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_next),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_never_lower),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
