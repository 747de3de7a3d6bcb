#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/code/language.h"

/* Where the reading of a text stands. */
struct text_reader {
    const struct language *language;
    const char *bytes;
    uint32_t size, at;
    bool blank;       /* nothing but blanks stands on the line before `at` */
    bool starts[256]; /* bytes with which a comment or a string may start */
};

static bool stands(const struct text_reader *reader, const char *text, size_t length)
{
    return length <= reader->size - reader->at &&
           memcmp(reader->bytes + reader->at, text, length) == 0;
}

/* Behind the next `text`, or behind the end of the line or the file if that comes first. */
static uint32_t find_end(const struct text_reader *reader, uint32_t from, const char *text,
                         size_t length)
{
    const char *start = reader->bytes + from;
    const char *found = memmem(start, reader->size - from, text, length);
    return found == NULL ? reader->size : (uint32_t)(found - reader->bytes) + (uint32_t)length;
}

static uint32_t find_line_end(const struct text_reader *reader, uint32_t from)
{
    const char *lf = memchr(reader->bytes + from, '\n', reader->size - from);
    return lf == NULL ? reader->size : (uint32_t)(lf - reader->bytes);
}

static void step_to(struct text_reader *reader, uint32_t to)
{
    for (; reader->at < to; reader->at++) {
        char byte = reader->bytes[reader->at];
        if (byte == '\n')
            reader->blank = true;
        else if (byte != ' ' && byte != '\t' && byte != '\r')
            reader->blank = false;
    }
}

/*
 * A sign starts a comment at the start of a line and behind a blank or a bracket: "#" is also a part
 * of words ($#, page#part), and "//" one of addresses.
 */
static bool may_start(const struct text_reader *reader)
{
    if (reader->blank || reader->at == 0)
        return true;
    return reader->language->bit != LANGUAGE_TEXT &&
           strchr(" \t;,)}]({[>\"'", reader->bytes[reader->at - 1]) != NULL;
}

static bool read_line_comment(struct text_reader *reader, struct comment *comment)
{
    if (!may_start(reader))
        return false;
    for (size_t i = 0; i < 3 && reader->language->line[i] != NULL; i++) {
        size_t length = strlen(reader->language->line[i]);
        if (!stands(reader, reader->language->line[i], length))
            continue;
        uint32_t end = find_line_end(reader, reader->at);
        *comment = (struct comment){{reader->at, end}, {reader->at + (uint32_t)length, end}};
        step_to(reader, end);
        return true;
    }
    return false;
}

static bool read_block_comment(struct text_reader *reader, struct comment *comment)
{
    for (size_t i = 0; i < 2 && reader->language->block[i].open != NULL; i++) {
        const char *open = reader->language->block[i].open;
        const char *close = reader->language->block[i].close;
        if (!stands(reader, open, strlen(open)))
            continue;
        uint32_t from = reader->at + (uint32_t)strlen(open);
        uint32_t end = find_end(reader, from, close, strlen(close));
        uint32_t inside = end - from >= strlen(close) ? end - (uint32_t)strlen(close) : end;
        *comment = (struct comment){{reader->at, end}, {from, inside}};
        step_to(reader, end);
        return true;
    }
    return false;
}

/* A string that may run over many lines. True: it is a comment in effect (Python's docstrings). */
static bool read_longer(struct text_reader *reader, struct comment *comment, bool *found)
{
    for (const char *list = reader->language->longer; list != NULL && *list != '\0';) {
        size_t open = strcspn(list, " ");
        const char *close = list + open + 1;
        size_t length = strcspn(close, " ");
        if (!stands(reader, list, open)) {
            list = close + length + strspn(close + length, " ");
            continue;
        }
        uint32_t start = reader->at, from = start + (uint32_t)open;
        bool documents = reader->language->documented && reader->blank;
        step_to(reader, find_end(reader, from, close, length));
        *comment = (struct comment){{start, reader->at}, {from, reader->at}};
        *found = true;
        return documents;
    }
    return false;
}

/* A string that ends with its line at the latest: what is cut off there does no harm below. */
static bool skip_string(struct text_reader *reader)
{
    char quote = reader->bytes[reader->at];
    if (quote == '\0' || strchr(reader->language->quotes, quote) == NULL)
        return false;
    uint32_t at = reader->at + 1;
    for (; at < reader->size && reader->bytes[at] != quote && reader->bytes[at] != '\n'; at++)
        if (reader->bytes[at] == reader->language->escape && at + 1 < reader->size &&
            reader->bytes[at + 1] != '\n')
            at++;
    step_to(reader, at < reader->size && reader->bytes[at] == quote ? at + 1 : at);
    return true;
}

static void starts_find(struct text_reader *reader)
{
    const struct language *language = reader->language;
    for (size_t i = 0; i < 3 && language->line[i] != NULL; i++)
        reader->starts[(unsigned char)language->line[i][0]] = true;
    for (size_t i = 0; i < 2 && language->block[i].open != NULL; i++)
        reader->starts[(unsigned char)language->block[i].open[0]] = true;
    for (const char *quote = language->quotes; *quote != '\0'; quote++)
        reader->starts[(unsigned char)*quote] = true;
    for (const char *list = language->longer; list != NULL && *list != '\0'; list++)
        reader->starts[(unsigned char)*list] = true;
}

/* Over all that starts neither a comment nor a string. */
static void skip_plain(struct text_reader *reader)
{
    uint32_t at = reader->at;
    while (at < reader->size && !reader->starts[(unsigned char)reader->bytes[at]])
        at++;
    uint32_t line = at; /* only what stands before it on its line matters */
    while (line > reader->at && reader->bytes[line - 1] != '\n')
        line--;
    reader->blank = reader->blank || line > reader->at;
    reader->at = line;
    step_to(reader, at);
}

/* The next comment; false at the end. */
static bool read_comment(struct text_reader *reader, struct comment *comment)
{
    while (skip_plain(reader), reader->at < reader->size) {
        bool found = false;
        if (read_block_comment(reader, comment) || read_line_comment(reader, comment) ||
            read_longer(reader, comment, &found))
            return true;
        if (!found && !skip_string(reader))
            step_to(reader, reader->at + 1);
    }
    return false;
}

struct comment *language_comments(void *mem, const struct language *language, const char *bytes,
                                  uint32_t size, size_t *count)
{
    struct text_reader reader = {.language = language, .bytes = bytes, .size = size, .blank = true};
    struct comment *comments = NULL, comment;
    *count = 0;
    starts_find(&reader);
    while (read_comment(&reader, &comment))
        ARRAY_PUSH(mem, comments, *count, comment);
    return comments;
}
