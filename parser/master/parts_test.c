#include "parser/master/parts.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/master/read_text.h"
#include "parser/master/same_document.h"

/* A file that is read in parts gives the document that it gives when it is read in one piece. */

static struct document *read_in_parts(void *mem, struct file file, uint32_t part)
{
    struct loader loader = {
        .load = load_included, .jobs = part == 0 ? 1 : 3, .part = part == 0 ? 1 : part};
    return format_read(mem, &master_format, file, "example.com", loader);
}

static void file_compare(struct file file)
{
    static const uint32_t sizes[] = {1, 30, 100, 700};
    void *mem = talloc_new(NULL);
    struct document *whole = read_in_parts(mem, file, 0);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const char *what = documents_differ(whole, read_in_parts(mem, file, sizes[i]));
        if (what != NULL)
            fail_msg("%s, parts of %u bytes: %s differ", file.path, sizes[i], what);
    }
    talloc_free(mem);
}

/* ---- lines among plain ones -------------------------------------------------------------------- */

static char *text_with(void *mem, const char *line)
{
    char *text = talloc_strdup(mem, "$TTL 60\n@ SOA ns hostmaster 1 2 3 4 5\n");
    for (int i = 0; i < 40; i++)
        text = talloc_asprintf_append_buffer(text, "%sh%d A 192.0.2.%d\n%s", i == 20 ? line : "", i,
                                             i, i % 3 > 0 ? "\tAAAA 2001:db8::1\n" : "");
    return text;
}

static unsigned parts_adopted(const char *text, uint32_t part)
{
    struct reader *reader = talloc_zero(NULL, struct reader);
    struct file file = {.path = "x", .bytes = text, .size = (uint32_t)strlen(text)};
    reader->document = document_new(reader, &master_format, file);
    reader->loader = (struct loader){.load = load_included, .jobs = 2, .part = part};
    reader->owner = NAME_NONE;
    reader->class = 1;
    reader->scope = document_add_scope(reader->document, (struct scope){.origin = NAME_UNKNOWN});
    reader_start(reader, 0, 0, file.size);
    unsigned adopted = parts_read(reader);
    talloc_free(reader);
    return adopted;
}

/* Only the part in which an odd line stands is read once more; and the next one, where a line is in the
 * way of its start or changes what is inherited. */
static const struct {
    const char *line;
    unsigned lost; /* parts, at most */
} lines[] = {
    {"", 0},
    {"$ORIGIN sub\n", 0},
    {"$ORIGIN sub.example.net.\n", 0},
    {"long TXT (\n\"a\"\n\"b\"\n)\n", 1},
    {"long TXT (\nx A 192.0.2.9\ny A 192.0.2.8\nz A 192.0.2.7 )\n", 2},
    {"x TXT \"a;b\" ; a comment\n", 0},
    {"x NONSENSE y\n", 1},
    {"x A 192.0.2.1 ; mxmend: ignore zone-duplicate\n", 1},
    {"; mxmend: ignore-next zone-duplicate\n", 1},
    {"$INCLUDE plain\n", 1},
    {"$GENERATE 1-3 g$ A 192.0.2.$\n", 1},
    {"{{ template }}\n", 1},
    {"x TXT ( \"never closed\"\n", 1},
    {"x TXT \"caf\xe9\"\n", 0},
    {"CAF\xc3\xa9 A 192.0.2.1\n", 1},
};

static void test_lines(void **state)
{
    (void)state;
    enum { SIZE = 90 };
    void *mem = talloc_new(NULL);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char *text = text_with(mem, lines[i].line);
        unsigned adopted = parts_adopted(text, SIZE), all = (unsigned)strlen(text) / SIZE;
        /* parts end with a line, so there are fewer than there is room for */
        if (adopted + lines[i].lost < all * 3 / 4 || (lines[i].lost > 0 && adopted >= all))
            fail_msg("%u of about %u parts taken over with %s", adopted, all, lines[i].line);
        struct file file = {.path = "text", .bytes = text, .size = (uint32_t)strlen(text)};
        file_compare(file);
    }
    talloc_free(mem);
}

/* What is supposed of a part has to be so where it begins. */
static void test_inherited(void **state)
{
    (void)state;
    static const char *const changes[] = {"$TTL 90\n",      "h0 A 192.0.2.7\n$TTL 1h\n",
                                          " A 192.0.2.7\n", "c0 CH A 192.0.2.7\n",
                                          "$ORIGIN .\n",    "\n \n"};
    void *mem = talloc_new(NULL);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        char *text = text_with(mem, changes[i]);
        struct file file = {.path = changes[i], .bytes = text, .size = (uint32_t)strlen(text)};
        file_compare(file);
        file.bytes += strlen("$TTL 60\n"); /* and with no TTL at all */
        file.size -= (uint32_t)strlen("$TTL 60\n");
        file_compare(file);
    }
    talloc_free(mem);
}

/* An origin so long that some names below it are too long, which no part can know. */
static void test_long_origin(void **state)
{
    (void)state;
    void *mem = talloc_new(NULL);
    for (size_t octets = 100; octets < 240; octets += 20) {
        char *line = talloc_strdup(mem, "$ORIGIN ");
        while (strlen(line) < octets)
            line = talloc_strdup_append(line, "abcdefghi.");
        line = talloc_asprintf_append(line,
                                      "\n%060d MX 10 %060d\n%060d.%060d A 192.0.2.1\n"
                                      "x MX 10 %060d.%060d.%d\n",
                                      1, 2, 3, 4, 5, 6, 7);
        char *text = text_with(mem, line);
        struct file file = {.path = "long", .bytes = text, .size = (uint32_t)strlen(text)};
        file_compare(file);
    }
    talloc_free(mem);
}

/* An entry that goes on far behind its part, where it looks like another one. */
static void test_long_entry(void **state)
{
    (void)state;
    enum { LONG = 1 << 17 };
    void *mem = talloc_new(NULL);
    char *line = talloc_strdup(mem, "x TXT ( a\nb ) ;"), *rest = talloc_size(mem, LONG);
    for (size_t i = 0; i + 1 < LONG; i++)
        rest[i] = " a A 192.0.2.2 ;"[i % 16];
    rest[LONG - 1] = '\0';
    char *text = text_with(mem, talloc_asprintf_append(line, "%s\n", rest));
    struct file file = {.path = "long entry", .bytes = text, .size = (uint32_t)strlen(text)};
    file_compare(file);
    talloc_free(mem);
}

/* ---- files ------------------------------------------------------------------------------------- */

static unsigned files_read;

static int file_visit(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    enum { LARGE = 1 << 14 };
    (void)place;
    if (kind != FTW_F || status->st_size > LARGE)
        return 0;
    if (strstr(path, ".zone") == NULL && strstr(path, "/reader/") == NULL)
        return 0;
    static char bytes[LARGE];
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    uint32_t size = (uint32_t)fread(bytes, 1, sizeof bytes, stream);
    assert_int_equal(fclose(stream), 0);
    file_compare((struct file){.path = path, .bytes = bytes, .size = size});
    files_read++;
    return 0;
}

static void test_files(void **state)
{
    (void)state;
    assert_int_equal(nftw(MXMEND_SOURCE_DIR "/testdata", file_visit, 16, FTW_PHYS), 0);
    assert_true(files_read > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),       cmocka_unit_test(test_inherited),
        cmocka_unit_test(test_long_origin), cmocka_unit_test(test_long_entry),
        cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
