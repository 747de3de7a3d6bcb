#include "parser/master/rdata_read.h"

#include <string.h>
#include <talloc.h>

#include "parser/ldns.h"
#include "parser/master/generic.h"
#include "parser/master/types.h"

enum { MOST_TEXT = 1 << 20 }; /* bytes: no RDATA of 65535 octets needs as much */

static struct field_text text_of(const struct rdata_reader *reader, const struct token *token)
{
    struct span at = token->at;
    return (struct field_text){reader->lexer->bytes + at.start, span_length(at), at,
                               token->kind == TOKEN_QUOTED};
}

static bool token_is_text(const struct token *token)
{
    return token->kind == TOKEN_WORD || token->kind == TOKEN_QUOTED;
}

/* A token that cannot be part of any RDATA. */
static bool token_fault(struct rdata_reader *reader, const struct token *token)
{
    switch (token->kind) {
    case TOKEN_UNQUOTED:
        return field_fault(reader, PROBLEM_UNBALANCED, token->at, "a quote is never closed");
    case TOKEN_UNOPENED:
        return field_fault(reader, PROBLEM_UNBALANCED, token->at, "a parenthesis is never opened");
    case TOKEN_DANGLING:
        return field_fault(reader, PROBLEM_SYNTAX, (struct span){token->at.end - 1, token->at.end},
                           "a backslash stands at the end of the line");
    default:
        return field_fault(reader, PROBLEM_TEMPLATE, token->at,
                           "a program fills this in; it is not checked");
    }
}

/* A text made of several tokens. Nearly all fit where they need no allocation. */
struct joined {
    char *large; /* NULL: it is in `small` */
    size_t length;
    char small[2048];
};

static void join(struct joined *joined, const char *bytes, size_t length)
{
    size_t whole = joined->length + length;
    bool moves = joined->large == NULL && whole > sizeof joined->small;
    if (joined->large != NULL || moves)
        joined->large = talloc_realloc_size(NULL, joined->large, whole);
    char *to = joined->large != NULL ? joined->large : joined->small;
    if (moves)
        memcpy(to, joined->small, joined->length);
    memcpy(to + joined->length, bytes, length);
    joined->length = whole;
}

static void join_token(struct joined *joined, const struct field_text *text)
{
    join(joined, "\"", text->quoted);
    join(joined, text->bytes, text->length);
    join(joined, "\"", text->quoted);
}

/* Up to `most` tokens as one text; `*token` is then the first that was not taken. */
static struct field_text text_gather(struct rdata_reader *reader, struct token *token, bool glued,
                                     unsigned most, struct joined *joined)
{
    struct field_text text = text_of(reader, token);
    struct token next = lexer_next(reader->lexer);
    unsigned taken = 1;
    if (most > 1 && token_is_text(&next))
        join_token(joined, &text);
    for (; taken < most && token_is_text(&next) && text.at.end - text.at.start < MOST_TEXT;
         taken++) {
        /* alpn="h2": a quoted string that touches the word before it is one with it */
        bool touches = next.kind == TOKEN_QUOTED && next.at.start - 1 == text.at.end;
        struct field_text more = text_of(reader, &next);
        join(joined, " ", !glued && !touches);
        join_token(joined, &more);
        text.at.end = more.at.end + (next.kind == TOKEN_QUOTED);
        next = lexer_next(reader->lexer);
    }
    if (joined->length > 0) {
        text.bytes = joined->large != NULL ? joined->large : joined->small;
        text.length = joined->length;
        text.quoted = false;
    }
    *token = next;
    return text;
}

static bool field_read(struct rdata_reader *reader, const struct field_kind *kind,
                       struct token *token, struct span *at)
{
    static const unsigned most[] = {
        [ONE_TOKEN] = 1, [THREE_TOKENS] = 3, [ALL_TOKENS] = UINT32_MAX, [ALL_GLUED] = UINT32_MAX};
    struct joined joined;
    joined.large = NULL;
    joined.length = 0;
    struct field_text text =
        text_gather(reader, token, kind->takes == ALL_GLUED, most[kind->takes], &joined);
    at->end = text.at.end + text.quoted;
    bool fine = text.quoted && !kind->quotable
                    ? field_fault(reader, PROBLEM_SYNTAX, text.at, "%s is not written in quotes",
                                  kind->what)
                    : kind->read(reader, kind, &text);
    talloc_free(joined.large);
    return fine;
}

/* The kind of a field, NULL past the last. Asked for each field of each record, hence not through
 * ldns_rr_descriptor_field_type(). */
static const struct field_kind *kind_at(const ldns_rr_descriptor *fields, size_t index)
{
    ldns_rdf_type kind = index < fields->_maximum ? fields->_wireformat[index] : fields->_variable;
    return kind == LDNS_RDF_TYPE_NONE ? NULL : field_kind_find((int)kind);
}

static bool fields_read(struct rdata_reader *reader, uint16_t type,
                        const ldns_rr_descriptor *fields, struct token *token, struct span *at)
{
    char name[TYPE_TEXT_MAX];
    size_t count = 0;
    for (; token->kind != TOKEN_END; count++) {
        if (!token_is_text(token) || (token->flags & HAS_TEMPLATE) != 0)
            return token_fault(reader, token);
        const struct field_kind *kind = kind_at(fields, count);
        if (kind == NULL)
            return field_fault(reader, PROBLEM_SYNTAX, token->at,
                               "%s data ends before this: nothing more belongs to it",
                               type_to_text(type, name));
        if (!field_read(reader, kind, token, at))
            return false;
    }
    if (count >= fields->_minimum)
        return digest_check(reader, type, *at);
    const struct field_kind *kind = kind_at(fields, count);
    return field_fault(reader, PROBLEM_SYNTAX, (struct span){at->end, at->end},
                       "%s data ends where %s is expected", type_to_text(type, name),
                       kind != NULL ? kind->what : "more");
}

bool rdata_read(struct rdata_reader *reader, uint16_t type, struct span *at, bool *ended)
{
    at->start = at->end = reader->lexer->last;
    struct token token = lexer_next(reader->lexer);
    reader->out->length = 0;
    if (token.kind != TOKEN_END)
        at->start = at->end = token.at.start - (token.kind == TOKEN_QUOTED);
    const ldns_rr_descriptor *fields = type_fields(type);
    bool fine = generic_starts(reader->lexer, &token) ? generic_read(reader, type, &token, at)
                : fields != NULL ? fields_read(reader, type, fields, &token, at)
                                 : generic_skip(reader, type, &token, at);
    if (!fine && span_is_empty(*at)) /* a template is all there is */
        at->end = reader->lexer->last;
    *ended = token.kind == TOKEN_END;
    return fine;
}

bool type_lowers_names(uint16_t type)
{
    static const uint16_t types[] = {
        LDNS_RR_TYPE_NS,    LDNS_RR_TYPE_MD,    LDNS_RR_TYPE_MF,    LDNS_RR_TYPE_CNAME,
        LDNS_RR_TYPE_SOA,   LDNS_RR_TYPE_MB,    LDNS_RR_TYPE_MG,    LDNS_RR_TYPE_MR,
        LDNS_RR_TYPE_PTR,   LDNS_RR_TYPE_MINFO, LDNS_RR_TYPE_MX,    LDNS_RR_TYPE_RP,
        LDNS_RR_TYPE_AFSDB, LDNS_RR_TYPE_RT,    LDNS_RR_TYPE_SIG,   LDNS_RR_TYPE_PX,
        LDNS_RR_TYPE_NXT,   LDNS_RR_TYPE_NAPTR, LDNS_RR_TYPE_KX,    LDNS_RR_TYPE_SRV,
        LDNS_RR_TYPE_DNAME, LDNS_RR_TYPE_A6,    LDNS_RR_TYPE_RRSIG,
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (types[i] == type)
            return true;
    return false;
}
