#include "parser/master/recognise.h"

#include <string.h>
#include <strings.h>

#include "parser/code/language.h"
#include "parser/master/dialect.h"
#include "parser/master/lexer.h"
#include "parser/master/types.h"
#include "parser/zone_name.h"

enum { PEEKED_BYTES = 65536, PEEKED_LINES = 200 };

/* What one line says: for a master file, against it, or nothing. */
enum sign { AGAINST = -1, NOTHING = 0, FOR = 1, SURE = 2 };

static enum sign directive_sign(const char *text, size_t length)
{
    static const char *const names[] = {"$ORIGIN", "$TTL", "$INCLUDE", "$GENERATE"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (length == strlen(names[i]) && strncasecmp(text, names[i], length) == 0)
            return SURE;
    return AGAINST;
}

/* [owner] [ttl] [class] type rdata: a type among the first four words, and something behind it. */
static enum sign entry_sign(struct lexer *lexer)
{
    enum sign sign = NOTHING;
    bool class_seen = false;
    uint16_t number;
    int words = byte_is_blank(lexer->bytes[lexer->at]) ? 1 : 0;
    struct token token = lexer_next(lexer);
    for (; token.kind != TOKEN_END; token = lexer_next(lexer), words++) {
        const char *text = lexer->bytes + token.at.start;
        size_t length = span_length(token.at);
        if (words == 0 && text[0] == '$' && token.kind == TOKEN_WORD)
            return directive_sign(text, length);
        if (sign == NOTHING)
            sign = AGAINST;
        if (words == 0 || words > 3 || sign != AGAINST || token.kind != TOKEN_WORD)
            continue;
        if (type_read(text, length, &number) && lexer->at < lexer->end)
            sign = class_seen || strncasecmp(text, "SOA", length) == 0 ? SURE : FOR;
        class_seen |= class_read(text, length, &number);
    }
    return sign;
}

/* JSON, HTML, scripts, YAML, tables and patches tell by how they begin. */
static bool looks_like_other_text(const char *bytes, uint32_t size)
{
    static const char *const beginnings[] = {"{", "[", "<", "#", "|", "---", "diff ", "Index: "};
    uint32_t at = 0;
    while (at < size && (byte_is_blank(bytes[at]) || byte_ends_line(bytes[at])))
        at++;
    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++) {
        size_t length = strlen(beginnings[i]);
        if (size - at >= length && memcmp(bytes + at, beginnings[i], length) == 0)
            return true;
    }
    return false;
}

/*
 * Is it named as a program or the like? Such a name may be a domain's too (contoso.py): then what only
 * zones have must stand near the start, since a program's words pass for types of records.
 */
static bool is_code(const char *path, const char *bytes, uint32_t size)
{
    static const char *const signs[] = {" SOA ", "\tSOA", "$ORIGIN", "$TTL", " IN ", "\tIN\t"};
    enum { SIGNS_WITHIN = 512 }; /* bytes */
    if (language_of_name(path) == NULL || file_is_named_as_zone(path))
        return false;
    if (!language_may_be_domain(path))
        return true;
    if (size > 0 && bytes[0] == ';')
        return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (memmem(bytes, size < SIGNS_WITHIN ? size : SIGNS_WITHIN, signs[i], strlen(signs[i])) !=
            NULL)
            return false;
    return true;
}

const char *master_recognise(const char *path, const char *bytes, uint32_t size)
{
    bool named = file_is_named_as_zone(path);
    if (is_code(path, bytes, size))
        return NULL;
    struct span bounds = fenced_bounds(bytes, size);
    bytes += bounds.start;
    size = span_length(bounds);
    uint32_t peeked = size < PEEKED_BYTES ? size : PEEKED_BYTES;
    struct lexer lexer = lexer_over(bytes, 0, peeked);
    int sum = 0, lines = 0;
    if (looks_like_other_text(bytes, peeked))
        return NULL;
    for (; lexer.at < lexer.end && lines < PEEKED_LINES; lines++) {
        lexer.depth = 0;
        sum += (int)entry_sign(&lexer);
    }
    bool binary = memchr(bytes, 0, peeked) != NULL;
    return sum > 0            ? "most lines are entries of a master file"
           : named && !binary ? "the name of a zone file"
                              : NULL;
}
