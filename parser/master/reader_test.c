#include "parser/master/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/format.h"

/* Files that can be included, by name. */
static const char *const files[][2] = {
    {"plain", "p 70 A 192.0.2.1\n A 192.0.2.2\n"},
    {"blank", " 80 A 192.0.2.3\nq A 192.0.2.4\n"},
    {"origin", "$ORIGIN deep\n@ 90 A 192.0.2.5\n$TTL 5\n"},
    {"nested", "n 70 A 192.0.2.6\n$INCLUDE plain below\n A 192.0.2.7\n"},
    {"self", "$INCLUDE self\ns 70 A 192.0.2.8\n"},
    {"remark", "; mxmend: ignore-next x\n"},
};

static const char *load(void *context, void *mem, const char *from, const char *name,
                        struct file *file)
{
    (void)context, (void)mem, (void)from;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        if (strcmp(files[i][0], name) == 0) {
            file->path = files[i][0];
            file->bytes = files[i][1];
            file->size = (uint32_t)strlen(file->bytes);
            return NULL;
        }
    return "there is no such file";
}

static struct document *read_text(const char *text)
{
    struct file file = {.path = "x", .bytes = text, .size = (uint32_t)strlen(text)};
    return format_read(NULL, &master_format, file, "example.com", (struct loader){load, NULL});
}

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
    expect_span(document, record, record->ttl_text, spans->ttl_text, "TTL");
    expect_span(document, record, record->type_text, spans->type_text, "type");
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
        struct document *document = read_text(layouts[i].text);
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
        struct document *document = read_text(rows[i].text);
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

/* ---- what is inherited ------------------------------------------------------------------------- */

/* The records as "name ttl", one after the other. */
static const struct {
    const char *text, *records;
    size_t problems;
} inheritances[] = {
    {"a 60 A 192.0.2.1\n A 192.0.2.2\nb A 192.0.2.3\n", "a 60, a 60, b 60, ", 0},
    {"$TTL 5\na A 192.0.2.1\nb 60 A 192.0.2.1\nc A 192.0.2.1\n", "a 5, b 60, c 5, ", 0},
    {"a 60 A 192.0.2.1\nb A 192.0.2.1\n$TTL 5\nc A 192.0.2.1\n", "a 60, b 60, c 5, ", 0},
    {"@ SOA n h 1 2 3 4 7\na A 192.0.2.1\nb 60 A 192.0.2.1\nc A 192.0.2.1\n",
     "@ 7, a 7, b 60, c 7, ", 1},
    {"a A 192.0.2.1\nb 60 A 192.0.2.1\n", "a 0, b 60, ", 1},
    {" A 192.0.2.1\na 60 A 192.0.2.1\n", "a 60, ", 1},
    {"a 2147483648 A 192.0.2.1\n", "a 0, ", 1},
    {"a 2147483647 A 192.0.2.1\n", "a 2147483647, ", 0},
    {"$ORIGIN b\na 60 A 192.0.2.1\n$ORIGIN c\na A 192.0.2.1\n@ A 192.0.2.1\n",
     "a.b 60, a.c.b 60, c.b 60, ", 0},
    {"a 60 A 192.0.2.1\n$ORIGIN b\n A 192.0.2.2\n A 192.0.2.3\n", "a 60, a 60, a 60, ", 1},
    {"a 60 A 192.0.2.1\n$ORIGIN b\na A 192.0.2.2\n", "a 60, a.b 60, ", 0},
    /* $INCLUDE gives back owner and origin, not the TTL */
    {"a 60 A 192.0.2.9\n$INCLUDE plain\nc A 192.0.2.9\n", "a 60, p 70, p 70, c 70, ", 0},
    {"a 60 A 192.0.2.9\n$INCLUDE plain sub\n A 192.0.2.9\n", "a 60, p.sub 70, p.sub 70, a 70, ", 2},
    {"a 60 A 192.0.2.9\n$INCLUDE blank\nb A 192.0.2.9\n", "a 60, a 80, q 80, b 80, ", 0},
    {"a 60 A 192.0.2.9\n$INCLUDE origin\nb A 192.0.2.9\n", "a 60, deep 90, b 5, ", 0},
    {"$INCLUDE nested sub.example.com.\nz A 192.0.2.9\n",
     "n.sub 70, p.below.sub 70, p.below.sub 70, n.sub 70, z 70, ", 2},
    {"$INCLUDE self\nz 60 A 192.0.2.9\n", "s 70, z 60, ", 1},
    {"$INCLUDE none\nz 60 A 192.0.2.9\n", "z 60, ", 1},
    {"$INCLUDE\nz 60 A 192.0.2.9\n", "z 60, ", 1},
    {"$GENERATE 1-2 g$ 60 A 192.0.2.$\nz A 192.0.2.9\n A 192.0.2.8\n", "g1 60, g2 60, z 60, z 60, ",
     1},
    {"a 50 A 192.0.2.9\n$GENERATE 1-2 g$ 60 A 192.0.2.$\n A 192.0.2.8\n",
     "a 50, g1 60, g2 60, a 60, ", 1},
};

static const char *records_text(const struct document *document)
{
    char *text = talloc_strdup((void *)document, "");
    for (size_t i = 0; i < document->record_count; i++) {
        char name[NAME_TEXT_MAX];
        name_to_text(document->names, document->records[i].name, name);
        char *origin = strstr(name, "example.com");
        assert_non_null(origin);
        if (origin == name)
            memcpy(name, "@", 2);
        else
            origin[-1] = '\0';
        text = talloc_asprintf_append_buffer(text, "%s %u, ", name, document->records[i].ttl);
    }
    return text;
}

static void test_inheritance(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof inheritances / sizeof inheritances[0]; i++) {
        struct document *document = read_text(inheritances[i].text);
        const char *found = records_text(document);
        if (strcmp(found, inheritances[i].records) != 0 ||
            document->problem_count != inheritances[i].problems)
            fail_msg("%s (%zu problems, the first: %s) instead of %s in\n%s", found,
                     document->problem_count,
                     document->problem_count > 0 ? document->problems[0].message : "none",
                     inheritances[i].records, inheritances[i].text);
        talloc_free(document);
    }
}

/* ---- faults ------------------------------------------------------------------------------------ */

/* Each stands between two records, which are read all the same. */
static const struct {
    const char *line;
    enum problem_kind kind;
    const char *at; /* where the problem is shown */
} faults[] = {
    {"b", PROBLEM_SYNTAX, ""},
    {"b 60", PROBLEM_SYNTAX, ""},
    {"b 60 60 A 192.0.2.1", PROBLEM_SYNTAX, "60"},
    {"b NONSENSE x", PROBLEM_UNKNOWN_TYPE, "NONSENSE"},
    {"b A", PROBLEM_SYNTAX, ""},
    {"b A 192.0.2", PROBLEM_SYNTAX, "192.0.2"},
    {"b A 192.0.2.1 x", PROBLEM_SYNTAX, "x"},
    {"b MX mail", PROBLEM_SYNTAX, "mail"},
    {"b MX 10", PROBLEM_SYNTAX, ""},
    {"b MX 10 \"mail\"", PROBLEM_SYNTAX, "mail"},
    {"b MX 10 mail\\", PROBLEM_SYNTAX, "\\"},
    {"b MX 10 ma..il", PROBLEM_SYNTAX, ".il"},
    {"b TXT \"x", PROBLEM_UNBALANCED, "\"x"},
    {"b A 192.0.2.1 )", PROBLEM_UNBALANCED, ")"},
    {") b A 192.0.2.1", PROBLEM_UNBALANCED, ")"},
    {"b..c A 192.0.2.1", PROBLEM_SYNTAX, ".c"},
    {"\\999 A 192.0.2.1", PROBLEM_SYNTAX, "\\999"},
    {"# b A 192.0.2.1", PROBLEM_SYNTAX, "#"},
    {"// b A 192.0.2.1", PROBLEM_SYNTAX, "//"},
    {"$NONSENSE", PROBLEM_DIRECTIVE, "$NONSENSE"},
    {" $TTL 5", PROBLEM_DIRECTIVE, "$TTL"},
    {"$TTL", PROBLEM_SYNTAX, ""},
    {"$TTL x", PROBLEM_SYNTAX, "x"},
    {"$TTL 5 5", PROBLEM_SYNTAX, "5"},
    {"$ORIGIN a..b", PROBLEM_SYNTAX, ".b"},
    {"$ORIGIN sub x", PROBLEM_SYNTAX, "x"},
    {"$INCLUDE none", PROBLEM_INCLUDE, "none"},
    {"$GENERATE 2-1 b$ A 192.0.2.$", PROBLEM_GENERATE_BOUNDS, "2-1"},
    {"$GENERATE 1-99999999 b$ A 192.0.2.$", PROBLEM_GENERATE_BOUNDS, "1-99999999"},
    {"{{ x }} A 192.0.2.1", PROBLEM_TEMPLATE, "{{ x }}"},
    {"b \x01 A 192.0.2.1", PROBLEM_BYTES, "\x01"},
    {"b A \x1a", PROBLEM_BYTES, "\x1a"},
    {"b TYPE65280 x", PROBLEM_SYNTAX, "x"},
    {"b TYPE65280 \\# 2 00", PROBLEM_SYNTAX, "\\# 2 00"},
    {"b MX \\# 2 000a", PROBLEM_SYNTAX, "\\# 2 000a"},
    {"b A \\# 4 c000020g", PROBLEM_SYNTAX, "c000020g"},
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        char text[256];
        snprintf(text, sizeof text, "a 60 A 192.0.2.1\n%s\n(c\n A 192.0.2.2)\n", faults[i].line);
        struct document *document = read_text(text);
        const struct problem *problem = document->problems;
        if (strcmp(records_text(document), "a 60, c 60, ") != 0)
            fail_msg("records %sin\n%s", records_text(document), text);
        if (document->problem_count != 1 || problem->kind != faults[i].kind)
            fail_msg("%zu problems in\n%s", document->problem_count, text);
        if (span_length(problem->at) != strlen(faults[i].at) ||
            memcmp(text + problem->at.start, faults[i].at, strlen(faults[i].at)) != 0)
            fail_msg("shown at [%.*s] in\n%s", (int)span_length(problem->at),
                     text + problem->at.start, text);
        talloc_free(document);
    }
}

/* A parenthesis that is never closed costs its line, not the rest of the file. */
static void test_rescue(void **state)
{
    (void)state;
    struct document *document =
        read_text("a 60 A 192.0.2.1\nb MX ( 10 c\nd A 192.0.2.2\ne TXT (\nf A 192.0.2.3\n");
    assert_string_equal(records_text(document), "a 60, d 60, f 60, ");
    assert_int_equal(document->problem_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(document->problems[i].kind, PROBLEM_UNBALANCED);
        assert_int_equal(document->files[0].bytes[document->problems[i].at.start], '(');
    }
    talloc_free(document);
}

/* One record of another class does not change that of the records behind it. */
static void test_class(void **state)
{
    (void)state;
    struct document *document = read_text("a 60 A 192.0.2.1\nb CH A 192.0.2.2\nc A 192.0.2.3\n");
    assert_int_equal(document->problem_count, 1);
    assert_int_equal(document->records[document->record_count - 1].class, 1);
    talloc_free(document);
}

/* A template is a record that nothing is known of; its spans stand in order nevertheless. */
static void test_template(void **state)
{
    (void)state;
    struct document *document = read_text("a 60 CNAME ${host}\nb 60 MX 10 {{ host }}\n");
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
        struct document *document = read_text(remarks[i].text);
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
    struct document *document = read_text("a 60 A 192.0.2.1\n; mxmend: ignore-next x\n");
    assert_int_equal(document->remark_count, 1);
    assert_true(document->remarks[0].entry.start >= 16);
    talloc_free(document);
    document = read_text("$INCLUDE remark\nbb 60 A 192.0.2.1\n");
    assert_int_equal(document->remark_count, 1);
    assert_true(document->remarks[0].entry.end <= document->files[1].size);
    talloc_free(document);
}

/* ---- bounds ------------------------------------------------------------------------------------ */

static const char *load_next(void *context, void *mem, const char *from, const char *name,
                             struct file *file)
{
    (void)from, (void)name;
    unsigned *number = context;
    file->path = talloc_asprintf(mem, "file%u", (*number)++);
    file->bytes = "$INCLUDE x\nz 60 A 192.0.2.1\n";
    file->size = 28;
    return NULL;
}

static void test_depth(void **state)
{
    (void)state;
    unsigned number = 0;
    struct file file = {.path = "x", .bytes = "$INCLUDE x\na 60 A 192.0.2.1\n", .size = 28};
    struct document *document =
        format_read(NULL, &master_format, file, "example.com", (struct loader){load_next, &number});
    assert_int_equal(document->file_count, READER_DEPTH);
    assert_int_equal(document->record_count, READER_DEPTH);
    assert_int_equal(document->problem_count, 1);
    assert_int_equal(document->problems[0].kind, PROBLEM_INCLUDE);
    assert_true(document->halted);
    talloc_free(document);
}

static void test_problem_bound(void **state)
{
    (void)state;
    char *text = talloc_strdup(NULL, "");
    for (int i = 0; i < READER_PROBLEMS + 10; i++)
        text = talloc_strdup_append_buffer(text, "b X y\n");
    text = talloc_strdup_append_buffer(text, "c 60 A 192.0.2.1\n");
    struct document *document = read_text(text);
    assert_int_equal(document->record_count, 0);
    assert_int_equal(document->problem_count, READER_PROBLEMS + 1);
    assert_int_equal(document->problems[READER_PROBLEMS].kind, PROBLEM_LIMIT);
    assert_true(document->halted);
    talloc_free(document);
    talloc_free(text);
}

static void test_generated_bound(void **state)
{
    (void)state;
    struct document *document = read_text("$GENERATE 1-1048576 a$ 60 A 192.0.2.1\n"
                                          "$GENERATE 1-1 a$ 60 A 192.0.2.1\nz A 192.0.2.1\n");
    assert_int_equal(document->record_count, READER_GENERATED + 1);
    assert_int_equal(document->problems[document->problem_count - 1].kind, PROBLEM_GENERATE_BOUNDS);
    assert_true(document->halted);
    talloc_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans),         cmocka_unit_test(test_targets),
        cmocka_unit_test(test_inheritance),   cmocka_unit_test(test_faults),
        cmocka_unit_test(test_rescue),        cmocka_unit_test(test_class),
        cmocka_unit_test(test_template),      cmocka_unit_test(test_remarks),
        cmocka_unit_test(test_remark_at_end), cmocka_unit_test(test_depth),
        cmocka_unit_test(test_problem_bound), cmocka_unit_test(test_generated_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
