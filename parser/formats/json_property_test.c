#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <talloc.h>

#include "parser/ldns.h"

#include "parser/format.h"
#include "parser/utf16.h"

/*
 * Every file of testdata/formats that is JSON: whatever a change does, the bytes outside of its edits
 * stay, the result is read as the same records but for what was asked, and in UTF-16 the same comes out.
 * Cut short anywhere, or with any byte changed, a file is read without harm.
 */

#define FORMATS MXMEND_SOURCE_DIR "/testdata/formats/"

static const char *const files[] = {
    "route53/one.json",
    "route53/listing.json",
    "route53/batch.json",
    "route53/nested.json",
    "azure/cli.json",
    "azure/rest.json",
    "azure/template.json",
    "cloudformation/stack.json",
    "google/list.json",
    "google/change.json",
    "powerdns/zone.json",
    "windows/deep.json",
    "cloudflare/answer.json",
    "cloudflare/pages.json",
    "records/digitalocean.json",
    "records/gandi.json",
    "records/ionos.json",
    "records/namecheap.json",
    "records/home-grown.json",
    "records/godaddy/contoso.com.json",
};

static char *file_read(void *mem, const char *name, uint32_t *size)
{
    char *path = talloc_asprintf(mem, "%s%s", FORMATS, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = talloc_size(mem, 1 << 16);
    *size = (uint32_t)fread(bytes, 1, 1 << 16, file);
    fclose(file);
    return bytes;
}

static struct document *text_read(void *mem, const char *bytes, uint32_t size)
{
    const char *why;
    const struct format *format = format_recognise("x.json", bytes, size, &why);
    struct file file = {.path = "x.json", .bytes = bytes, .size = size};
    return format == NULL
               ? NULL
               : format_read(mem, format, file, "contoso.com", (struct loader){.load = NULL});
}

static size_t mx_count(const struct document *document, const char *host)
{
    struct target target;
    size_t count = 0;
    for (size_t i = 0; i < document->record_count; i++)
        count += document->records[i].type == LDNS_RR_TYPE_MX &&
                 record_target(document, &document->records[i], &target) &&
                 (host == NULL || strcmp(target.host, host) == 0);
    return count;
}

/* The new text; what is not edited stands there too, in order. */
static char *change(void *mem, const char *bytes, uint32_t size, struct edit *edits, size_t count,
                    size_t *length)
{
    count = edits_settle(edits, count);
    char *text = edits_apply(mem, bytes, size, edits, count, length);
    uint32_t at = 0;
    size_t now = 0;
    for (size_t i = 0; i <= count; i++) {
        uint32_t end = i < count ? edits[i].old.start : size;
        assert_memory_equal(text + now, bytes + at, end - at);
        now += end - at + (i < count ? edits[i].length : 0);
        at = i < count ? edits[i].old.end : size;
    }
    assert_int_equal(now, *length);
    return text;
}

/* The same edits made in UTF-16 give the same text. */
static void check_utf16(void *mem, const char *bytes, uint32_t size, const char *wanted,
                        size_t wanted_size, struct edit *edits, size_t count)
{
    size_t raw = 2, length, decoded;
    bool sound;
    char *wide = talloc_size(mem, (size_t)size * 2 + 2);
    memcpy(wide, "\xfe\xff", 2);
    for (uint32_t i = 0; i < size; i++) {
        if ((unsigned char)bytes[i] >= 0x80)
            return; /* the program's own test has such */
        wide[raw++] = '\0';
        wide[raw++] = bytes[i];
    }
    struct edit *mapped = utf16_edits(mem, wide, raw, edits, count);
    char *text = edits_apply(mem, wide, (uint32_t)raw, mapped, count, &length);
    char *back = utf16_convert(mem, text, length, &decoded, &sound);
    assert_true(sound);
    assert_int_equal(decoded, wanted_size);
    assert_memory_equal(back, wanted, decoded);
}

static void try_record(const struct document *document, size_t index, const char *bytes,
                       uint32_t size)
{
    static const char host[] = "new-host.example.net";
    void *mem = talloc_new(NULL);
    struct edit edits[EDITS_MAX];
    size_t length, all = mx_count(document, NULL), new = mx_count(document, host);
    const struct record *record = &document->records[index];
    size_t count = document->format->set_exchange(mem, document, record, host, edits);
    assert_int_equal(count, 1);
    char *text = change(mem, bytes, size, edits, count, &length);
    const struct document *changed = text_read(mem, text, (uint32_t)length);
    assert_int_equal(mx_count(changed, NULL), all);
    assert_int_equal(mx_count(changed, host), new + 1);
    check_utf16(mem, bytes, size, text, length, edits, count);

    count = document->format->insert_mx(mem, document, record, 7, host, -1, edits);
    if (count > 0) {
        text = change(mem, bytes, size, edits, count, &length);
        changed = text_read(mem, text, (uint32_t)length);
        assert_int_equal(mx_count(changed, NULL), all + 1);
        assert_int_equal(mx_count(changed, host), new + 1);
    }
    count = document->format->erase(mem, document, record, edits);
    if (count > 0) {
        text = change(mem, bytes, size, edits, count, &length);
        changed = text_read(mem, text, (uint32_t)length);
        assert_int_equal(changed == NULL ? 0 : mx_count(changed, NULL), all - 1);
    }
    talloc_free(mem);
}

static void test_changes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        uint32_t size;
        size_t tried = 0;
        void *mem = talloc_new(NULL);
        const char *bytes = file_read(mem, files[i], &size);
        const struct document *document = text_read(mem, bytes, size);
        assert_non_null(document);
        for (size_t k = 0; k < document->record_count; k++)
            if (document->records[k].type == LDNS_RR_TYPE_MX) {
                try_record(document, k, bytes, size);
                tried++;
            }
        assert_true(tried > 0);
        talloc_free(mem);
    }
}

/* Each span of what is read lies in the file. */
static void check_spans(void *mem, const struct document *document, uint32_t size)
{
    struct target target;
    if (document == NULL)
        return;
    for (size_t i = 0; i < document->record_count; i++) {
        const struct record *record = &document->records[i];
        assert_true(record->rdata.end <= size && record->entry.end <= size);
        if (record_target(document, record, &target))
            assert_true(target.at.end <= size && target.preference_at.end <= size);
        struct edit edits[EDITS_MAX];
        size_t count = document->format->erase(mem, document, record, edits);
        assert_true(count == 0 ||
                    (edits[0].old.start <= edits[0].old.end && edits[0].old.end <= size));
    }
    for (size_t i = 0; i < document->problem_count; i++)
        assert_true(document->problems[i].at.end <= size);
}

static void test_broken(void **state)
{
    static const char odd[] = "\"{}[],:\\0 \n/x.";
    unsigned seed = 7;
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        uint32_t size;
        void *mem = talloc_new(NULL);
        char *bytes = file_read(mem, files[i], &size);
        for (int round = 0; round < 300; round++) {
            void *work = talloc_new(NULL);
            char *copy = talloc_memdup(work, bytes, size);
            uint32_t at = (uint32_t)rand_r(&seed) % size;
            uint32_t end = round % 2 == 0 ? at : size;
            copy[at] = odd[(size_t)rand_r(&seed) % (sizeof odd - 1)];
            check_spans(work, text_read(work, talloc_memdup(work, copy, end), end), end);
            talloc_free(work);
        }
        talloc_free(mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_changes),
                                       cmocka_unit_test(test_broken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
