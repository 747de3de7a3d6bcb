#include <string.h>
#include <strings.h>

#include "parser/ldns.h"
#include "parser/master/dialect.h"
#include "parser/master/reader.h"
#include "parser/master/text.h"
#include "parser/master/types.h"
#include "parser/zone_name.h"

enum { PEEKED_ENTRIES = 64 };

/* The name in `text`; a final dot is taken as written. NAME_UNKNOWN: it is none. */
static uint32_t name_of(struct names *names, const char *text, size_t length)
{
    struct name_text name;
    size_t where;
    if (name_read(text, length, NAME_WIRE_MAX - 1, &name, &where) != NAME_FINE ||
        (name.length == 0 && !name.absolute))
        return NAME_UNKNOWN;
    return names_intern(names, NAME_ROOT, name.labels, name.length);
}

/* One entry as far as it tells an origin: its first word, and whether it holds a SOA. */
struct peek {
    struct span first;
    bool soa, any;
};

static struct peek entry_peek(struct lexer *lexer)
{
    struct peek peek = {.any = false};
    bool inherits = byte_is_blank(lexer->bytes[lexer->at]);
    lexer->depth = 0;
    for (struct token token = lexer_next(lexer); token.kind != TOKEN_END;
         token = lexer_next(lexer)) {
        const char *text = lexer->bytes + token.at.start;
        if (!peek.any && !inherits)
            peek.first = token.at;
        else if (span_length(token.at) == 3 && strncasecmp(text, "SOA", 3) == 0)
            peek.soa = true;
        peek.any = true;
    }
    return peek;
}

static bool soa_needs_no_dot(const struct document *document, const char *text, size_t length)
{
    return (document->format->switches & OWNERS_ABSOLUTE) != 0 && memchr(text, '.', length) != NULL;
}

/*
 * The owner of the SOA, if it is absolute and no $ORIGIN or $INCLUDE comes before it: those tell the
 * reader themselves.
 */
static uint32_t soa_owner_peek(struct document *document)
{
    const struct file *file = &document->files[0];
    struct span bounds = dialect_bounds(document->format, file->bytes, file->size);
    struct lexer lexer = lexer_over(file->bytes, bounds.start, bounds.end);
    for (int i = 0; i < PEEKED_ENTRIES && lexer.at < lexer.end;) {
        struct peek peek = entry_peek(&lexer);
        const char *text = file->bytes + peek.first.start;
        uint32_t length = span_length(peek.first);
        i += peek.any;
        if (length > 0 && text[0] == '$' && strncasecmp(text, "$TTL", 4) != 0)
            break;
        if (peek.soa && length > 0 &&
            (text[length - 1] == '.' || soa_needs_no_dot(document, text, length)))
            return name_of(document->names, text, length);
    }
    return NAME_UNKNOWN;
}

/* What a comment in the header tells. */
static uint32_t header_origin(struct document *document)
{
    char zone[NAME_TEXT_MAX];
    const struct file *file = &document->files[0];
    struct span bounds = dialect_bounds(document->format, file->bytes, file->size);
    return header_zone(file->bytes, bounds, zone) ? name_of(document->names, zone, strlen(zone))
                                                  : NAME_UNKNOWN;
}

uint32_t origin_find(struct document *document, const char *told)
{
    char zone[NAME_TEXT_MAX];
    uint32_t origin = told != NULL ? name_of(document->names, told, strlen(told)) : NAME_UNKNOWN;
    document->told = origin != NAME_UNKNOWN;
    if (origin == NAME_UNKNOWN)
        origin = soa_owner_peek(document);
    if (origin == NAME_UNKNOWN)
        origin = header_origin(document);
    if (origin == NAME_UNKNOWN && zone_of_file_name(document->files[0].path, zone))
        origin = name_of(document->names, zone, strlen(zone));
    return origin;
}
