#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <talloc.h>

#include "parser/format.h"

/*
 * Formats with a record on a line: random files of MX records are changed in one place, and read again
 * they have to say what a model of them says, with every other byte as it was.
 */

enum { ROWS_MAX = 6 };

struct row {
    const char *owner, *host;
    unsigned preference;
};

struct table {
    struct row rows[ROWS_MAX];
    size_t count;
};

static const char *const owners[] = {"contoso.com", "shop.contoso.com", "fabrikam.com"};
static const char *const hosts[] = {"contoso-com.mail.protection.outlook.com", "mx.example.net",
                                    "a.b.example"};

static const char *pick(unsigned *seed, const char *const *texts, size_t count)
{
    return texts[(size_t)rand_r(seed) % count];
}

#define PICK(seed, ...)                                                                            \
    pick(seed, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / 8)

/* How a file of one format is written. Each writes one line without its end. */
struct writer {
    const struct format *format;
    char *(*head)(void *mem, unsigned *seed, char separator, const char *end);
    char *(*line)(void *mem, unsigned *seed, char separator, const struct row *row);
};

static char *csv_head(void *mem, unsigned *seed, char separator, const char *end)
{
    return talloc_asprintf(mem, "%sName%cType%cPriority%cNote%cValue%s",
                           PICK(seed, "", "\xef\xbb\xbf"), separator, separator, separator,
                           separator, end);
}

static char *csv_line(void *mem, unsigned *seed, char separator, const struct row *row)
{
    const char *q[4];
    for (size_t i = 0; i < 4; i++)
        q[i] = PICK(seed, "", "\"");
    return talloc_asprintf(mem, "%s%s%s%cMX%c%s%u%s%c%s%c%s%s%s", q[0], row->owner, q[0], separator,
                           separator, q[1], row->preference, q[1], separator,
                           PICK(seed, "", "\"a \"\"b\"\",;\t\"", "caf\xc3\xa9"), separator, q[2],
                           row->host, q[2]);
}

static char *tinydns_head(void *mem, unsigned *seed, char separator, const char *end)
{
    (void)separator;
    return talloc_asprintf(mem, "%s%s+www.contoso.com:192.0.2.1%s",
                           PICK(seed, "", "# note", "-a:b"), end, end);
}

static char *tinydns_line(void *mem, unsigned *seed, char separator, const struct row *row)
{
    (void)separator;
    return talloc_asprintf(mem, "@%s::%s:%u%s", row->owner, row->host, row->preference,
                           PICK(seed, "", ":300", ":300::", "  "));
}

static char *unbound_head(void *mem, unsigned *seed, char separator, const char *end)
{
    (void)separator;
    return talloc_asprintf(mem, "server:%s%slocal-data: \"www.contoso.com A 192.0.2.1\"%s", end,
                           PICK(seed, "", "\t", "    "), end);
}

static char *unbound_line(void *mem, unsigned *seed, char separator, const struct row *row)
{
    (void)separator;
    const char *quote = PICK(seed, "\"", "'");
    return talloc_asprintf(mem, "%slocal-data: %s%s. %sMX %u  %s%s%s%s", PICK(seed, "", "\t", "  "),
                           quote, row->owner, PICK(seed, "", "300 ", "IN ", "300 IN "),
                           row->preference, row->host, PICK(seed, "", "."), quote,
                           PICK(seed, "", " # note"));
}

static const struct writer writers[] = {
    {&csv_format, csv_head, csv_line},
    {&tinydns_format, tinydns_head, tinydns_line},
    {&unbound_format, unbound_head, unbound_line},
};

static struct document *read_bytes(void *mem, const struct format *format, const char *text)
{
    struct file file = {.path = "x", .bytes = text, .size = (uint32_t)strlen(text)};
    return format_read(mem, format, file, NULL, (struct loader){0});
}

/* The MX records of a document are those of the table, in its order. */
static void assert_says(const struct document *document, const struct table *table,
                        const char *text)
{
    size_t found = 0;
    for (size_t i = 0; i < document->record_count; i++) {
        struct target target;
        char name[NAME_TEXT_MAX];
        const struct record *record = &document->records[i];
        if (record->type != 15)
            continue;
        const struct row *row = &table->rows[found++];
        if (found > table->count || !record_target(document, record, &target) ||
            target.preference != row->preference || strcmp(target.host, row->host) != 0 ||
            strcmp(name_to_text(document->names, record->name, name), row->owner) != 0)
            fail_msg("record %zu is another one:\n%s", found, text);
    }
    if (found != table->count)
        fail_msg("%zu records, not %zu:\n%s", found, table->count, text);
}

/* The record that is the table's row. */
static const struct record *record_of(const struct document *document, size_t row)
{
    for (size_t i = 0; i < document->record_count; i++)
        if (document->records[i].type == 15 && row-- == 0)
            return &document->records[i];
    return NULL;
}

static size_t change(unsigned *seed, void *mem, const struct document *document,
                     struct table *table, size_t index, struct edit *edits)
{
    size_t behind = table->count - index - 1;
    struct row *row = &table->rows[index];
    const struct record *record = record_of(document, index);
    const struct format *format = document->format;
    static const char host[] = "contoso-com.o-v1.mx.microsoft";
    switch (rand_r(seed) % 3) {
    case 0:
        row->host = host;
        return format->set_exchange(mem, document, record, host, edits);
    case 1:
        memmove(row, row + 1, behind * sizeof *row);
        table->count--;
        return format->erase(mem, document, record, edits);
    default:
        memmove(row + 2, row + 1, behind * sizeof *row);
        row[1] = (struct row){row->owner, host, 20};
        table->count++;
        return format->insert_mx(mem, document, record, 20, host, -1, edits);
    }
}

/* Taking the edits back gives the old text: nothing else was touched. */
static void assert_only_edited(const char *old, const char *new, const struct edit *edit)
{
    size_t tail = strlen(old) - edit->old.end;
    assert_memory_equal(old, new, edit->old.start);
    assert_memory_equal(new + edit->old.start, edit->text, edit->length);
    assert_int_equal(strlen(new), edit->old.start + edit->length + tail);
    assert_string_equal(new + edit->old.start + edit->length, old + edit->old.end);
}

static void try_one(unsigned seed, const struct writer *writer)
{
    void *mem = talloc_new(NULL);
    const size_t rows = 1 + (size_t)rand_r(&seed) % (ROWS_MAX - 1);
    size_t index = 0; /* of the row to change */
    struct table table = {.count = rows};
    const char separator = PICK(&seed, ",", ";", "\t")[0], *end = PICK(&seed, "\n", "\r\n");
    char *text = writer->head(mem, &seed, separator, end);
    for (size_t i = 0; i < table.count; i++) {
        table.rows[i] =
            (struct row){PICK(&seed, owners[0], owners[1], owners[2]),
                         PICK(&seed, hosts[0], hosts[1], hosts[2]), (unsigned)rand_r(&seed) % 30};
        index = (size_t)rand_r(&seed) % (i + 1) == 0 ? i : index;
        bool open = i + 1 == table.count && rand_r(&seed) % 2 == 0;
        text =
            talloc_asprintf(mem, "%s%s%s", text,
                            writer->line(mem, &seed, separator, &table.rows[i]), open ? "" : end);
    }
    struct document *document = read_bytes(mem, writer->format, text);
    assert_says(document, &table, text);
    struct edit edits[EDITS_MAX];
    size_t size, count = change(&seed, mem, document, &table, index, edits);
    if (count != 1)
        fail_msg("seed %u: no change can be made in\n%s", seed, text);
    char *changed = edits_apply(mem, text, (uint32_t)strlen(text), edits, count, &size);
    changed = talloc_strndup(mem, changed, size);
    assert_says(read_bytes(mem, writer->format, changed), &table, changed);
    assert_only_edited(text, changed, &edits[0]);
    if (strcmp(end, "\r\n") == 0 && strlen(changed) > 0)
        for (const char *at = changed; (at = strchr(at, '\n')) != NULL; at++)
            assert_int_equal(at[-1], '\r');
    talloc_free(mem);
}

static void test_changes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        for (unsigned seed = 1; seed <= 3000; seed++)
            try_one(seed, &writers[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_changes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
