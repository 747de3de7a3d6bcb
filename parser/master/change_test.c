#include "parser/master/change.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/master/read_text.h"

struct row {
    const char *before;
    size_t record;
    const char *after; /* NULL: nothing can be done there */
};

static const struct row erasures[] = {
    {"a 60 A 192.0.2.1\nb 60 A 192.0.2.2\n", 0, "b 60 A 192.0.2.2\n"},
    {"a 60 A 192.0.2.1\nb 60 A 192.0.2.2\n", 1, "a 60 A 192.0.2.1\n"},
    {"a 60 A 192.0.2.1\nb 60 A 192.0.2.2", 1, "a 60 A 192.0.2.1\n"},
    {"a 60 A 192.0.2.1\r\nb 60 A 192.0.2.2\r\n", 0, "b 60 A 192.0.2.2\r\n"},
    {"a 60 A 192.0.2.1\rb 60 A 192.0.2.2\r", 0, "b 60 A 192.0.2.2\r"},
    {"\xef\xbb\xbf"
     "a 60 A 192.0.2.1\n",
     0, "\xef\xbb\xbf"},
    {"; x\na 60 A 192.0.2.1 ; y\n; z\n", 0, "; x\n; z\n"},
    /* an owner goes into the blanks that stand for it */
    {"$TTL 60\na    MX 10 x\n     MX 20 y\n", 0, "$TTL 60\na    MX 20 y\n"},
    {"$TTL 60\na    MX 10 x\n     MX 20 y\n", 1, "$TTL 60\na    MX 10 x\n"},
    {"$TTL 60\na\tMX\t10 x\n\tMX\t20 y\n", 0, "$TTL 60\na\tMX\t20 y\n"},
    {"$TTL 60\na\tMX\t10 x\n  \tMX\t20 y\n", 0, "$TTL 60\na  \tMX\t20 y\n"},
    {"$TTL 60\nabcdefghij MX 10 x\n  MX 20 y\n", 0, "$TTL 60\nabcdefghij MX 20 y\n"},
    {"$TTL 60\nabcdefghij\tMX 10 x\n\t\tMX 20 y\n", 0, "$TTL 60\nabcdefghij\tMX 20 y\n"},
    {"$TTL 60\na MX 10 x\n MX 20 y\n", 0, "$TTL 60\na MX 20 y\n"},
    {"$TTL 60\n\"q\" MX 10 x\n     MX 20 y\n", 0, "$TTL 60\n\"q\"  MX 20 y\n"},
    {"$TTL 60\na MX 10 x\n; z\n\n  ; y\n  MX 20 y\n  A 192.0.2.1\n", 0,
     "$TTL 60\n; z\n\n  ; y\na MX 20 y\n  A 192.0.2.1\n"},
    {"$TTL 60\na MX 10 x\n$TTL 70\n   MX 20 y\n", 0, "$TTL 60\n$TTL 70\na  MX 20 y\n"},
    {"$TTL 60\nA MX 10 x\n$ORIGIN sub\n   MX 20 y\n", 0,
     "$TTL 60\n$ORIGIN sub\na.example.com. MX 20 y\n"},
    {"$TTL 60\na MX 10 x\n$INCLUDE own\n   MX 20 y\n", 0, "$TTL 60\n$INCLUDE own\na  MX 20 y\n"},
    {"$TTL 60\na MX 10 x\n$INCLUDE heir\n   MX 20 y\n", 0, NULL},
    {"$TTL 60\na MX 10 x\n$GENERATE 1-2 h$ A 192.0.2.$\n   MX 20 y\n", 0,
     "$TTL 60\n$GENERATE 1-2 h$ A 192.0.2.$\na  MX 20 y\n"},
    {"$TTL 60\n$GENERATE 1-2 h$ A 192.0.2.$\n", 0, NULL},
    {"$TTL 60\na MX 10 x\nb NONSENSE y\n   MX 20 y\n", 0, "$TTL 60\nb NONSENSE y\n   MX 20 y\n"},
    {"$TTL 60\na MX 10 x\n# A 192.0.2.1\n   MX 20 y\n", 0, "$TTL 60\n# A 192.0.2.1\na  MX 20 y\n"},
    {"$TTL 60\na MX 10 x\n  {{ more }}\n   MX 20 y\n", 0, "$TTL 60\na {{ more }}\n   MX 20 y\n"},
    {"$TTL 60\na MX 10 x\n ( ; z\n MX 20 y )\n", 0, "$TTL 60\na ( ; z\n MX 20 y )\n"},
    /* parentheses and comments inside go too */
    {"@ 60 SOA ns1 h ( 1 ; serial\n 2\n\n 3 4 5 ) ; end\n@ 60 NS ns1\n", 0, "@ 60 NS ns1\n"},
    {"a 60 (\n; x\n MX 10 x\n)\nb 60 A 192.0.2.1\n", 0, "b 60 A 192.0.2.1\n"},
    {"z 60 A 192.0.2.1 ; (\n(\n\n a 60 MX 10 x )\nb 60 A 192.0.2.1\n", 1,
     "z 60 A 192.0.2.1 ; (\nb 60 A 192.0.2.1\n"},
    {"z ( A\na 60 MX 10 x\nb 60 A 192.0.2.1\n", 0, "z ( A\nb 60 A 192.0.2.1\n"},
    {"a 60 TXT \"(\" \";\" ; \"\nb 60 A 192.0.2.1\n", 0, "b 60 A 192.0.2.1\n"},
    {"a 60 MX \\# ( 5 000a\n 0161 00 )\nb 60 A 192.0.2.1\n", 0, "b 60 A 192.0.2.1\n"},
    /* a TTL that the next one borrows */
    {"a 60 A 192.0.2.1\nb A 192.0.2.2\nc A 192.0.2.3\n", 0, "b 60 A 192.0.2.2\nc A 192.0.2.3\n"},
    {"a 60 A 192.0.2.1\nb\tIN\tA 192.0.2.2\n", 0, "b\t60\tIN\tA 192.0.2.2\n"},
    {"a 1m A 192.0.2.1\n     A 192.0.2.2\n", 0, "a    1m A 192.0.2.2\n"},
    {"a 60 A 192.0.2.1\nb 60 A 192.0.2.2\nc A 192.0.2.3\n", 1, "a 60 A 192.0.2.1\nc A 192.0.2.3\n"},
    {"a 60 A 192.0.2.1\nb 70 A 192.0.2.2\nc A 192.0.2.3\n", 1,
     "a 60 A 192.0.2.1\nc 70 A 192.0.2.3\n"},
    {"a 60 A 192.0.2.1\nb 70 A 192.0.2.2\nc A 192.0.2.3\n", 0, "b 70 A 192.0.2.2\nc A 192.0.2.3\n"},
    {"a 60 A 192.0.2.1\n( b\n A 192.0.2.2 )\n", 0, "( b\n 60 A 192.0.2.2 )\n"},
    {"a 60 A 192.0.2.1\n$GENERATE 1-2 h$ A 192.0.2.$\n", 0, NULL},
    {"@ SOA ns1 h 1 2 3 4 5\n@ NS ns1\n", 0, NULL}, /* its minimum is the TTL of all */
    /* what mxmend was told about a record goes with it */
    {"; x\n; mxmend: ignore-next y\na 60 A 192.0.2.1 ; mxmend: ignore z\nb 60 A 192.0.2.2\n", 0,
     "; x\nb 60 A 192.0.2.2\n"},
    {"a 60 A 192.0.2.1\n; mxmend: ignore-next y\nb 60 A 192.0.2.2\n", 0,
     "; mxmend: ignore-next y\nb 60 A 192.0.2.2\n"},
    {"; mxmend: ignore-file y\na 60 A 192.0.2.1\n", 0, "; mxmend: ignore-file y\n"},
};

/* host.test is inserted with preference 5 and the neighbour's TTL. */
static const struct row insertions[] = {
    {"a 60 MX 10 x\n", 0, "a 60 MX 10 x\na 60 MX 5 host.test.\n"},
    {"a 60 MX 10 x", 0, "a 60 MX 10 x\na 60 MX 5 host.test."},
    {"; z\r\na 60 MX 10 x", 0, "; z\r\na 60 MX 10 x\r\na 60 MX 5 host.test."},
    {"a 60 MX 10 x\r\nb 60 A 192.0.2.1\r\n", 0,
     "a 60 MX 10 x\r\na 60 MX 5 host.test.\r\nb 60 A 192.0.2.1\r\n"},
    {"a 60 MX 10 x\r", 0, "a 60 MX 10 x\ra 60 MX 5 host.test.\r"},
    {"$TTL 60\n@\tIN\tMX\t10\tx ; z\n\tIN\tA\t192.0.2.1\n", 0,
     "$TTL 60\n@\tIN\tMX\t10\tx ; z\n@\tIN\tMX\t5\thost.test.\n\tIN\tA\t192.0.2.1\n"},
    {"$TTL 60\n@    MX 10  x\n     mx 20  y\nb A 192.0.2.1\n", 1,
     "$TTL 60\n@    MX 10  x\n     mx 20  y\n     mx 5  host.test.\nb A 192.0.2.1\n"},
    {"a in  1m  type15 10 x\n", 0, "a in  1m  type15 10 x\na in  1m  type15 5 host.test.\n"},
    {"a 60 MX ( 10 ; y\n  x ; z\n )\n", 0, "a 60 MX ( 10 ; y\n  x ; z\n )\na 60 MX 5 host.test.\n"},
    {"a 60 MX(10 x)\n", 0, "a 60 MX(10 x)\na 60 MX 5 host.test.\n"},
    {"(\n a 60 MX 10 x\n)\n", 0, "(\n a 60 MX 10 x\n)\na 60 MX 5 host.test.\n"},
    {"a 60 A 192.0.2.1\n  ( MX 10 x )\n", 1,
     "a 60 A 192.0.2.1\n  ( MX 10 x )\n  MX 5 host.test.\n"},
    {"a 60 MX \\# 5 000a 0161 00\n", 0, "a 60 MX \\# 5 000a 0161 00\na 60 MX 5 host.test.\n"},
    {"\"q\" 60 MX 10 x\n", 0, "\"q\" 60 MX 10 x\n\"q\" 60 MX 5 host.test.\n"},
    {"a 60 IN TXT   \"x\"\n", 0, "a 60 IN TXT   \"x\"\na 60 IN MX    5 host.test.\n"},
    {"a 60 IN A   192.0.2.1\n", 0, "a 60 IN A   192.0.2.1\na 60 IN MX  5 host.test.\n"},
    {"a 60 in txt \"x\"\n", 0, "a 60 in txt \"x\"\na 60 in mx 5 host.test.\n"},
    {"$GENERATE 1-2 h$ 60 MX \"10 x\"\n", 0, NULL},
};

/* The same with a TTL of 300. */
static const struct row slow_insertions[] = {
    {"a 60 MX 10 x\n", 0, "a 60 MX 10 x\na 300 MX 5 host.test.\n"},
    {"a IN 1m MX 10 x\n", 0, "a IN 1m MX 10 x\na IN 300 MX 5 host.test.\n"},
    {"a 300 MX 10 x\n", 0, "a 300 MX 10 x\na 300 MX 5 host.test.\n"},
    {"a 5m MX 10 x\n", 0, "a 5m MX 10 x\na 5m MX 5 host.test.\n"},
    {"$TTL 60\na MX 10 x\n", 0, "$TTL 60\na MX 10 x\na 300 MX 5 host.test.\n"},
    {"$TTL 60\na\tIN\tMX\t10 x\n\tIN\tMX\t20 y\n", 1,
     "$TTL 60\na\tIN\tMX\t10 x\n\tIN\tMX\t20 y\n\t300\tIN\tMX\t5 host.test.\n"},
    {"a 60 MX 10 x\nb A 192.0.2.1\n", 0, "a 60 MX 10 x\na 300 MX 5 host.test.\nb 60 A 192.0.2.1\n"},
    {"a 60 A 192.0.2.1\nb MX 10 x\n  A 192.0.2.1", 1,
     "a 60 A 192.0.2.1\nb MX 10 x\nb 300 MX 5 host.test.\n  60 A 192.0.2.1"},
};

static const struct row exchanges[] = {
    {"a 60 MX 10 x ; y\n", 0, "a 60 MX 10 host.test. ; y\n"},
    {"a 60 MX 10\tx.y.\r\n", 0, "a 60 MX 10\thost.test.\r\n"},
    {"a 60 MX ( 10 ; y\n\t x ) ; z", 0, "a 60 MX ( 10 ; y\n\t host.test. ) ; z"},
    {"a 60 MX 10(x)\n", 0, "a 60 MX 10(host.test.)\n"},
    {"a 60 TYPE15 \\# 5 000a 0161 00 ; y\n", 0, "a 60 TYPE15 10 host.test. ; y\n"},
    {"a 60 MX ( \\# 5 000a 016100 )\n", 0, "a 60 MX ( 10 host.test. )\n"},
    {"a 60 MX \\# ( 5 ; y\n 000a ; z\n 0161 00 )\n", 0, "a 60 MX 10 ( host.test. ; y\n ; z\n )\n"},
    {"a 60 MX \\# 5 000a (\n 0161 ) 00\n", 0, "a 60 MX 10 host.test. (\n )\n"},
    {"$GENERATE 1-2 h$ 60 MX \"10 x\"\n", 0, NULL},
    {"a 60 A 192.0.2.1\n", 0, NULL},
    {"a 60 MX {{ x }}\n", 0, NULL},
};

static size_t insert(void *mem, const struct document *document, const struct record *record,
                     struct edit *edits)
{
    return change_insert_mx(mem, document, record, 5, "host.test", -1, edits);
}

static size_t insert_slow(void *mem, const struct document *document, const struct record *record,
                          struct edit *edits)
{
    return change_insert_mx(mem, document, record, 5, "host.test", 300, edits);
}

static size_t exchange(void *mem, const struct document *document, const struct record *record,
                       struct edit *edits)
{
    return change_exchange(mem, document, record, "host.test", edits);
}

typedef size_t change_function(void *mem, const struct document *document,
                               const struct record *record, struct edit *edits);

static void rows_check(change_function *change, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *mem = talloc_new(NULL);
        struct edit edits[EDITS_MAX];
        struct document *document = read_text(mem, rows[i].before);
        if (rows[i].record >= document->record_count)
            fail_msg("%s: no such record", rows[i].before);
        size_t made = change(mem, document, &document->records[rows[i].record], edits);
        const char *after = made == 0 ? "nothing" : apply(mem, document, edits, made);
        if (strcmp(after, rows[i].after == NULL ? "nothing" : rows[i].after) != 0)
            fail_msg("%s--- became\n%s--- for\n%s", rows[i].before, after,
                     rows[i].after == NULL ? "nothing" : rows[i].after);
        talloc_free(mem);
    }
}

#define CHECK(change, rows) rows_check(change, rows, sizeof rows / sizeof rows[0])

static void test_erase(void **state)
{
    (void)state;
    CHECK(change_erase, erasures);
}

static void test_insert(void **state)
{
    (void)state;
    CHECK(insert, insertions);
    CHECK(insert_slow, slow_insertions);
}

static void test_exchange(void **state)
{
    (void)state;
    CHECK(exchange, exchanges);
}

/* The host of a null MX is the root. */
static void test_root(void **state)
{
    (void)state;
    struct edit edits[EDITS_MAX];
    struct document *document = read_text(NULL, "a 60 MX 0 x\n");
    assert_int_equal(change_exchange(document, document, &document->records[0], ".", edits), 1);
    assert_string_equal(apply(document, document, edits, 1), "a 60 MX 0 .\n");
    talloc_free(document);
}

/* UTF-16 was converted before it was read, so offsets are not those of the file. */
static void test_kept(void **state)
{
    (void)state;
    struct edit edits[EDITS_MAX];
    struct file file = {.path = "x", .bytes = "a 60 MX 0 x\n", .size = 12, .kept = "for a test"};
    struct document *document = format_read(NULL, &master_format, file, "x", (struct loader){0});
    assert_int_equal(change_erase(document, document, document->records, edits), 0);
    assert_int_equal(insert(document, document, document->records, edits), 0);
    assert_int_equal(exchange(document, document, document->records, edits), 0);
    talloc_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erase),    cmocka_unit_test(test_insert),
        cmocka_unit_test(test_exchange), cmocka_unit_test(test_root),
        cmocka_unit_test(test_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
