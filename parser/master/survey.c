#include <string.h>

#include "parser/master/reader.h"

/* The length of the UTF-8 sequence at `text`, 0 if there is none (RFC 3629 section 4). */
static size_t sequence_length(const uint8_t *text, size_t left)
{
    static const struct {
        uint8_t first, last, low, high; /* first octet; range of the second */
        uint8_t length;
    } forms[] = {
        {0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
        {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (text[0] < forms[i].first || text[0] > forms[i].last || left < forms[i].length)
            continue;
        bool fits = forms[i].length == 1 || (text[1] >= forms[i].low && text[1] <= forms[i].high);
        for (size_t k = 2; k < forms[i].length; k++)
            fits &= text[k] >= 0x80 && text[k] <= 0xbf;
        return fits ? forms[i].length : 0;
    }
    return 0;
}

enum { STEP = 4096 }; /* bytes, of which most are looked at together */

static bool is_ascii(const uint8_t *text, size_t length)
{
    uint8_t all = 0;
    for (size_t i = 0; i < length; i++)
        all |= text[i];
    return all < 0x80;
}

/* Up to here text is ASCII without a CR, as most is to its end. */
static size_t plain_end(const uint8_t *text, size_t length)
{
    size_t at = 0;
    while (length - at >= STEP && is_ascii(text + at, STEP) &&
           memchr(text + at, '\r', STEP) == NULL)
        at += STEP;
    return at;
}

/* The first octet from `at` on that is not UTF-8, `length` if all are. */
static size_t bad_octet_find(const uint8_t *text, size_t length, size_t at)
{
    while (at < length) {
        if (at + STEP <= length && is_ascii(text + at, STEP)) {
            at += STEP;
            continue;
        }
        for (size_t end = at + STEP < length ? at + STEP : length; at < end;) {
            size_t used = sequence_length(text + at, length - at);
            if (used == 0)
                return at;
            at += used;
        }
    }
    return length;
}

/* There is no CR before `from`. */
static void line_ends_survey(struct document *document, uint32_t index, size_t from)
{
    const struct file *file = &document->files[index];
    const char *cr = memchr(file->bytes + from, '\r', file->size - from);
    if (cr == NULL)
        return;
    uint32_t at = (uint32_t)(cr - file->bytes);
    bool crlf = at + 1 < file->size && cr[1] == '\n';
    bool mixed = memchr(file->bytes, '\n', at) != NULL; /* lines before the first CR */
    document_problem(document, PROBLEM_LINE_ENDS, index, (struct span){at, at + 1},
                     crlf && !mixed ? "lines end with CRLF: Knot DNS refuses the file"
                     : crlf         ? "some lines end with CRLF, others with LF"
                                    : "lines end with CR alone: only BIND reads the file");
}

void file_survey(struct document *document, uint32_t index)
{
    const struct file *file = &document->files[index];
    const uint8_t *text = (const uint8_t *)file->bytes;
    if (file->generated || file->size == 0)
        return;
    if (file->size >= 3 && memcmp(file->bytes, "\xef\xbb\xbf", 3) == 0)
        document_problem(document, PROBLEM_BOM, index, (struct span){0, 3},
                         "a byte order mark: BIND, Knot DNS and NSD refuse the file");
    if (file->utf16)
        document_problem(document, PROBLEM_ENCODING, index, (struct span){0, 0}, "%s",
                         file->kept != NULL ? file->kept
                                            : "the file is UTF-16: no name server reads it");
    size_t plain = plain_end(text, file->size);
    line_ends_survey(document, index, plain);
    size_t bad = bad_octet_find(text, file->size, plain);
    if (bad < file->size)
        document_problem(document, PROBLEM_ODD_BYTES, index,
                         (struct span){(uint32_t)bad, (uint32_t)bad + 1},
                         "octet 0x%02x is not UTF-8: the file has another encoding", text[bad]);
}

/* U+00A0 and U+FEFF look like nothing at all, and no server takes them for a blank. */
static bool is_invisible(const char *text, size_t left)
{
    return (left > 1 && memcmp(text, "\xc2\xa0", 2) == 0) ||
           (left > 2 && memcmp(text, "\xef\xbb\xbf", 3) == 0);
}

/* The first octet of a word that does not belong there, by what it is; false if all do. */
static bool octet_find(const char *text, size_t length, size_t *where, const char **what)
{
    for (size_t i = 0, used; i < length; i += used) {
        uint8_t octet = (uint8_t)text[i];
        used = sequence_length((const uint8_t *)text + i, length - i);
        *where = i;
        *what = octet == 0                           ? "a NUL"
                : octet == 0x1a                      ? "a Ctrl-Z"
                : octet < ' ' || octet == 0x7f       ? "a control character"
                : used == 0                          ? "an octet that is not UTF-8"
                : is_invisible(text + i, length - i) ? "a no-break space"
                                                     : NULL;
        if (*what != NULL)
            return true;
    }
    return false;
}

static void word_survey(struct reader *reader, struct span at, size_t problems_before)
{
    size_t where;
    const char *what, *text = reader->lexer.bytes + at.start;
    if (octet_find(text, span_length(at), &where, &what)) {
        /* what else was said of this entry comes of it */
        if (reader->document->problem_count > problems_before)
            reader->document->problem_count = problems_before;
        uint32_t from = at.start + (uint32_t)where;
        reader_problem(reader, PROBLEM_BYTES, (struct span){from, from + 1},
                       "%s stands here (0x%02x)", what, (uint8_t)text[where]);
    } else {
        reader_problem(reader, PROBLEM_DIALECT, at,
                       "characters beyond ASCII: a name is written as an A-label (xn--…)");
    }
}

void entry_survey(struct reader *reader, size_t problems_before)
{
    struct lexer lexer = lexer_over(reader->lexer.bytes, reader->entry_start, reader->lexer.last);
    struct token token;
    bool told = false;
    while ((token = lexer_next(&lexer)).kind != TOKEN_END || lexer.at < lexer.end) {
        bool template = (token.flags & HAS_TEMPLATE) != 0, glue = (token.flags & HAS_GLUE) != 0;
        if ((token.flags & (HAS_CONTROL | HAS_HIGH)) != 0 && !template && token.kind == TOKEN_WORD)
            word_survey(reader, token.at, problems_before);
        if (template && !told)
            reader_problem(reader, PROBLEM_TEMPLATE, token.at,
                           "a program fills this in; it is not checked");
        if (glue)
            reader_problem(reader, PROBLEM_DIALECT, token.at,
                           "no blank behind a quoted string: Knot DNS refuses it");
        told |= template;
    }
}
