#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cmd/graph/retry.h"

enum { NOW = 1795428000 }; /* Mon, 23 Nov 2026 10:00:00 GMT */

static void asked_for(void **state)
{
    static const struct {
        const char *header;
        int64_t wait;
    } cases[] = {
        {"0", 0},
        {"7", 7000},
        {" 12 ", 12000},
        {"86400", 86400000},
        {"99999999999999999999999", 1000000000},
        {"Mon, 23 Nov 2026 10:00:09 GMT", 9000},
        {"Monday, 23-Nov-26 10:00:09 GMT", 9000},
        {"Mon Nov 23 10:00:09 2026", 9000},
        {"Mon, 23 Nov 2026 09:00:00 GMT", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(retry_wait(cases[i].header, 3, NOW), cases[i].wait);
}

/* Doubles from a second on up to half a minute, less at most a half. */
static void not_asked_for(void **state)
{
    static const int64_t longest[] = {1000, 2000, 4000, 8000, 16000, 30000, 30000};
    static const char *const headers[] = {NULL, "", "soon", "-5", "7 s"};
    (void)state;
    for (unsigned i = 0; i < 700; i++) {
        int64_t most = longest[i % 7], wait = retry_wait(headers[i % 5], i % 7 + 1, NOW);
        assert_in_range(wait, most / 2, most);
    }
    assert_in_range(retry_wait(NULL, 4000000000U, NOW), 15000, 30000);
}

static void jitter(void **state)
{
    (void)state;
    int64_t first = retry_wait(NULL, 5, NOW);
    int same = 0;
    for (int i = 0; i < 50; i++)
        same += retry_wait(NULL, 5, NOW) == first;
    assert_true(same < 25);
}

static void statuses(void **state)
{
    (void)state;
    static const long later[] = {429, 500, 502, 503, 504},
                      never[] = {0, 200, 400, 401, 403, 404, 501};
    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        assert_true(retry_status(later[i]));
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        assert_false(retry_status(never[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asked_for),
        cmocka_unit_test(not_asked_for),
        cmocka_unit_test(jitter),
        cmocka_unit_test(statuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
