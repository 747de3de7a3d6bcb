#include <stdio.h>
#include <stdlib.h>
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
    char copy[64], *end;
    const char *close = memchr(text, '}', length);
    if (close == NULL || (size_t)(close - text) >= sizeof copy)
        return false;
    *used = (size_t)(close - text) + 1;
    snprintf(copy, sizeof copy, "%.*s", (int)(close - text), text);
    long long offset = strtoll(copy + 1, &end, 10);
    bool digits = end != copy + 1;
    unsigned long width = *end == ',' ? strtoul(end + 1, &end, 10) : 0;
    char base = *end == ',' ? end[1] : 'd';
    end += *end == ',' && base != '\0' ? 2 : 0;
    *shape = (struct shape){offset, (unsigned)width, base};
    return digits && *end == '\0' && offset >= -INT32_MAX && offset <= INT32_MAX &&
           width <= WIDTH_MOST && strchr("doxXnN", base) != NULL;
}

/* The text made so far: one buffer that doubles, since there may be millions of pieces. */
struct output {
    char *bytes; /* owned by talloc */
    size_t length, most;
};

static void output_put(struct output *out, const char *bytes, size_t length)
{
    if (length > talloc_get_size(out->bytes) - out->length) {
        void *mem = talloc_parent(out->bytes);
        out->bytes = talloc_realloc_size(mem, out->bytes, 2 * (out->length + length));
    }
    memcpy(out->bytes + out->length, bytes, length);
    out->length += length;
}

/* Reverse nibbles with dots between them, as names in ip6.arpa have them. */
static void nibbles_put(struct output *out, uint64_t value, const struct shape *shape)
{
    const char *digits = shape->base == 'n' ? "0123456789abcdef" : "0123456789ABCDEF";
    unsigned width = shape->width;
    do {
        output_put(out, &digits[value & 15], 1);
        value >>= 4;
        if (width > 0)
            width--;
        if (width > 0 || value > 0) {
            output_put(out, ".", 1);
            if (width > 0)
                width--;
        }
    } while (width > 0 || value > 0);
}

static void counter_put(struct output *out, uint64_t counter, const struct shape *shape)
{
    char digits[WIDTH_MOST + 32];
    int width = (int)shape->width, length;
    unsigned long long value = counter + (uint64_t)shape->offset;
    switch (shape->base) {
    case 'd':
        length = snprintf(digits, sizeof digits, "%0*lld", width, (long long)value);
        break;
    case 'o':
        length = snprintf(digits, sizeof digits, "%0*llo", width, value);
        break;
    case 'x':
        length = snprintf(digits, sizeof digits, "%0*llx", width, value);
        break;
    case 'X':
        length = snprintf(digits, sizeof digits, "%0*llX", width, value);
        break;
    default:
        nibbles_put(out, value, shape);
        return;
    }
    output_put(out, digits, (size_t)length);
}

/* Puts what "$" stands for; the bytes of template it took, 0 if it cannot be read. */
static size_t dollar_put(struct output *out, const char *at, size_t left, uint64_t counter)
{
    struct shape shape = {.base = 'd'};
    size_t used = 0;
    if (left > 1 && at[1] == '$') {
        output_put(out, "$", 1);
        return 2;
    }
    if (left > 1 && at[1] == '{' && !shape_read(at + 1, left - 1, &shape, &used))
        return 0;
    if ((int64_t)counter + shape.offset > INT32_MAX)
        return 0; /* BIND: out of range */
    counter_put(out, counter, &shape);
    return 1 + used;
}

/* Puts a template with its counters filled in; false if one cannot be read. */
static bool template_put(struct output *out, struct text template, uint64_t counter)
{
    for (size_t i = 0, used; i < template.length; i += used) {
        const char *at = template.bytes + i;
        size_t left = template.length - i;
        if (at[0] == '$') {
            used = dollar_put(out, at, left, counter);
            if (used == 0)
                return false;
            continue;
        }
        bool escape = at[0] == '\\' && left > 1;
        bool drop = escape && at[1] == '"' && template.quoted;
        used = escape ? 2 : 1;
        output_put(out, at + drop, used - drop);
    }
    return true;
}

static struct text in_hand(const struct reader *reader)
{
    struct text text = {.quoted = reader->token.kind == TOKEN_QUOTED};
    text.bytes = reader_text(reader, &text.length);
    return text;
}

/* The line for each counter, of lhs, what stands between, and rhs. False: too long, or a counter's
 * format cannot be read. */
static bool lines_make(struct output *out, const struct range *range, const struct text parts[3])
{
    for (uint64_t counter = range->start; counter <= range->stop; counter += range->step) {
        if (!template_put(out, parts[0], counter))
            return false;
        output_put(out, " ", 1);
        output_put(out, parts[1].bytes, parts[1].length);
        output_put(out, " ", 1);
        if (!template_put(out, parts[2], counter))
            return false;
        output_put(out, "\n", 1);
        if (out->length >= out->most)
            return false;
    }
    output_put(out, "", 1);
    out->bytes = talloc_realloc_size(talloc_parent(out->bytes), out->bytes, out->length);
    return true;
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

/* Makes the lines and reads them. All of a document have one bound, or many lines would each make as
 * much as one may. */
static void lines_take(struct reader *reader, struct span from, const struct range *range,
                       const struct text parts[3])
{
    uint64_t left = READER_BYTES > reader->bytes ? READER_BYTES - reader->bytes : 0;
    struct output out = {talloc_strdup(reader->document, ""), 0,
                         left < GENERATED_BYTES ? left : GENERATED_BYTES};
    if (lines_make(&out, range, parts)) {
        reader->bytes += out.length;
        lines_read(reader, from, out.bytes);
        return;
    }
    bool long_text = out.length >= out.most;
    talloc_free(out.bytes);
    reader->document->halted |= long_text;
    if (long_text)
        reader_problem(reader, PROBLEM_GENERATE_BOUNDS, from, "this makes more text than %d MiB",
                       GENERATED_BYTES >> 20);
    else
        reader_problem(reader, PROBLEM_GENERATE_BOUNDS, from, "a counter's format cannot be read");
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

/* BIND reads the data of a record by itself, where no parenthesis that was opened before it counts. */
static bool in_parentheses(struct reader *reader)
{
    if (reader->lexer.depth == 0 || reader->token.kind == TOKEN_END)
        return false;
    reader_problem(reader, PROBLEM_UNBALANCED, reader->token.at,
                   "BIND takes no parentheses around what $GENERATE makes");
    return true;
}

/* TTL, class and type: all tokens between lhs and the last one, which is put in hand. */
static bool middle_take(struct reader *reader, struct text *middle, struct text *right)
{
    struct span all = {0, 0};
    for (reader_next(reader);
         reader->token.kind == TOKEN_WORD || reader->token.kind == TOKEN_QUOTED;
         reader_next(reader)) {
        if (in_parentheses(reader))
            return false;
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
    lines_take(reader, from, &range, (struct text[]){left, middle, right});
}
