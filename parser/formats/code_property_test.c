#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/edit.h"
#include "parser/entries.h"
#include "parser/ldns.h"

/* Random Terraform, Bicep and JavaScript: what a correction does to the records, read anew, and that it
 * leaves all other bytes alone. */

struct random {
    unsigned seed;
    char *text;
    const char *end;
};

static unsigned below(struct random *random, unsigned limit)
{
    return (unsigned)rand_r(&random->seed) % limit;
}

#define PICK(random, ...)                                                                          \
    (((const char *const[]){                                                                       \
        __VA_ARGS__})[below(random, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))])

__attribute__((format(printf, 2, 3))) static void put(struct random *random, const char *format,
                                                      ...)
{
    va_list arguments;
    va_start(arguments, format);
    random->text = talloc_vasprintf_append_buffer(random->text, format, arguments);
    va_end(arguments);
}

/* The end of a line, with a comment perhaps. */
static void put_end(struct random *random, const char *sign)
{
    if (below(random, 4) == 0)
        put(random, "%s%s note, [not] {this} \"one\"", PICK(random, " ", "\t", ""), sign);
    put(random, "%s%s", PICK(random, "", "", "", " "), random->end);
}

static void put_host(struct random *random)
{
    put(random, "%s",
        PICK(random, "contoso-com.mail.protection.outlook.com", "mx.example.net",
             "mail.example.org.", "b.example"));
}

/* ["0 a", …], on one line or several. */
static void put_list(struct random *random)
{
    unsigned count = below(random, 3) + 1;
    bool lines = below(random, 2) == 0;
    put(random, "[");
    for (unsigned i = 0; i < count; i++) {
        bool last = i + 1 == count;
        if (lines)
            put_end(random, i == 0 ? "#" : "//");
        put(random, "%s\"%u ", lines ? "    " : PICK(random, "", " "), i * 10);
        put_host(random);
        put(random, "\"%s", last ? PICK(random, "", ",", " ,") : ",");
    }
    if (lines) {
        put_end(random, "#");
        put(random, "  ");
    }
    put(random, "]");
}

static void put_blocks(struct random *random, const char *block)
{
    for (unsigned i = 0, count = below(random, 3) + 1; i < count; i++) {
        put(random, "%s  %s {", below(random, 2) == 0 ? random->end : "", block);
        put_end(random, "#");
        put(random, "    preference = %u%s    exchange   = \"", i * 10, random->end);
        put_host(random);
        put(random, "\"");
        put_end(random, "/* */ #");
        put(random, "  }");
        put_end(random, "//");
    }
}

static void put_attribute(struct random *random, const char *name, const char *value)
{
    put(random, "  %s%s= %s", name, PICK(random, " ", "   ", "\t"), value);
    put_end(random, "#");
}

static void put_resource(struct random *random, unsigned number)
{
    unsigned kind = below(random, 4);
    const char *const types[] = {"aws_route53_record", "azurerm_dns_mx_record", "cloudflare_record",
                                 "dns_mx_record_set"};
    char *owner = talloc_asprintf(NULL, "\"r%u.example.com\"", number);
    put(random, "resource \"%s\" \"r%u\" {", types[kind], number);
    put_end(random, "#");
    put_attribute(random, kind == 3 ? "zone" : "name", kind == 3 ? "\"example.com.\"" : owner);
    if (kind == 3)
        put_attribute(random, "name", owner);
    if (below(random, 2) == 0)
        put_attribute(random, "ttl", PICK(random, "300", "\"60\""));
    if (kind == 0 || kind == 2)
        put_attribute(random, "type", "\"MX\"");
    if (kind == 0) {
        put(random, "  records = ");
        put_list(random);
        put_end(random, "#");
    } else if (kind == 2) {
        put(random, "  content = \"");
        put_host(random);
        put(random, "\"");
        put_end(random, "#");
        put_attribute(random, "priority", "10");
    } else {
        put_blocks(random, kind == 1 ? "record" : "mx");
    }
    put(random, "}");
    put_end(random, "#");
    talloc_free(owner);
}

static char *random_terraform(void *mem, unsigned seed)
{
    struct random random = {.seed = seed, .text = talloc_strdup(mem, "")};
    random.end = PICK(&random, "\n", "\n", "\r\n");
    put(&random, "%s", PICK(&random, "", "", "\xef\xbb\xbf", "# mx = \"\n", "\n\n"));
    for (unsigned i = 0, count = below(&random, 4) + 1; i < count; i++) {
        put_resource(&random, i);
        put(&random, "%s", below(&random, 3) == 0 ? "" : random.end);
    }
    if (below(&random, 4) == 0) { /* no line end at the end */
        put(&random, "output \"x\" { value = \"%%{if true}}{${\"a}\"}%%{endif}\" }");
    }
    return random.text;
}

static char *random_bicep(void *mem, unsigned seed)
{
    struct random random = {.seed = seed, .text = talloc_strdup(mem, "")};
    random.end = PICK(&random, "\n", "\n", "\r\n");
    for (unsigned i = 0, count = below(&random, 3) + 1; i < count; i++) {
        const char *end = random.end;
        put(&random, "resource r%u 'Microsoft.Network/dnsZones/MX@2018-05-01' = {%s", i, end);
        put(&random, "  name: 'example.com/r%u'%s  properties: {%s    TTL: 60%s", i, end, end, end);
        put(&random, "    MXRecords: [%s", end);
        for (unsigned k = 0, records = below(&random, 3) + 1; k < records; k++) {
            put(&random, "      {");
            put_end(&random, "//");
            put(&random, "        preference: %u%s        exchange: '", k * 10, end);
            put_host(&random);
            put(&random, "'");
            put_end(&random, "//");
            put(&random, "      }");
            put_end(&random, "//");
        }
        put(&random, "    ]%s  }%s}%s", end, end, end);
    }
    return random.text;
}

/* MX("r0", 10, "host.", TTL(300)) with any quotes and blanks. */
static void put_call(struct random *random, unsigned number)
{
    const char *quote = PICK(random, "\"", "'", "`"), *blank = PICK(random, "", " ", "\t");
    put(random, "MX(%s%sr%u%s,%s%u , %s", blank, quote, below(random, 2), quote, blank, number * 10,
        quote);
    put(random, "%s",
        PICK(random, "contoso-com.mail.protection.outlook.com.", "mx.example.net.", "b.example."));
    put(random, "%s%s%s)", quote, PICK(random, "", ", TTL(300)", ", /* \"no\", (x) */ TTL(\"5m\")"),
        blank);
}

/* Commas behind, on lines or not, or in front; some calls in a list of their own. */
static char *random_dnscontrol(void *mem, unsigned seed)
{
    struct random random = {.seed = seed, .text = talloc_strdup(mem, "")};
    const char *end = random.end = PICK(&random, "\n", "\n", "\r\n");
    unsigned style = below(&random, 3);
    put(&random, "%sD('example.com', REG%s",
        PICK(&random, "", "\xef\xbb\xbf", "// it's\n", "'use strict';"), style == 0 ? "" : ",");
    for (unsigned i = 0, count = below(&random, 5) + 1; i < count; i++) {
        bool listed = below(&random, 4) == 0, last = i + 1 == count;
        if (style != 1)
            put_end(&random, "//");
        put(&random, "%s%s", style == 0 ? "  , " : "  ", listed ? "[ " : "");
        put_call(&random, i);
        if (listed) {
            put(&random, ",%s", PICK(&random, " ", "\n\t"));
            put_call(&random, i + 10);
            put(&random, " ]");
        }
        put(&random, "%s", style == 0 ? "" : last ? PICK(&random, "", ",") : ",");
    }
    put(&random, "%s);%s", style == 1 ? "" : end, PICK(&random, "", "\n", "// MX('a', 1, 'b.c.')"));
    return random.text;
}

/* ---- what becomes of the records --------------------------------------------------------------- */

static struct document *text_read(void *mem, const struct format *format, const char *text,
                                  size_t size)
{
    struct file file = {.path = "a.tf", .bytes = text, .size = (uint32_t)size};
    struct document *document = format_read(mem, format, file, NULL, (struct loader){NULL, NULL});
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
