#include "parser/unidiff.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

/*
 * Any edits of any text: the settled ones can be applied, and the diff of them, read back by the
 * little patch(1) below, gives the same bytes.
 */

enum { EDITS_MAX = 8 };

struct reader {
    const uint8_t *at, *end;
};

static uint32_t take(struct reader *reader, uint32_t limit)
{
    uint32_t value = 0;
    for (int i = 0; i < 2 && reader->at < reader->end; i++)
        value = value << 8 | *reader->at++;
    return value % limit;
}

/* The bytes hold the edits, each with two places and the length of its text, and then the text. */
static size_t read_edits(struct reader *reader, struct edit *edits)
{
    size_t count = take(reader, EDITS_MAX + 1);
    for (size_t i = 0; i < count; i++) {
        edits[i] = (struct edit){.old = {take(reader, 1024), take(reader, 1024)},
                                 .text = "\n\n\r\na\nb\n-+ @@\\ No",
                                 .length = take(reader, 8),
                                 .safety = take(reader, 2) == 0 ? SAFE : UNSAFE};
        edits[i].text += take(reader, 8);
    }
    return count;
}

static void fit_edits(struct edit *edits, size_t count, uint32_t size)
{
    for (size_t i = 0; i < count; i++) {
        struct span *old = &edits[i].old;
        old->start = old->start > size ? size : old->start;
        old->end = old->end > size ? size : old->end;
        if (old->end < old->start)
            *old = (struct span){old->end, old->start};
    }
}

static const char *next_line(const char *line, const char *end)
{
    const char *at = memchr(line, '\n', (size_t)(end - line));
    if (at == NULL)
        abort(); /* a diff is made of whole lines */
    return at + 1;
}

/* The text that a diff is applied to, and the text that comes of it. */
struct patch {
    const char *old;
    size_t at, size; /* bytes of `old` */
    size_t line;     /* lines before `at` */
    char *new;
    size_t new_size;
};

static void add(struct patch *patch, const char *bytes, size_t length)
{
    memcpy(patch->new + patch->new_size, bytes, length);
    patch->new_size += length;
}

/* Copies the lines before a hunk, whose head is "@@ -LINE,COUNT …" or "@@ -LINE …". */
static void go_to_hunk(struct patch *patch, const char *head)
{
    char *end;
    size_t line = strtoul(head + strlen("@@ -"), &end, 10);
    bool is_empty = *end == ',' && strtoul(end + 1, NULL, 10) == 0;
    while (patch->line + !is_empty < line) {
        const char *at = patch->old + patch->at;
        size_t length = (size_t)(next_line(at, patch->old + patch->size) - at);
        add(patch, at, length);
        patch->at += length;
        patch->line++;
    }
}

static void apply_line(struct patch *patch, char mark, const char *line, size_t length)
{
    if (mark != '+') {
        if (length > patch->size - patch->at || memcmp(patch->old + patch->at, line, length) != 0)
            abort();
        patch->at += length;
        patch->line++;
    }
    if (mark != '-')
        add(patch, line, length);
}

static void apply_diff(struct patch *patch, const char *diff, const char *end)
{
    const char *line = diff, *next;
    for (int i = 0; i < 2 && line < end; i++) /* the head */
        line = next_line(line, end);
    for (; line < end; line = next) {
        next = next_line(line, end);
        bool is_cut = next < end && *next == '\\';
        if (*line == '@')
            go_to_hunk(patch, line);
        else if (*line != '\\')
            apply_line(patch, *line, line + 1, (size_t)(next - line) - 1 - is_cut);
    }
    add(patch, patch->old + patch->at, patch->size - patch->at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reader reader = {data, data + size};
    struct edit edits[EDITS_MAX];
    size_t count = read_edits(&reader, edits), new_size, length;
    const char *text = (const char *)reader.at;
    uint32_t text_size = (uint32_t)(reader.end - reader.at);
    fit_edits(edits, count, text_size);
    count = edits_settle(edits, count);

    void *mem = talloc_new(NULL);
    char *new_text = edits_apply(mem, text, text_size, edits, count, &new_size);
    char *diff = unidiff(mem, "zone", text, text_size, edits, count, &length);
    struct patch patch = {.old = text, .size = text_size};
    patch.new = talloc_size(mem, text_size + length + 1);
    apply_diff(&patch, diff, diff + length);
    if (patch.new_size != new_size || memcmp(patch.new, new_text, new_size) != 0)
        abort();
    talloc_free(mem);
    return 0;
}
