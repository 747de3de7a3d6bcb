#include "cmd/disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include <cmocka.h>

#include "cmd/nearest.h"
#include "cmd/path.h"
#include "cmd/replace_file.h"
#include "parser/utf16.h"

/* The small parts that touch files, or that the rest of cmd/ is made of. */

static void test_utf16(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *expected;
    } cases[] = {
        {"\xff\xfe"
         "a\0\xe9\0",
         6, "a\xc3\xa9"},
        {"\xfe\xff\0a\0\xe9", 6, "a\xc3\xa9"},
        {"\xff\xfe\x3d\xd8\xec\xdc", 6, "\xf0\x9f\x93\xac"},
        {"\xff\xfe\x3d\xd8"
         "a\0",
         6,
         "\xef\xbf\xbd"
         "a"},
        {"\xff\xfe\xec\xdc"
         "a\0",
         6,
         "\xef\xbf\xbd"
         "a"},
        {"\xff\xfe"
         "a",
         3, "\xef\xbf\xbd"},
        {"\xff\xfe", 2, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length;
        assert_true(utf16_is(cases[i].bytes, cases[i].size));
        char *text = utf16_convert(NULL, cases[i].bytes, cases[i].size, &length, NULL);
        assert_int_equal(length, strlen(cases[i].expected));
        assert_memory_equal(text, cases[i].expected, length);
        talloc_free(text);
    }
    assert_false(utf16_is("\xff", 1));
    assert_false(utf16_is("\xef\xbb\xbf", 3));
}

static void test_paths(void **state)
{
    (void)state;
    void *mem = talloc_new(NULL);
    assert_string_equal(path_join(mem, ".", "./a//b/./c/"), "a/b/c");
    assert_string_equal(path_join(mem, "/", "a"), "/a");
    assert_string_equal(path_join(mem, "x", "/a//b"), "/a/b");
    assert_string_equal(path_join(mem, ".", "."), ".");
    assert_string_equal(path_join(mem, ".", "../a"), "../a");
    assert_string_equal(path_folder(mem, "a"), ".");
    assert_string_equal(path_folder(mem, "/a"), "/");
    assert_string_equal(path_folder(mem, "a/b/c"), "a/b");
    assert_true(path_is_within("/a/b", "/a"));
    assert_true(path_is_within("/a", "/a"));
    assert_true(path_is_within("/a", "/"));
    assert_false(path_is_within("/ab", "/a"));
    talloc_free(mem);
}

static const char *nearest_of(const char *word)
{
    struct nearest nearest = {.word = word};
    nearest_offer(&nearest, "check");
    nearest_offer(&nearest, "diff");
    nearest_offer(&nearest, "fix");
    return nearest.best;
}

static void test_nearest(void **state)
{
    (void)state;
    assert_string_equal(nearest_of("chekc"), "check");
    assert_string_equal(nearest_of("difff"), "diff");
    assert_string_equal(nearest_of("fix"), "fix");
    assert_null(nearest_of("something"));
    assert_null(nearest_of("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
}

static void write_file(const char *path, size_t size)
{
    FILE *file = fopen(path, "w");
    for (size_t i = 0; i < size; i++)
        fputc((int)('a' + i % 26), file);
    assert_int_equal(fclose(file), 0);
}

/* Small and large files, around the size from which on they are mapped. */
static void test_read(void **state)
{
    (void)state;
    char path[] = "/tmp/mxmend-disk-XXXXXX";
    const size_t sizes[] = {0, 1, 4096, (1 << 20) - 1, 1 << 20, (1 << 20) + 1};
    const char *why;
    close(mkstemp(path));
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        write_file(path, sizes[i]);
        struct disk_file *file = disk_read(NULL, path, &why);
        assert_non_null(file);
        assert_non_null(file->bytes);
        assert_int_equal(file->size, sizes[i]);
        for (size_t at = 0; at < sizes[i]; at++)
            assert_true(file->bytes[at] == (char)('a' + at % 26));
        talloc_free(file);
    }
    unlink(path);
    assert_null(disk_read(NULL, path, &why));
    assert_string_equal(why, "No such file or directory");
    talloc_free((void *)(uintptr_t)why);
}

static void test_replace(void **state)
{
    (void)state;
    char path[] = "/tmp/mxmend-disk-XXXXXX";
    const char *why;
    struct stat status;
    void *mem = talloc_new(NULL);
    close(mkstemp(path));
    write_file(path, 10);
    assert_int_equal(chmod(path, 0604), 0);
    struct disk_file *old = disk_read(mem, path, &why);
    assert_null(replace_file(mem, old, "new", 3));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_size, 3);
    assert_int_equal(status.st_mode & 07777, 0604);
    assert_non_null(strstr(replace_file(mem, old, "newer", 5), "meanwhile"));
    old->bytes = NULL;
    assert_null(disk_read_again(mem, old, &why));
    unlink(path);
    talloc_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf16),   cmocka_unit_test(test_paths),
        cmocka_unit_test(test_nearest), cmocka_unit_test(test_read),
        cmocka_unit_test(test_replace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
