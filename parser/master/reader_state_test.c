#include "parser/master/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/master/read_text.h"

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
        struct document *document = read_text(NULL, inheritances[i].text);
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
    {"<%= x %> A 192.0.2.1", PROBLEM_TEMPLATE, "<%= x %>"},
    {"{# x #}", PROBLEM_TEMPLATE, "{# x #}"},
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
        struct document *document = read_text(NULL, text);
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
        read_text(NULL, "a 60 A 192.0.2.1\nb MX ( 10 c\nd A 192.0.2.2\ne TXT (\nf A 192.0.2.3\n");
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
    struct document *document =
        read_text(NULL, "a 60 A 192.0.2.1\nb CH A 192.0.2.2\nc A 192.0.2.3\n");
    assert_int_equal(document->problem_count, 1);
    assert_int_equal(document->records[document->record_count - 1].class, 1);
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
    struct document *document = format_read(NULL, &master_format, file, "example.com",
                                            (struct loader){.load = load_next, .context = &number});
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
    struct document *document = read_text(NULL, text);
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
    struct document *document = read_text(NULL, "$GENERATE 1-1048576 a$ 60 A 192.0.2.1\n"
                                                "$GENERATE 1-1 a$ 60 A 192.0.2.1\nz A 192.0.2.1\n");
    assert_int_equal(document->record_count, READER_GENERATED + 1);
    assert_int_equal(document->problems[document->problem_count - 1].kind, PROBLEM_GENERATE_BOUNDS);
    assert_true(document->halted);
    talloc_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inheritance),     cmocka_unit_test(test_faults),
        cmocka_unit_test(test_rescue),          cmocka_unit_test(test_class),
        cmocka_unit_test(test_depth),           cmocka_unit_test(test_problem_bound),
        cmocka_unit_test(test_generated_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
