#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/code/language.h"
#include "parser/format.h"

/*
 * Programs, templates and manuals: any text that is no DNS data. It holds no records; rules read its
 * bytes. So it is a document for the sake of its comments that speak to mxmend. What is worth reading
 * so is known to the rules, not here: the format recognises nothing, and a caller chooses it.
 */

/* How far an open bracket may reach before its statement counts as ended. */
enum { STATEMENT_LINES = 30 };

static uint32_t line_end(const struct file *file, uint32_t at)
{
    const char *lf = memchr(file->bytes + at, '\n', file->size - at);
    return lf == NULL ? file->size : (uint32_t)(lf - file->bytes);
}

static bool line_is_blank(const struct file *file, uint32_t at, uint32_t end)
{
    while (at < end && strchr(" \t\r", file->bytes[at]) != NULL)
        at++;
    return at == end;
}

static int depth_of(const struct file *file, uint32_t at, uint32_t end)
{
    int depth = 0;
    for (; at < end; at++)
        depth += (strchr("([{", file->bytes[at]) != NULL && file->bytes[at] != '\0') -
                 (strchr(")]}", file->bytes[at]) != NULL && file->bytes[at] != '\0');
    return depth;
}

/* The statement that starts at the line `at`: to the end of the line, or until its brackets close. */
static struct span statement_at(const struct file *file, uint32_t at)
{
    struct span statement = {at, at};
    int depth = 0;
    for (unsigned i = 0; i < STATEMENT_LINES && at < file->size; i++) {
        statement.end = line_end(file, at);
        depth += depth_of(file, at, statement.end);
        if (depth <= 0)
            break;
        at = statement.end + 1;
    }
    return statement;
}

/* What stands below a comment: the next line that is no comment, with what belongs to it. */
static struct span next_statement(const struct file *file, const struct comment *comments,
                                  size_t count)
{
    uint32_t at = line_end(file, comments[0].at.end) + 1;
    for (size_t i = 1; at < file->size;) {
        uint32_t start = at, end = line_end(file, at);
        while (start < end && strchr(" \t\r", file->bytes[start]) != NULL)
            start++;
        while (i < count && comments[i].at.start < start)
            i++;
        if (start == end)
            at = end + 1;
        else if (i < count && comments[i].at.start == start)
            at = line_end(file, comments[i].at.end) + 1;
        else
            return statement_at(file, at);
    }
    return (struct span){file->size, file->size};
}

static struct remark remark_of(const struct file *file, const struct comment *comments,
                               size_t count, uint32_t from)
{
    uint32_t start = comments[0].at.start;
    while (start > 0 && file->bytes[start - 1] != '\n')
        start--;
    struct remark remark = {.at = {from, comments[0].text.end},
                            .trailing = !line_is_blank(file, start, comments[0].at.start)};
    remark.entry = remark.trailing ? (struct span){start, comments[0].at.start}
                                   : next_statement(file, comments, count);
    return remark;
}

static void code_read(struct document *document, const char *origin, struct loader loader)
{
    static const char call[] = "mxmend:";
    const struct file *file = &document->files[0];
    (void)origin, (void)loader;
    if (memmem(file->bytes, file->size, call, strlen(call)) == NULL)
        return;
    size_t count;
    void *mem = talloc_new(NULL);
    const struct language *language = language_of(file->path, file->bytes, file->size);
    struct comment *comments = language_comments(mem, language, file->bytes, file->size, &count);
    for (size_t i = 0; i < count; i++) {
        const char *text = file->bytes + comments[i].text.start;
        const char *found = memmem(text, span_length(comments[i].text), call, strlen(call));
        if (found != NULL)
            ARRAY_PUSH(document, document->remarks, document->remark_count,
                       remark_of(file, comments + i, count - i,
                                 (uint32_t)(found - file->bytes) + (uint32_t)strlen(call)));
    }
    talloc_free(mem);
}

static const char *code_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name, (void)bytes, (void)size;
    return NULL;
}

const struct format code_format = {
    .name = "code",
    .summary = "programs, templates and manuals: text that is no DNS data",
    .recognise = code_recognise,
    .read = code_read,
};
