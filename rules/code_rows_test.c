#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <talloc.h>

#include "rules/code_scan.h"

/* The tables of patterns bring their examples; here they are run. */

static struct code_scanner *scanner_new(void *mem)
{
    const char *why = NULL;
    struct code_scanner *scanner = code_scanner_new(mem, NULL, &why);
    if (scanner == NULL)
        fail_msg("%s", why);
    return scanner;
}

static const struct code_mentions *scan(void *mem, struct code_scanner *scanner, const char *path,
                                        const char *text)
{
    struct file file = {.path = path, .bytes = text, .size = (uint32_t)strlen(text)};
    return code_scan(mem, scanner, &file);
}

/* Does this row decide on some mention? */
static bool decides(const struct code_mentions *mentions, const struct code_row *row)
{
    for (size_t i = 0; i < mentions->count; i++)
        if (mentions->items[i].row == row)
            return true;
    return false;
}

static const char *decided(const struct code_mentions *mentions)
{
    return mentions->count == 0             ? "no mention"
           : mentions->items[0].row == NULL ? "no row"
                                            : mentions->items[0].row->id;
}

/* All rows of all tables; NULL behind the last. */
static const struct code_row *row_at(size_t index)
{
    for (size_t table = 0; code_rows[table] != NULL; table++)
        for (const struct code_row *row = code_rows[table]; row->id != NULL; row++)
            if (index-- == 0)
                return row;
    return NULL;
}

static void each_row_decides_on_its_example(void **state)
{
    (void)state;
    unsigned wrong = 0;
    void *mem = talloc_new(NULL);
    struct code_scanner *scanner = scanner_new(mem);
    const struct code_row *row;
    for (size_t i = 0; (row = row_at(i)) != NULL; i++) {
        const struct code_mentions *fires = scan(mem, scanner, row->path, row->fires);
        const struct code_mentions *silent = scan(mem, scanner, row->path, row->silent);
        if (!decides(fires, row)) {
            print_error("%s: its example goes to %s: %s\n", row->id, decided(fires), row->fires);
            wrong++;
        }
        if (silent->count == 0 || decides(silent, row)) {
            print_error("%s: so does what it is not about: %s\n", row->id, row->silent);
            wrong++;
        }
    }
    talloc_free(mem);
    assert_int_equal(wrong, 0);
}

/* The text of an example, made a host: its mention takes the place of CODE_HOST, or stands behind. */
static const char *with_host(void *mem, const char *example)
{
    const char *host = strchr(example, CODE_HOST[0]);
    if (host == NULL)
        return talloc_asprintf(mem, "x = '{%s}.mail.protection.outlook.com'\n", example);
    return talloc_asprintf(mem, "x = %.*s.mail.protection.outlook.com%s\n", (int)(host - example),
                           example, host + 1);
}

static void each_derivation_is_told(void **state)
{
    (void)state;
    unsigned wrong = 0;
    void *mem = talloc_new(NULL);
    struct code_scanner *scanner = scanner_new(mem);
    for (const struct derivation_row *row = derivation_rows; row->id != NULL; row++) {
        const char *fires = with_host(mem, row->fires), *silent = with_host(mem, row->silent);
        const struct code_mentions *found = scan(mem, scanner, row->path, fires);
        const struct code_mentions *other = scan(mem, scanner, row->path, silent);
        if (found->count != 1 || found->items[0].fault != row->fault ||
            found->items[0].verdict != CODE_DERIVES) {
            print_error("%s: fault %d in %s", row->id,
                        found->count == 0 ? -1 : (int)found->items[0].fault, fires);
            wrong++;
        }
        bool same = other->count == 1 && other->items[0].verdict == CODE_DERIVES &&
                    other->items[0].fault == row->fault;
        if (other->count != 1 || same) {
            print_error("%s: so is %s", row->id, silent);
            wrong++;
        }
    }
    talloc_free(mem);
    assert_int_equal(wrong, 0);
}

static void ids_are_unique(void **state)
{
    (void)state;
    for (size_t i = 0; row_at(i) != NULL; i++)
        for (size_t k = i + 1; row_at(k) != NULL; k++)
            assert_string_not_equal(row_at(i)->id, row_at(k)->id);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_decides_on_its_example),
        cmocka_unit_test(each_derivation_is_told),
        cmocka_unit_test(ids_are_unique),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
