#include "parser/master/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/master/read_text.h"

/* ---- spans ------------------------------------------------------------------------------------- */

static const char *span_text(void *mem, const struct document *document,
                             const struct record *record, struct span span)
{
    if (span_is_empty(span))
        return "";
    return talloc_asprintf(mem, "%.*s", (int)span_length(span),
                           record_file(document, record)->bytes + span.start);
}

/* What is to be found of a record; NULL: the same as in the text before, or not asked. */
struct spans {
    const char *entry, *owner, *ttl_text, *type_text, *rdata;
    const char *fields[3];
};

static const struct {
    const char *text;
    struct spans records[3];
} layouts[] = {
    {"a 60 IN A 192.0.2.1\n", {{"a 60 IN A 192.0.2.1", "a", "60", "A", "192.0.2.1", {0}}}},
    {"a IN 1h A 192.0.2.1", {{"a IN 1h A 192.0.2.1", "a", "1h", "A", "192.0.2.1", {0}}}},
    {"a 60 mx 10 b ; c\n", {{"a 60 mx 10 b", "a", "60", "mx", "10 b", {"10", "b", "10 b"}}}},
    {"a 60 MX 10 b;c\n", {{"a 60 MX 10 b", "a", "60", "MX", "10 b", {"10", "b"}}}},
    {"a 60 MX 10 b\r\n\t MX\t20  c  \r\n",
     {{"a 60 MX 10 b", "a", "60", "MX", "10 b", {"10", "b"}},
      {"MX\t20  c", "", "", "MX", "20  c", {"20", "c"}}}},
    {"a 60 MX 10 b\r MX 20 c\r",
     {{"a 60 MX 10 b", "a", "60", "MX", "10 b", {"10", "b"}},
      {"MX 20 c", "", "", "MX", "20 c", {"20", "c"}}}},
    {"@ 60 SOA ns h ( 1 ; one (\n 2\n\n\t3 4 5 ; five\n) ; end\n",
     {{"@ 60 SOA ns h ( 1 ; one (\n 2\n\n\t3 4 5 ; five\n)",
       "@",
       "60",
       "SOA",
       "ns h ( 1 ; one (\n 2\n\n\t3 4 5",
       {"ns", "h", "1"}}}},
    {"a 60 MX (10\nb)\n", {{"a 60 MX (10\nb)", "a", "60", "MX", "10\nb", {"10", "b"}}}},
    {"a ( 60\n MX ) 10 b\n", {{"a ( 60\n MX ) 10 b", "a", "60", "MX", "10 b", {"10", "b"}}}},
    {"(\n; x\n a 60 MX 10 b )\n", {{"a 60 MX 10 b )", "a", "60", "MX", "10 b", {"10", "b"}}}},
    {"a 60 MX 10 ( b ) ( )\n", {{"a 60 MX 10 ( b ) ( )", "a", "60", "MX", "10 ( b", {"10", "b"}}}},
    {"a 60 TYPE15 \\# 5 000a\t0161 00 ; x\n",
     {{"a 60 TYPE15 \\# 5 000a\t0161 00",
       "a",
       "60",
       "TYPE15",
       "\\# 5 000a\t0161 00",
       {"\\# 5 000a\t0161 00", "\\# 5 000a\t0161 00"}}}},
    {"a 60 TXT \"b;c\" d\\;e \"(\" ; f\n",
     {{"a 60 TXT \"b;c\" d\\;e \"(\"",
       "a",
       "60",
       "TXT",
       "\"b;c\" d\\;e \"(\"",
       {"b;c", "d\\;e", "("}}}},
    {"\"a b\" 60 A 192.0.2.1\n",
     {{"\"a b\" 60 A 192.0.2.1", "a b", "60", "A", "192.0.2.1", {"192.0.2.1"}}}},
    {"\xef\xbb\xbf"
     "a 60 A 192.0.2.1\n",
     {{"a 60 A 192.0.2.1", "a", "60", "A", "192.0.2.1", {"192.0.2.1"}}}},
    {"a\\.b\\032 60 CNAME c\\.\n",
     {{"a\\.b\\032 60 CNAME c\\.", "a\\.b\\032", "60", "CNAME", "c\\.", {"c\\."}}}},
    {"60 60 A 192.0.2.1\nA A 192.0.2.1\nIN IN A 192.0.2.1\n",
     {{"60 60 A 192.0.2.1", "60", "60", "A", "192.0.2.1", {0}},
      {"A A 192.0.2.1", "A", "", "A", "192.0.2.1", {0}},
      {"IN IN A 192.0.2.1", "IN", "", "A", "192.0.2.1", {0}}}},
    {"a 60 A 192.0.2.1\n \n\t; x\n\n  (\n A 192.0.2.2 )\n",
     {{"a 60 A 192.0.2.1", "a", "60", "A", "192.0.2.1", {0}},
      {"A 192.0.2.2 )", "", "", "A", "192.0.2.2", {0}}}},
    {"$GENERATE 8-9 h$ 60 MX \"10 m$\" ; x\n",
     {{"h8 60 MX 10 m8", "h8", "60", "MX", "10 m8", {"10", "m8"}},
      {"h9 60 MX 10 m9", "h9", "60", "MX", "10 m9", {"10", "m9"}}}},
};

static void expect_span(const struct document *document, const struct record *record,
                        struct span span, const char *expected, const char *what)
{
    const char *found = span_text((void *)document, document, record, span);
    if (strcmp(found, expected) != 0)
        fail_msg("%s is\n%s\nand should be\n%s\nin\n%s", what, found, expected,
                 document->files[0].bytes);
}

static void expect_spans(const struct document *document, const struct record *record,
                         const struct spans *spans)
{
    expect_span(document, record, record->entry, spans->entry, "entry");
    expect_span(document, record, record->owner, spans->owner, "owner");
    expect_span(document, record, record_ttl_text(record), spans->ttl_text, "TTL");
    expect_span(document, record, record_type_text(record), spans->type_text, "type");
    expect_span(document, record, record->rdata, spans->rdata, "RDATA");
    for (unsigned i = 0; i < 3; i++)
        if (spans->fields[i] != NULL)
            expect_span(document, record, record_field(document, record, i), spans->fields[i],
                        "field");
    expect_span(document, record, record_field(document, record, 99), spans->rdata, "no field");
}

static void test_spans(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        struct document *document = read_text(NULL, layouts[i].text);
        size_t count = 0;
        while (count < 3 && layouts[i].records[count].entry != NULL)
            count++;
        if (document->record_count != count)
            fail_msg("%zu records in\n%s", document->record_count, layouts[i].text);
        for (size_t k = 0; k < count; k++)
            expect_spans(document, &document->records[k], &layouts[i].records[k]);
        talloc_free(document);
    }
}

static void test_targets(void **state)
{
    (void)state;
    static const struct {
        const char *text, *host, *at;
        unsigned preference;
        bool relative, generic;
    } rows[] = {
        {"a 60 MX 10 Mail", "mail.example.com", "Mail", 10, true, false},
        {"a 60 MX (10 ; x\n Mail.Test.)", "mail.test", "Mail.Test.", 10, false, false},
        {"a 60 MX 0 .", ".", ".", 0, false, false},
        {"a 60 MX 65535 @", "example.com", "@", 65535, true, false},
        {"a 60 MX 1 b\\.", "b\\..example.com", "b\\.", 1, true, false},
        {"a 60 MX 1 b\\\\.", "b\\\\", "b\\\\.", 1, false, false},
        {"a 60 MX \\# 5 000a 0142 00", "b", "\\# 5 000a 0142 00", 10, false, true},
        {"a 60 SRV 1 2 3 b.test.", "b.test", "b.test.", 0, false, false},
        {"a 60 CNAME b", "b.example.com", "b", 0, true, false},
        {"a 60 NS b", "b.example.com", "b", 0, true, false},
        {"a 60 DNAME b.", "b", "b.", 0, false, false},
        {"$ORIGIN sub\na 60 PTR b", "b.sub.example.com", "b", 0, true, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct document *document = read_text(NULL, rows[i].text);
        struct target target;
        assert_int_equal(document->record_count, 1);
        assert_true(record_target(document, document->records, &target));
        assert_string_equal(target.host, rows[i].host);
        expect_span(document, document->records, target.at, rows[i].at, "target");
        assert_int_equal(target.preference, rows[i].preference);
        assert_int_equal(target.relative, rows[i].relative);
        assert_int_equal(target.generic, rows[i].generic);
        talloc_free(document);
    }
}

/* A template is a record that nothing is known of; its spans stand in order nevertheless. */
static void test_template(void **state)
{
    (void)state;
    struct document *document = read_text(NULL, "a 60 CNAME ${host}\nb 60 MX 10 {{ host }}\n");
    struct rdata rdata;
    struct target target;
    assert_int_equal(document->record_count, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct record *record = &document->records[i];
        assert_true(record->rdata.start <= record->rdata.end);
        assert_true(record->rdata.end <= record->entry.end);
        assert_false(record_rdata(document, record, &rdata));
        assert_false(record_target(document, record, &target));
    }
    talloc_free(document);
}

/* ---- remarks ----------------------------------------------------------------------------------- */

static const struct {
    const char *text, *entry; /* what the first remark speaks of */
    bool trailing;
    uint32_t before;
} remarks[] = {
    {"a 60 A 192.0.2.1 ; mxmend: x\nb A 192.0.2.2\n", "a 60 A 192.0.2.1", true, 0},
    {"a 60 A 192.0.2.1\n; mxmend: x\nb A 192.0.2.2\n", "b A 192.0.2.2", false, 1},
    {"a 60 A 192.0.2.1\n  ; mxmend: x\n\n; y\n B A 192.0.2.2\nb A 192.0.2.2\n", "B A 192.0.2.2",
     false, 1},
    {"a 60 MX ( 10 ; mxmend: x\n b ) ; y\n", "a 60 MX ( 10 ; mxmend: x\n b )", true, 0},
    {"a 60 MX ( 10\n b ) ; mxmend: x\n", "a 60 MX ( 10\n b )", true, 0},
    {"; mxmend: x\n$ORIGIN b\na 60 A 192.0.2.1\n", "$ORIGIN b", false, 0},
    {"a 60 A 192.0.2 ; mxmend: x\nb 60 A 192.0.2.2\n", "a 60 A 192.0.2", true, 0},
    {"a 60 TXT \"; mxmend: no\" ; see mxmend: x\n", "a 60 TXT \"; mxmend: no\"", true, 0},
};

static void test_remarks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof remarks / sizeof remarks[0]; i++) {
        struct document *document = read_text(NULL, remarks[i].text);
        const struct remark *remark = document->remarks;
        const char *bytes = document->files[0].bytes;
        if (document->remark_count != 1)
            fail_msg("%zu remarks in\n%s", document->remark_count, bytes);
        if (span_length(remark->entry) != strlen(remarks[i].entry) ||
            memcmp(bytes + remark->entry.start, remarks[i].entry, strlen(remarks[i].entry)) != 0)
            fail_msg("it speaks of [%.*s] in\n%s", (int)span_length(remark->entry),
                     bytes + remark->entry.start, bytes);
        assert_int_equal(span_length(remark->at), 2);
        assert_memory_equal(bytes + remark->at.start, " x", 2);
        assert_int_equal(remark->trailing, remarks[i].trailing);
        assert_int_equal(remark->before, remarks[i].before);
        talloc_free(document);
    }
}

/* A remark that nothing follows speaks of nothing, not of what stands at byte 0 or in another file. */
static void test_remark_at_end(void **state)
{
    (void)state;
    struct document *document = read_text(NULL, "a 60 A 192.0.2.1\n; mxmend: ignore-next x\n");
    assert_int_equal(document->remark_count, 1);
    assert_true(document->remarks[0].entry.start >= 16);
    talloc_free(document);
    document = read_text(NULL, "$INCLUDE remark\nbb 60 A 192.0.2.1\n");
    assert_int_equal(document->remark_count, 1);
    assert_true(document->remarks[0].entry.end <= document->files[1].size);
    talloc_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans),         cmocka_unit_test(test_targets),
        cmocka_unit_test(test_template),      cmocka_unit_test(test_remarks),
        cmocka_unit_test(test_remark_at_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
