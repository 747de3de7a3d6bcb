#include "unidiff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "array.h"

enum { CONTEXT = 3 }; /* lines, as git and diff -u have it */

/* Text that grows at its end. */
struct buffer {
    char *bytes;
    size_t length, room;
};

/* Whole lines that give way to others. Either side may be empty, not both. */
struct change {
    struct span old;       /* bytes of the old text */
    size_t start, end;     /* bytes of struct diff's new_lines */
    size_t line;           /* lines before old.start */
    size_t removed, added; /* lines */
};

/* Everything in here belongs to a context that goes when the diff is made, but for `out`. */
struct diff {
    void *mem;
    const char *bytes;
    uint32_t size;
    struct buffer new_lines; /* those of all changes, one after the other */
    struct change *changes;
    size_t change_count;
    struct buffer out;
};

static void append(struct diff *diff, struct buffer *buffer, const void *bytes, size_t length)
{
    if (length == 0)
        return;
    if (buffer->length + length > buffer->room) {
        buffer->room = (buffer->length + length) * 2;
        buffer->bytes = talloc_realloc_size(diff->mem, buffer->bytes, buffer->room);
        if (buffer->bytes == NULL)
            abort();
    }
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

static void print(struct diff *diff, const char *text)
{
    append(diff, &diff->out, text, strlen(text));
}

/* Start of the line that holds `offset`, looked for in [low, offset). */
static size_t line_start(const char *bytes, size_t low, size_t offset)
{
    const char *at = offset > low ? memrchr(bytes + low, '\n', offset - low) : NULL;
    return at == NULL ? low : (size_t)(at - bytes) + 1;
}

/* End of the line that holds `offset`, its LF included. */
static size_t line_end(const char *bytes, size_t high, size_t offset)
{
    const char *at = offset < high ? memchr(bytes + offset, '\n', high - offset) : NULL;
    return at == NULL ? high : (size_t)(at - bytes) + 1;
}

static size_t count_lines(const char *bytes, size_t start, size_t end)
{
    size_t count = 0;
    for (; start < end; count++)
        start = line_end(bytes, end, start);
    return count;
}

static bool bytes_equal(const char *a, const char *b, size_t length)
{
    return length == 0 || memcmp(a, b, length) == 0;
}

/* Leaves out the lines with which both sides start, then those with which both end. */
static void trim_change(struct diff *diff, struct change *change)
{
    struct buffer *text = &diff->new_lines;
    size_t old = change->old.start, old_end = change->old.end, new = change->start;
    while (old < old_end && new < text->length) {
        size_t length = line_end(diff->bytes, old_end, old) - old;
        if (line_end(text->bytes, text->length, new) - new != length ||
            !bytes_equal(diff->bytes + old, text->bytes + new, length))
            break;
        old += length;
        new += length;
    }
    while (old < old_end && new < text->length) {
        size_t length = old_end - line_start(diff->bytes, old, old_end - 1);
        if (text->length - line_start(text->bytes, new, text->length - 1) != length ||
            !bytes_equal(diff->bytes + old_end - length, text->bytes + text->length - length,
                         length))
            break;
        old_end -= length;
        text->length -= length;
    }
    change->old = (struct span){(uint32_t)old, (uint32_t)old_end};
    change->end = change->start + text->length - new;
    if (text->length > new)
        memmove(text->bytes + change->start, text->bytes + new, text->length - new);
    text->length = change->end;
}

/* Adds a trimmed change behind the last one, or to it when no line stands between them. */
static void add_change(struct diff *diff, struct change change)
{
    struct change *last = diff->change_count > 0 ? &diff->changes[diff->change_count - 1] : NULL;
    if (span_is_empty(change.old) && change.start == change.end)
        return;
    change.removed = count_lines(diff->bytes, change.old.start, change.old.end);
    change.added = count_lines(diff->new_lines.bytes, change.start, change.end);
    if (last != NULL && last->old.end == change.old.start) {
        last->old.end = change.old.end;
        last->end = change.end;
        last->removed += change.removed;
        last->added += change.added;
        return;
    }
    size_t from = last == NULL ? 0 : last->old.end;
    change.line = (last == NULL ? 0 : last->line + last->removed) +
                  count_lines(diff->bytes, from, change.old.start);
    ARRAY_PUSH(diff->mem, diff->changes, diff->change_count, change);
}

/*
 * Makes a change of the first edits, those that share a line with one another; returns how many.
 * The line at the end of each edit is taken in too, since the edit may move its start: trimming
 * gives it back.
 */
static size_t take_change(struct diff *diff, const struct edit *edits, size_t count)
{
    struct change change = {.start = diff->new_lines.length};
    size_t copied = line_start(diff->bytes, 0, edits[0].old.start), taken = 0, end;
    change.old.start = (uint32_t)copied;
    do {
        append(diff, &diff->new_lines, diff->bytes + copied, edits[taken].old.start - copied);
        append(diff, &diff->new_lines, edits[taken].text, edits[taken].length);
        copied = edits[taken].old.end;
        end = line_end(diff->bytes, diff->size, copied);
        taken++;
    } while (taken < count && (edits[taken].old.start < end || end == diff->size));
    append(diff, &diff->new_lines, diff->bytes + copied, end - copied);
    change.old.end = (uint32_t)end;
    trim_change(diff, &change);
    add_change(diff, change);
    return taken;
}

static void print_lines(struct diff *diff, char mark, const char *bytes, size_t start, size_t end)
{
    while (start < end) {
        size_t next = line_end(bytes, end, start);
        append(diff, &diff->out, &mark, 1);
        append(diff, &diff->out, bytes + start, next - start);
        start = next;
    }
}

/* The same for lines that may be the last of their text, which then perhaps lacks its line end. */
static void print_last(struct diff *diff, char mark, const char *bytes, size_t start, size_t end)
{
    print_lines(diff, mark, bytes, start, end);
    if (start < end && bytes[end - 1] != '\n')
        print(diff, "\n\\ No newline at end of file\n");
}

/* One side of a hunk's head. A side without lines is named by the line before it. */
static void print_range(struct diff *diff, char mark, size_t before, size_t count)
{
    char text[64];
    snprintf(text, sizeof text, count == 1 ? "%c%zu " : "%c%zu,%zu ", mark,
             count == 0 ? before : before + 1, count);
    print(diff, text);
}

/* Lines that stand unchanged before change `index`, from the change before it. */
static size_t gap_before(const struct diff *diff, size_t index)
{
    const struct change *before = &diff->changes[index - 1];
    return diff->changes[index].line - before->line - before->removed;
}

/* Prints the hunk of changes [first, last]; `*shift` is how far the lines before it have moved. */
static void print_hunk(struct diff *diff, size_t first, size_t last, ptrdiff_t *shift)
{
    const struct change *change = &diff->changes[first], *end = &diff->changes[last];
    size_t from = change->old.start, to = end->old.end;
    for (int i = 0; i < CONTEXT && from > 0; i++)
        from = line_start(diff->bytes, 0, from - 1);
    for (int i = 0; i < CONTEXT && to < diff->size; i++)
        to = line_end(diff->bytes, diff->size, to);

    ptrdiff_t growth = 0;
    for (size_t i = first; i <= last; i++)
        growth += (ptrdiff_t)diff->changes[i].added - (ptrdiff_t)diff->changes[i].removed;
    size_t before = change->line - count_lines(diff->bytes, from, change->old.start);
    size_t count = count_lines(diff->bytes, from, to);
    print(diff, "@@ ");
    print_range(diff, '-', before, count);
    print_range(diff, '+', (size_t)((ptrdiff_t)before + *shift),
                (size_t)((ptrdiff_t)count + growth));
    print(diff, "@@\n");
    *shift += growth;

    for (; change <= end; change++) {
        print_lines(diff, ' ', diff->bytes, from, change->old.start);
        print_last(diff, '-', diff->bytes, change->old.start, change->old.end);
        print_last(diff, '+', diff->new_lines.bytes, change->start, change->end);
        from = change->old.end;
    }
    print_last(diff, ' ', diff->bytes, from, to);
}

static void print_hunks(struct diff *diff)
{
    ptrdiff_t shift = 0;
    for (size_t first = 0, next = 1; first < diff->change_count; first = next++) {
        while (next < diff->change_count && gap_before(diff, next) <= 2 * CONTEXT)
            next++;
        print_hunk(diff, first, next - 1, &shift);
    }
}

static bool is_plain(unsigned char byte)
{
    return byte >= ' ' && byte < 127 && byte != '"' && byte != '\\';
}

/* Prints prefix and path, in C quotes when a byte asks for it, as git does (core.quotePath). */
static void print_path(struct diff *diff, const char *prefix, const char *path)
{
    static const char special[] = "\a\b\t\n\v\f\r\"\\", letters[] = "abtnvfr\"\\";
    bool quoted = false;
    for (const char *p = path; *p != '\0'; p++)
        quoted = quoted || !is_plain((unsigned char)*p);
    print(diff, quoted ? "\"" : "");
    print(diff, prefix);
    for (const char *p = path; *p != '\0'; p++) {
        char text[8] = {*p};
        const char *found = strchr(special, *p);
        if (found != NULL)
            snprintf(text, sizeof text, "\\%c", letters[found - special]);
        else if (!is_plain((unsigned char)*p))
            snprintf(text, sizeof text, "\\%03o", (unsigned char)*p);
        print(diff, text);
    }
    print(diff, quoted ? "\"" : "");
}

/*
 * No "diff --git" line: with one, `git apply` reads the paths from the top of the repository and
 * skips the patch in any other folder. A path with a blank in it is closed by a TAB, as git does,
 * so that patch(1) does not take the rest for a date.
 */
static void print_head(struct diff *diff, const char *path)
{
    const char *close = strchr(path, ' ') != NULL ? "\t\n" : "\n";
    print(diff, "--- ");
    print_path(diff, "a/", path);
    print(diff, close);
    print(diff, "+++ ");
    print_path(diff, "b/", path);
    print(diff, close);
}

char *unidiff(void *mem, const char *path, const char *bytes, uint32_t size,
              const struct edit *edits, size_t count, size_t *length)
{
    struct diff diff = {.mem = talloc_new(mem), .bytes = bytes, .size = size};
    for (size_t taken = 0; taken < count;)
        taken += take_change(&diff, edits + taken, count - taken);
    if (diff.change_count > 0)
        print_head(&diff, path);
    print_hunks(&diff);
    append(&diff, &diff.out, "", 1);
    *length = diff.out.length - 1;
    char *text = talloc_steal(mem, diff.out.bytes);
    talloc_free(diff.mem);
    return text;
}
