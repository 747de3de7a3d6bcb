#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/instant.h"

static void test_reads(void **state)
{
    static const struct {
        const char *text;
        int64_t instant;
    } cases[] = {
        {"1970-01-01", 0},
        {"0", 0},
        {"1795428000", 1795428000},
        {"2026-11-23T10:00:00Z", 1795428000},
        {"2026-11-23t10:00:00z", 1795428000},
        {"2026-11-23 10:00:00", 1795428000},
        {"2026-11-23T10:00:00.1234567Z", 1795428000},
        {"2026-11-23T11:30:00+01:30", 1795428000},
        {"2026-11-23T04:00:00-06:00", 1795428000},
        {"20261123100000", 1795428000},
        {"2024-02-29", 1709164800},
        {"2106-02-07T06:28:16Z", INT64_C(1) << 32},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t instant = -1;
        assert_true(instant_parse(cases[i].text, &instant));
        assert_int_equal(instant, cases[i].instant);
    }
}

static void test_refuses(void **state)
{
    static const char *const cases[] = {
        "",
        "now",
        "2026-11",
        "2026-13-01",
        "2026-02-30",
        "2026-11-23T",
        "2026-11-23T1:2:3Z",
        "2026-11-23T25:00:00Z",
        "2026-11-23T10:00:00+1",
        "20261123",
        "20261340000000",
        "2026-11-23T10:00:00Zx",
        "-5",
        "99999999999999999999",
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t instant;
        if (instant_parse(cases[i], &instant))
            fail_msg("%s", cases[i]);
    }
}

static void test_writes(void **state)
{
    char text[INSTANT_TEXT_MAX];
    (void)state;
    assert_string_equal(instant_text(1795428000, text), "2026-11-23T10:00:00Z");
    assert_string_equal(instant_text(INT64_MAX, text), "9999-12-31T23:59:59Z");
    assert_string_equal(instant_text(-1, text), "1970-01-01T00:00:00Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
