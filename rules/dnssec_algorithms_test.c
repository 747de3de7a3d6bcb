#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "parser/ldns.h"
#include "rules/dnssec_algorithms.h"

/* The tables are data: what can go wrong is a number beside the wrong name, or no source. */

static void row_check(const struct dnssec_algorithm *row, uint8_t number)
{
    assert_int_equal(row->number, number);
    if (row->verdict == DNSSEC_FINE) {
        assert_null(row->since);
        assert_null(row->source);
        return;
    }
    assert_int_equal(strlen(row->since), strlen("2025-11"));
    assert_memory_equal(row->source, "RFC ", 4);
}

/* ldns knows the mnemonics too, and writes two of them in its own way. */
static void algorithms_are_named_right(void **state)
{
    (void)state;
    for (unsigned number = 0; number <= UINT8_MAX; number++) {
        const struct dnssec_algorithm *row = dnssec_algorithm_find((uint8_t)number);
        if (row == NULL)
            continue;
        row_check(row, (uint8_t)number);
        const ldns_lookup_table *ldns = ldns_lookup_by_id(ldns_algorithms, (int)number);
        if (ldns != NULL)
            assert_string_equal(row->mnemonic, ldns->name);
    }
}

static void verdicts_are_those_of_the_registry(void **state)
{
    (void)state;
    static const uint8_t must_not[] = {1, 3, 5, 6, 7, 12}, fine[] = {8, 13, 14, 15, 16, 17, 23};
    for (size_t i = 0; i < sizeof must_not; i++)
        assert_int_equal(dnssec_algorithm_find(must_not[i])->verdict, DNSSEC_MUST_NOT);
    for (size_t i = 0; i < sizeof fine; i++)
        assert_int_equal(dnssec_algorithm_find(fine[i])->verdict, DNSSEC_FINE);
    assert_int_equal(dnssec_algorithm_find(10)->verdict, DNSSEC_NOT_RECOMMENDED);
}

/* Reserved, unassigned and private numbers are nobody's to judge. */
static void others_are_unknown(void **state)
{
    (void)state;
    static const uint8_t numbers[] = {0, 2, 4, 9, 11, 24, 122, 252, 253, 254, 255};
    for (size_t i = 0; i < sizeof numbers; i++)
        assert_null(dnssec_algorithm_find(numbers[i]));
    assert_null(dnssec_digest_find(0));
    assert_null(dnssec_digest_find(7));
    assert_null(dnssec_digest_find(255));
}

static void digests_are_judged(void **state)
{
    (void)state;
    for (uint8_t number = 1; number <= 6; number++) {
        const struct dnssec_algorithm *row = dnssec_digest_find(number);
        row_check(row, number);
        assert_int_equal(row->verdict, number == 1 || number == 3 ? DNSSEC_MUST_NOT : DNSSEC_FINE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(algorithms_are_named_right),
        cmocka_unit_test(verdicts_are_those_of_the_registry),
        cmocka_unit_test(others_are_unknown),
        cmocka_unit_test(digests_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
