#include "parser/unidiff.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include <cmocka.h>

#include "parser/random_edits.h"

static void expect(const char *path, const char *text, struct edit *edits, size_t count,
                   const char *expected)
{
    size_t length;
    char *diff = unidiff(NULL, path, text, (uint32_t)strlen(text), edits, count, &length);
    assert_int_equal(length, strlen(expected));
    assert_string_equal(diff, expected);
    talloc_free(diff);
}

static struct edit edit(uint32_t start, uint32_t end, const char *text)
{
    return (struct edit){.old = {start, end}, .text = text, .length = strlen(text)};
}

static void test_hunk(void **state)
{
    (void)state;
    struct edit one[] = {edit(8, 9, "E")};
    expect("z", "a\nb\nc\nd\ne\nf\ng\nh\ni\n", one, 1,
           "--- a/z\n+++ b/z\n"
           "@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n");
    struct edit adjacent[] = {edit(0, 1, "A"), edit(2, 3, "B")};
    expect("z", "a\nb\n", adjacent, 2, "--- a/z\n+++ b/z\n@@ -1,2 +1,2 @@\n-a\n-b\n+A\n+B\n");
}

/* A whole line that comes or goes leaves its neighbours alone. */
static void test_minimal(void **state)
{
    (void)state;
    struct edit insert[] = {edit(2, 2, "x\n")}, append[] = {edit(3, 3, "\nx")};
    const char *expected = "--- a/z\n+++ b/z\n@@ -1,2 +1,3 @@\n a\n+x\n b\n";
    expect("z", "a\nb\n", insert, 1, expected);
    struct edit insert_behind[] = {edit(1, 1, "\nx")};
    expect("z", "a\nb\n", insert_behind, 1, expected);
    expect("z", "a\nb\n", append, 1, "--- a/z\n+++ b/z\n@@ -1,2 +1,3 @@\n a\n b\n+x\n");
    struct edit erase[] = {edit(0, 2, "")};
    expect("z", "a\nb\n", erase, 1, "--- a/z\n+++ b/z\n@@ -1,2 +1 @@\n-a\n b\n");
    struct edit same[] = {edit(0, 1, "a")};
    expect("z", "a\nb\n", same, 1, "");
    expect("z", "a\nb\n", NULL, 0, "");
}

static void test_last_line(void **state)
{
    (void)state;
    struct edit append[] = {edit(1, 1, "\nb")};
    expect("z", "a", append, 1,
           "--- a/z\n+++ b/z\n@@ -1 +1,2 @@\n"
           "-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n");
    struct edit fill[] = {edit(0, 0, "b\n")};
    expect("z", "", fill, 1, "--- a/z\n+++ b/z\n@@ -0,0 +1 @@\n+b\n");
}

static void test_path(void **state)
{
    (void)state;
    struct edit edits[] = {edit(0, 1, "b")};
    expect("a b/c", "a\n", edits, 1, "--- a/a b/c\t\n+++ b/a b/c\t\n@@ -1 +1 @@\n-a\n+b\n");
    expect("\t\"\\\x01\xc3\xa9", "a\n", edits, 1,
           "--- \"a/\\t\\\"\\\\\\001\\303\\251\"\n+++ \"b/\\t\\\"\\\\\\001\\303\\251\"\n"
           "@@ -1 +1 @@\n-a\n+b\n");
}

/* Hunks that are six lines apart are one, as with git; seven apart they are two. */
static void test_gap(void **state)
{
    (void)state;
    char text[] = "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    struct edit close[] = {edit(0, 1, "x"), edit(14, 15, "y")};
    expect("z", text, close, 2,
           "--- a/z\n+++ b/z\n@@ -1,10 +1,10 @@\n"
           "-0\n+x\n 1\n 2\n 3\n 4\n 5\n 6\n-7\n+y\n 8\n 9\n");
    struct edit far[] = {edit(0, 2, ""), edit(16, 17, "y")};
    expect("z", text, far, 2,
           "--- a/z\n+++ b/z\n@@ -1,4 +1,3 @@\n-0\n 1\n 2\n 3\n"
           "@@ -6,5 +5,5 @@\n 5\n 6\n 7\n-8\n+y\n 9\n");
}

/* ---- real git and patch ---------------------------------------------------------------------- */

enum { SAMPLES = 3000 };

static const char *const odd_names[] = {"%u",      "a b %u",     "\"q\"%u",
                                        "tab\t%u", "\xc3\xa9%u", "-%u\\"};

static void write_file(const char *folder, const char *name, const char *bytes, size_t size,
                       const char *mode)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, mode);
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void write_sample(const char *folder, unsigned number)
{
    unsigned seed = number;
    char text[RANDOM_TEXT_MAX], texts[RANDOM_EDITS_MAX][8], name[64];
    struct edit edits[RANDOM_EDITS_MAX];
    uint32_t size = random_text(&seed, text, RANDOM_TEXT_MAX / (number % 8 + 1));
    size_t count = edits_settle(edits, random_edits(&seed, size, edits, texts)), new_size, length;
    char *new_text = edits_apply(NULL, text, size, edits, count, &new_size);
    const char *pattern = odd_names[number % (sizeof odd_names / sizeof *odd_names)];
    snprintf(name, sizeof name, pattern, number);
    char *diff = unidiff(NULL, name, text, size, edits, count, &length);
    /* patch(1) deletes a file that becomes empty. */
    if (new_size > 0 || size == 0) {
        write_file(folder, talloc_asprintf(diff, "git/%s", name), text, size, "w");
        write_file(folder, talloc_asprintf(diff, "patch/%s", name), text, size, "w");
        write_file(folder, talloc_asprintf(diff, "expected/%s", name), new_text, new_size, "w");
        write_file(folder, "diff", diff, length, "a");
    }
    talloc_free(diff);
    talloc_free(new_text);
}

static void run_in(const char *folder, const char *command)
{
    char text[256];
    snprintf(text, sizeof text, "cd %s && %s", folder, command);
    assert_int_equal(system(text), 0); /* NOLINT(cert-env33-c): the tools are what is tested */
}

static void test_tools(void **state)
{
    (void)state;
    char folder[] = "/tmp/mxmend-unidiff-XXXXXX";
    assert_non_null(mkdtemp(folder));
    run_in(folder, "mkdir git patch expected");
    for (unsigned number = 0; number < SAMPLES; number++)
        write_sample(folder, number);
    run_in(folder, "git init -q . && cd git && git apply --whitespace=nowarn ../diff");
    run_in(folder, "cd patch && patch -s -p1 < ../diff");
    run_in(folder, "diff -r git expected && diff -r patch expected");
    run_in(folder, "rm -rf $PWD");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hunk),      cmocka_unit_test(test_minimal),
        cmocka_unit_test(test_last_line), cmocka_unit_test(test_path),
        cmocka_unit_test(test_gap),       cmocka_unit_test(test_tools),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
