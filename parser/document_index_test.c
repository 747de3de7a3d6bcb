#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/document.h"
#include "parser/format.h"

/* More sets of types than there are numbers for: each name has its own types all the same. */

enum { NAMES = 1 << 9, TYPES = 9 };

static uint16_t type_at(unsigned bit)
{
    static const uint16_t types[TYPES] = {1, 2, 5, 15, 16, 28, 33, 52, 257};
    return types[bit];
}

/* Name i has the types whose bits are set in i; records come type by type, so that a name's records
 * stand apart. */
static void test_types(void **state)
{
    (void)state;
    struct document *document =
        document_new(NULL, &master_format, (struct file){.path = "test.zone", .bytes = ""});
    uint32_t names[NAMES];
    for (unsigned i = 0; i < NAMES; i++) {
        uint8_t label[] = {3, (uint8_t)('a' + i % 16), (uint8_t)('a' + i / 16 % 16),
                           (uint8_t)('a' + i / 256)};
        names[i] = names_intern(document->names, NAME_ROOT, label, sizeof label);
    }
    for (unsigned bit = 0; bit < TYPES; bit++)
        for (unsigned i = 0; i < NAMES; i++)
            if ((i >> bit & 1) != 0)
                ARRAY_PUSH(document, document->records, document->record_count,
                           (struct record){.name = names[i], .type = type_at(bit)});
    document_index(document);
    for (unsigned i = 0; i < NAMES; i++) {
        uint64_t types = 0;
        size_t count;
        for (unsigned bit = 0; bit < TYPES; bit++)
            types |= (i >> bit & 1) != 0 ? TYPE_BIT(type_at(bit)) : 0;
        assert_true(document_types(document, names[i]) == types);
        assert_int_equal(document_exists(document, names[i]), types != 0);
        const uint32_t *indices = document_of_name(document, names[i], &count);
        assert_int_equal(count, (size_t)__builtin_popcount(i));
        for (size_t k = 0; k < count; k++)
            assert_int_equal(document->records[indices[k]].name, names[i]);
        unsigned set = document_type_set(document, names[i]);
        assert_true(set < TYPE_SETS);
        assert_true((types & ~document_types_of_set(document, set)) == 0);
    }
    talloc_free(document);
}

/* A name exists when only names below it have records (RFC 8020); others do not. */
static void test_exists(void **state)
{
    (void)state;
    struct document *document =
        document_new(NULL, &master_format, (struct file){.path = "test.zone", .bytes = ""});
    uint32_t below = names_intern(document->names, NAME_ROOT, (const uint8_t *)"\1a\1b\1c", 6);
    uint32_t idle = names_intern(document->names, NAME_ROOT, (const uint8_t *)"\1d", 2);
    ARRAY_PUSH(document, document->records, document->record_count,
               (struct record){.name = below, .type = 1});
    document_index(document);
    uint32_t above = name_parent(document->names, below);
    assert_true(document_exists(document, below));
    assert_true(document_exists(document, above));
    assert_true(document_exists(document, name_parent(document->names, above)));
    assert_false(document_exists(document, idle));
    assert_false(document_exists(document, NAME_NONE));
    assert_true(document_types(document, above) == 0);
    assert_true(document_types(document, NAME_NONE) == 0);
    talloc_free(document);
}

/* From record to record of a type; those above 63 share a bit, and are told apart all the same. */
static void test_next(void **state)
{
    (void)state;
    static const uint16_t types[] = {6, 1, 257, 1, 6, 65280, 1};
    enum { COUNT = sizeof types / sizeof types[0] };
    struct document *document =
        document_new(NULL, &master_format, (struct file){.path = "test.zone", .bytes = ""});
    for (size_t i = 0; i < COUNT; i++)
        ARRAY_PUSH(document, document->records, document->record_count,
                   (struct record){.name = NAME_ROOT, .type = types[i]});
    document_index(document);
    for (unsigned type = 0; type <= 65281; type++) {
        const struct record *record = NULL;
        for (size_t i = 0; i < COUNT; i++)
            if (types[i] == type) {
                record = document_next(document, (uint16_t)type, record);
                assert_ptr_equal(record, &document->records[i]);
            }
        assert_null(document_next(document, (uint16_t)type, record));
    }
    talloc_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_exists),
        cmocka_unit_test(test_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
