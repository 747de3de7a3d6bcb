#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include "parser/master/reader.h"
#include "parser/master/text.h"

/*
 * $GENERATE start-stop[/step] lhs [ttl] [class] type rhs, as in BIND: each "$" in lhs and rhs becomes
 * the counter, ${offset,width,base} formats it. It is expanded to text, which the reader then reads
 * like an included file.
 */
enum { GENERATED_BYTES = 64 << 20, WIDTH_MOST = 64 };

struct range {
    uint64_t start, stop, step;
};

struct text {
    const char *bytes;
    size_t length;
    bool quoted; /* the quotes are left out; \" inside stands for a quote */
};

/* How ${offset,width,base} shows the counter. */
struct shape {
    int64_t offset;
    unsigned width;
    char base; /* d o x X, n N for nibbles */
};

static bool range_read(const char *text, size_t length, struct range *range)
{
    const char *dash = memchr(text, '-', length), *slash = memchr(text, '/', length);
    const char *end = slash != NULL ? slash : text + length;
    range->step = 1;
    return dash != NULL && dash < end &&
           number_read(text, (size_t)(dash - text), INT32_MAX, &range->start) &&
           number_read(dash + 1, (size_t)(end - dash - 1), INT32_MAX, &range->stop) &&
           (slash == NULL ||
            number_read(slash + 1, (size_t)(text + length - slash - 1), INT32_MAX, &range->step)) &&
           range->start <= range->stop && range->step > 0;
}

/* Reads what stands in the braces behind "$"; `*used` bytes with the closing one. */
static bool shape_read(const char *text, size_t length, struct shape *shape, size_t *used)
{
    char copy[64], base = 'd', rest;
    long long offset = 0;
    unsigned width = 0;
    const char *close = memchr(text, '}', length);
    if (close == NULL || (size_t)(close - text) >= sizeof copy)
        return false;
    *used = (size_t)(close - text) + 1;
    snprintf(copy, sizeof copy, "%.*s", (int)(close - text), text);
    int fields = sscanf(copy, "{%lld,%u,%c%c", &offset, &width, &base, &rest);
    *shape = (struct shape){offset, width, base};
    return fields >= 1 && fields <= 3 && width <= WIDTH_MOST && strchr("doxXnN", base) != NULL;
}

/* Reverse nibbles with dots between them, as names in ip6.arpa have them. */
static char *nibbles_append(char *out, uint64_t value, const struct shape *shape)
{
    const char *digits = shape->base == 'n' ? "0123456789abcdef" : "0123456789ABCDEF";
    unsigned width = shape->width;
    do {
        out = talloc_asprintf_append_buffer(out, "%c", digits[value & 15]);
        value >>= 4;
        if (width > 0)
            width--;
        if (width > 0 || value > 0) {
            out = talloc_asprintf_append_buffer(out, ".");
            if (width > 0)
                width--;
        }
    } while (width > 0 || value > 0);
    return out;
}

static char *counter_append(char *out, uint64_t counter, const struct shape *shape)
{
    int width = (int)shape->width;
    unsigned long long value = counter + (uint64_t)shape->offset;
    switch (shape->base) {
    case 'd':
        return talloc_asprintf_append_buffer(out, "%0*lld", width, (long long)value);
    case 'o':
        return talloc_asprintf_append_buffer(out, "%0*llo", width, value);
    case 'x':
        return talloc_asprintf_append_buffer(out, "%0*llx", width, value);
    case 'X':
        return talloc_asprintf_append_buffer(out, "%0*llX", width, value);
    default:
        return nibbles_append(out, value, shape);
    }
}

/* Appends a template with its counters filled in; NULL if one cannot be read. */
static char *template_append(char *out, struct text template, uint64_t counter)
{
    for (size_t i = 0; i < template.length;) {
        const char *at = template.bytes + i;
        size_t left = template.length - i, used = 1;
        struct shape shape = {.base = 'd'};
        if (at[0] == '$' && left > 1 && at[1] == '{' &&
            !shape_read(at + 1, left - 1, &shape, &used))
            return NULL;
        if (at[0] == '$' && (int64_t)counter + shape.offset > INT32_MAX)
            return NULL; /* BIND: out of range */
        if (at[0] == '$' && left > 1 && at[1] == '$') {
            out = talloc_strndup_append_buffer(out, "$", 1);
            i += 2;
        } else if (at[0] == '$') {
            out = counter_append(out, counter, &shape);
            i += left > 1 && at[1] == '{' ? used + 1 : 1;
        } else {
            bool escape = at[0] == '\\' && left > 1;
            bool drop = escape && at[1] == '"' && template.quoted;
            used = escape ? 2 : 1;
            out = talloc_strndup_append_buffer(out, at + drop, used - drop);
            i += used;
        }
    }
    return out;
}

static struct text in_hand(const struct reader *reader)
{
    struct text text = {.quoted = reader->token.kind == TOKEN_QUOTED};
    text.bytes = reader_text(reader, &text.length);
    return text;
}

/* The line for each counter. NULL: too long, or a counter's format cannot be read. */
static char *lines_make(void *mem, const struct range *range, struct text left, struct text middle,
                        struct text right)
{
    char *out = talloc_strdup(mem, "");
    for (uint64_t counter = range->start; counter <= range->stop && out != NULL;
         counter += range->step) {
        out = template_append(out, left, counter);
        if (out != NULL)
            out = talloc_asprintf_append_buffer(out, " %.*s ", (int)middle.length, middle.bytes);
        if (out != NULL)
            out = template_append(out, right, counter);
        if (out != NULL)
            out = talloc_strndup_append_buffer(out, "\n", 1);
        if (out != NULL && talloc_get_size(out) > GENERATED_BYTES)
            return NULL;
    }
    return out;
}

/* Reads the lines as a file of their own; a second fault in them would say the same once more. */
static void lines_read(struct reader *reader, struct span from, const char *lines)
{
    struct document *document = reader->document;
    uint32_t owner = reader->owner, scope = reader->scope;
    struct file file = {.path = document->files[reader->file].path,
                        .bytes = lines,
                        .size = (uint32_t)strlen(lines),
                        .parent = reader->file,
                        .from = from,
                        .generated = true};
    size_t problems = document->problem_count;
    reader_file(reader, document_add_file(document, file));
    if (document->problem_count > problems + 1)
        document->problem_count = problems + 1;
    reader->owner = owner;
    reader->scope = scope;
}

static bool range_take(struct reader *reader, struct range *range)
{
    struct text text = in_hand(reader);
    if (reader->token.kind != TOKEN_WORD || !range_read(text.bytes, text.length, range)) {
        reader_problem(reader, PROBLEM_GENERATE_BOUNDS, reader->token.at,
                       "a range is written start-stop or start-stop/step");
        return false;
    }
    uint64_t count = (range->stop - range->start) / range->step + 1;
    if (count > READER_GENERATED - reader->generated ||
        reader->document->file_count >= READER_FILES) {
        reader_problem(reader, PROBLEM_GENERATE_BOUNDS, reader->token.at,
                       "%llu records at once: mxmend makes at most %d in a zone",
                       (unsigned long long)count, READER_GENERATED);
        reader->document->halted = true;
        return false;
    }
    reader->generated += (uint32_t)count;
    return true;
}

/* TTL, class and type: all tokens between lhs and the last one, which is put in hand. */
static bool middle_take(struct reader *reader, struct text *middle, struct text *right)
{
    struct span all = {0, 0};
    for (reader_next(reader);
         reader->token.kind == TOKEN_WORD || reader->token.kind == TOKEN_QUOTED;
         reader_next(reader)) {
        middle->length = all.end - all.start;
        all = (struct span){span_is_empty(all) ? reader->token.at.start : all.start,
                            reader->token.at.end};
        *right = in_hand(reader);
    }
    middle->bytes = reader->lexer.bytes + all.start;
    if (reader->token.kind == TOKEN_END && middle->length > 0)
        return true;
    reader_unexpected(reader, "a type and its data");
    return false;
}

void generate_read(struct reader *reader)
{
    struct span from = reader->token.at;
    struct range range;
    struct text left, middle = {.length = 0}, right = {.length = 0};
    reader->lexer.counters = true;
    if (!range_take(reader, &range))
        return;
    reader_next(reader);
    left = in_hand(reader);
    if (reader->token.kind != TOKEN_WORD) {
        reader_unexpected(reader, "an owner with a counter");
        return;
    }
    if (!middle_take(reader, &middle, &right))
        return;
    reader_problem(reader, PROBLEM_GENERATE, from,
                   "$GENERATE is BIND's own: Knot DNS and ldns refuse it");
    const char *lines = lines_make(reader->document, &range, left, middle, right);
    if (lines == NULL)
        reader_problem(reader, PROBLEM_GENERATE_BOUNDS, from,
                       "a counter's format cannot be read, or the text has more than %d MiB",
                       GENERATED_BYTES >> 20);
    else
        lines_read(reader, from, lines);
}
