#include "parser/rdata.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/format.h"
#include "parser/ldns.h"

/* What is told from plain text alone is what the RDATA says, however it is written. */

static const char *const hosts[] = {
    "ns1",
    "NS1",
    "ns1.contoso.com.",
    "Ns1.CONTOSO.com.",
    "ns1.contoso.com",
    "ns10",
    "ns",
    "ns1.other.contoso.com.",
    "ns1.tailspin.example.",
    "_ns1.a-b",
    "@",
    "contoso.com.",
    ".",
    "*",
    "\\110s1",
    "n\\.s1",
    "( ns1 )",
    "(ns1 ; why\n )",
    "ns1 ; why",
    "\tns1",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.b.",
};

static const char *const fronts[] = {"NS ",    "CNAME ",   "PTR ",    "DNAME ",
                                     "MX 10 ", "MX 0010 ", "MX 20\t", "SRV 0 5 25 "};

static const char *const others[] = {
    "A 192.0.2.1",
    "A 192.0.2.10",
    "A 192.0.2.1 ; why",
    "A ( 192.0.2.1 )",
    "A \\# 4 c0000201",
    "MX \\# 9 000a036e7331017800",
    "MX \\# 19 000a036e733107636f6e746f736f03636f6d00",
    "NS \\# 17 036e733107636f6e746f736f03636f6d00",
    "TYPE15 \\# 19 000a036e733107636f6e746f736f03636f6d00",
    "AAAA 2001:db8::1",
    "TXT ns1",
};

static struct document *document_make(void *mem)
{
    char *text = talloc_strdup(mem, "$ORIGIN contoso.com.\n$TTL 300\n");
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        for (size_t k = 0; k < sizeof hosts / sizeof *hosts; k++)
            text = talloc_asprintf_append_buffer(text, "x %s%s\n", fronts[i], hosts[k]);
    text = talloc_asprintf_append_buffer(text, "$ORIGIN other.contoso.com.\n");
    for (size_t k = 0; k < sizeof hosts / sizeof *hosts; k++)
        text = talloc_asprintf_append_buffer(text, "x MX 10 %s\n", hosts[k]);
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        text = talloc_asprintf_append_buffer(text, "x %s\n", others[k]);
    struct file file = {.path = "test.zone", .bytes = text, .size = (uint32_t)strlen(text)};
    return format_read(mem, &master_format, file, NULL, (struct loader){.load = NULL});
}

static bool has_host(uint16_t type)
{
    return type == LDNS_RR_TYPE_NS || type == LDNS_RR_TYPE_CNAME || type == LDNS_RR_TYPE_PTR ||
           type == LDNS_RR_TYPE_DNAME || type == LDNS_RR_TYPE_MX || type == LDNS_RR_TYPE_SRV;
}

static void test_hosts(void **state)
{
    (void)state;
    void *mem = talloc_new(NULL);
    const struct document *document = document_make(mem);
    size_t count = sizeof hosts / sizeof *hosts;
    assert_int_equal(document->record_count,
                     (sizeof fronts / sizeof *fronts + 1) * count + sizeof others / sizeof *others);
    for (size_t i = 0; i < document->record_count; i++) {
        const struct record *record = &document->records[i];
        struct rdata rdata;
        uint8_t wire[NAME_WIRE_MAX];
        size_t skip = record->type == LDNS_RR_TYPE_MX    ? 2
                      : record->type == LDNS_RR_TYPE_SRV ? 6
                                                         : 0;
        assert_int_equal(record_host(document, record, wire), has_host(record->type));
        if (!has_host(record->type))
            continue;
        assert_true(record_rdata(document, record, &rdata));
        assert_memory_equal(wire, rdata.wire + skip, rdata.length - skip);
    }
    talloc_free(mem);
}

/* Those that plainly differ do not agree; and that is told of some, or it is worth nothing. */
static void test_differ(void **state)
{
    (void)state;
    void *mem = talloc_new(NULL);
    const struct document *document = document_make(mem);
    size_t told = 0;
    for (size_t i = 0; i < document->record_count; i++)
        for (size_t k = 0; k < document->record_count; k++) {
            const struct record *a = &document->records[i], *b = &document->records[k];
            struct rdata left, right;
            if (a->type != b->type)
                continue;
            assert_true(record_canonical(document, a, &left));
            assert_true(record_canonical(document, b, &right));
            bool equal =
                left.length == right.length && memcmp(left.wire, right.wire, left.length) == 0;
            assert_int_equal(records_agree(document, a, b), equal);
            assert_false(equal && records_differ(document, a, b));
            told += records_differ(document, a, b);
        }
    assert_true(told > 1000);
    talloc_free(mem);
}

static const char *const strings[][2] = {
    {"\"v=spf1 -all\"", "v=spf1 -all"},
    {"v=spf1", "v=spf1"},
    {"\"a\" \"b\"", "ab"},
    {"\"a\\\"b\"", "a\"b"},
    {"\"a\\098c\"", "abc"},
    {"\"\"", ""},
    {"( \"a\"\n \"b\" )", "ab"},
    {"\"a;b\" ; c", "a;b"},
    {"\"a\\000b\"", "a"},
    {"\\# 3 026162", "ab"},
    {"\"a\"b", "ab"},
    {"a\"b\"", "ab"},
};

static void test_strings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        void *mem = talloc_new(NULL);
        char *text = talloc_asprintf(mem, "$ORIGIN contoso.com.\n@ 300 TXT %s\n", strings[i][0]);
        struct file file = {.path = "test.zone", .bytes = text, .size = (uint32_t)strlen(text)};
        const struct document *document =
            format_read(mem, &master_format, file, NULL, (struct loader){.load = NULL});
        assert_int_equal(document->record_count, 1);
        assert_string_equal(record_text(document, &document->records[0], mem), strings[i][1]);
        talloc_free(mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_differ),
        cmocka_unit_test(test_strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
