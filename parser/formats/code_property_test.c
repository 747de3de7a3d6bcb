#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/edit.h"
#include "parser/entries.h"
#include "parser/formats/random_code.h"
#include "parser/ldns.h"

/* Random Terraform, Bicep and JavaScript (random_code.h): what a correction does to the records, read
 * anew, and that it leaves all other bytes alone. */

/* ---- what becomes of the records --------------------------------------------------------------- */

static struct document *text_read(void *mem, const struct format *format, const char *text,
                                  size_t size)
{
    struct file file = {.path = "a.tf", .bytes = text, .size = (uint32_t)size};
    struct document *document = format_read(mem, format, file, NULL, (struct loader){.load = NULL});
    for (size_t i = 0; i < document->problem_count; i++)
        fail_msg("%s at %u\n%s", document->problems[i].message, document->problems[i].at.start,
                 text);
    return document;
}

static char *said(void *mem, const struct document *document, const struct record *record)
{
    char name[NAME_TEXT_MAX];
    struct rdata rdata;
    assert_true(document->format->rdata(document, record, true, &rdata));
    char *text =
        talloc_asprintf(mem, "%s %u %u ", name_to_text(document->names, record->name, name),
                        record->ttl, record->type);
    for (size_t i = 0; i < rdata.length; i++)
        text = talloc_asprintf_append_buffer(text, "%02x", rdata.wire[i]);
    return text;
}

enum change { SET, ERASE, INSERT };

/* What should stand at this record after a change: up to two records. */
static unsigned wanted(void *mem, const struct document *document, const struct record *record,
                       enum change change, char *texts[2])
{
    char name[NAME_TEXT_MAX];
    struct rdata rdata;
    document->format->rdata(document, record, true, &rdata);
    const char *owner = name_to_text(document->names, record->name, name);
    unsigned preference = change == INSERT ? 5 : (unsigned)(rdata.wire[0] << 8 | rdata.wire[1]);
    char *new =
        talloc_asprintf(mem, "%s %u 15 %04x04686f7374047465737400", owner, record->ttl, preference);
    if (change == INSERT)
        texts[0] = said(mem, document, record);
    texts[change == INSERT ? 1 : 0] = new;
    return change == ERASE ? 0 : change == SET ? 1 : 2;
}

static void expect_records(void *mem, const struct document *old, const struct document *new,
                           const struct record *changed, enum change change)
{
    size_t at = 0;
    for (size_t i = 0; i < old->record_count; i++) {
        const struct record *record = &old->records[i];
        char *texts[2] = {said(mem, old, record), NULL};
        unsigned count = record == changed ? wanted(mem, old, record, change, texts) : 1;
        for (unsigned k = 0; k < count; k++, at++) {
            const char *found =
                at < new->record_count ? said(mem, new, &new->records[at]) : "nothing";
            if (strcmp(found, texts[k]) != 0)
                fail_msg("change %d: record %zu is\n%s\nand should be\n%s\n--- in\n%s\n--- was\n%s",
                         (int)change, at, found, texts[k], new->files[0].bytes,
                         old->files[0].bytes);
        }
    }
    if (at != new->record_count)
        fail_msg("change %d: %zu records, %zu expected\n%s\n--- was\n%s", (int)change,
                 new->record_count, at, new->files[0].bytes, old->files[0].bytes);
}

/* A change of one host takes no byte but those of the host. */
static void expect_small(const struct document *document, const struct record *record,
                         const struct edit *edit)
{
    const char *bytes = document->files[0].bytes;
    assert_true(record->rdata.start <= edit->old.start && edit->old.end <= record->rdata.end);
    for (uint32_t i = edit->old.start; i < edit->old.end; i++)
        assert_non_null(strchr("abcdefghijklmnopqrstuvwxyz-.", bytes[i]));
}

static bool try_change(const struct document *document, const struct record *record,
                       enum change change)
{
    void *mem = talloc_new(NULL);
    struct edit edits[EDITS_MAX];
    const struct format *format = document->format;
    const struct file *file = &document->files[0];
    size_t size, count = change == SET
                             ? format->set_exchange(mem, document, record, "host.test", edits)
                         : change == ERASE
                             ? format->erase(mem, document, record, edits)
                             : format->insert_mx(mem, document, record, 5, "host.test", -1, edits);
    if (count > 0) {
        if (change == SET)
            expect_small(document, record, &edits[0]);
        count = edits_settle(edits, count);
        char *text = edits_apply(mem, file->bytes, file->size, edits, count, &size);
        expect_records(mem, document, text_read(mem, format, talloc_strndup(mem, text, size), size),
                       record, change);
    }
    talloc_free(mem);
    return count > 0;
}

static void try_text(const struct format *format, char *text, size_t made[3], size_t *records)
{
    struct document *document = text_read(text, format, text, strlen(text));
    assert_true(document->record_count > 0);
    *records += document->record_count;
    for (size_t i = 0; i < document->record_count; i++)
        for (enum change change = SET; change <= INSERT; change++)
            made[change] += try_change(document, &document->records[i], change);
}

static size_t try_texts(const struct format *format, char *(*make)(void *mem, unsigned seed),
                        unsigned count, size_t made[3])
{
    size_t records = 0;
    for (unsigned seed = 0; seed < count; seed++) {
        char *text = make(NULL, seed);
        try_text(format, text, made, &records);
        talloc_free(text);
    }
    assert_int_equal(made[SET], records);
    assert_int_equal(made[ERASE], records);
    return records;
}

static void test_terraform(void **state)
{
    (void)state;
    size_t made[3] = {0, 0, 0},
           records = try_texts(&terraform_format, random_terraform, 3000, made);
    print_message("# %zu records, %zu inserted\n", records, made[INSERT]);
    assert_true(made[INSERT] * 2 > records); /* Cloudflare's resources hold but one record each */
}

static void test_bicep(void **state)
{
    (void)state;
    size_t made[3] = {0, 0, 0}, records = try_texts(&bicep_format, random_bicep, 1500, made);
    assert_int_equal(made[INSERT], records);
}

static void test_dnscontrol(void **state)
{
    (void)state;
    size_t made[3] = {0, 0, 0};
    size_t records = try_texts(&dnscontrol_format, random_dnscontrol, 2000, made);
    assert_int_equal(made[INSERT], records);
}

/* A resource that holds one record needs another one, under a name that only a person can give. */
static void test_paste(void **state)
{
    (void)state;
    static const char text[] = "resource \"cloudflare_record\" \"mx\" {\n"
                               "  name = \"example.com\" # apex\n  type = \"MX\"\n"
                               "  content = \"a.example\"\n  priority = 10\n}\n";
    void *mem = talloc_new(NULL);
    struct edit edits[EDITS_MAX];
    struct document *document = text_read(mem, &terraform_format, text, strlen(text));
    const struct record *record = &document->records[0];
    assert_int_equal(terraform_format.insert_mx(mem, document, record, 20, "host.test", -1, edits),
                     0);
    assert_string_equal(terraform_format.paste_mx(mem, document, record, 20, "host.test", -1),
                        "resource \"cloudflare_record\" \"mx_new\" {\n"
                        "  name = \"example.com\" # apex\n  type = \"MX\"\n"
                        "  content = \"host.test\"\n  priority = 20\n}");
    talloc_free(mem);
}

/* What has a TTL of its own can get another one; what is of a set cannot. */
static void test_ttl(void **state)
{
    (void)state;
    static const char text[] =
        "D('example.com', REG, MX('@', 1, 'a.', TTL(300)), MX('@', 2, 'b.'));";
    struct document *document = text_read(NULL, &dnscontrol_format, text, strlen(text));
    const struct record *records = document->records;
    struct edit edit[EDITS_MAX];
    assert_int_equal(entries_insert_mx(document, document, &records[1], 20, "c.test", 30, edit), 0);
    assert_int_equal(entries_insert_mx(document, document, &records[0], 20, "c.test", 30, edit), 1);
    assert_non_null(strstr(edit->text, "MX('@', 20, 'c.test.', TTL(30))"));
    talloc_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terraform),  cmocka_unit_test(test_bicep),
        cmocka_unit_test(test_dnscontrol), cmocka_unit_test(test_paste),
        cmocka_unit_test(test_ttl),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
