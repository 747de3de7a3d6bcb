#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/ldns.h"
#include "parser/master/dialect.h"
#include "parser/master/lexer.h"
#include "parser/master/reader.h"

/* What the reader asks of a dialect. Nothing of this is asked where no switch is set. */

static bool in_hand_is(const struct reader *reader, const char *word)
{
    size_t length;
    const char *text = reader_text(reader, &length);
    return reader->token.kind == TOKEN_WORD && length == strlen(word) &&
           strncasecmp(text, word, length) == 0;
}

uint32_t dialect_origin(struct reader *reader)
{
    size_t length;
    const char *text = reader_text(reader, &length);
    if ((reader->switches & OWNERS_ABSOLUTE) != 0 && memchr(text, '.', length) != NULL)
        return NAME_ROOT;
    if ((reader->switches & OWNERS_AT) != 0 && length > 2 &&
        memcmp(text + length - 2, ".@", 2) == 0)
        reader->token.at.end -= 2;
    return reader->document->scopes[reader->scope].origin;
}

/* Is this the first of its kind? It speaks for all of the file. */
static bool is_first(struct reader *reader, enum dialect_switch what)
{
    bool first = (reader->told & what) == 0;
    reader->told |= what;
    return first;
}

/* Active Directory notes when a record was last refreshed, in hours since 1601. */
bool dialect_takes_stamp(struct reader *reader)
{
    size_t length;
    const char *text = reader_text(reader, &length);
    if ((reader->switches & AGING) == 0 || length < 6 || strncasecmp(text, "[AGE:", 5) != 0 ||
        text[length - 1] != ']')
        return false;
    if (is_first(reader, AGING))
        reader_problem(reader, PROBLEM_AGING, reader->token.at,
                       "aging stamps: only the server that wrote the file reads them");
    return true;
}

/* A word for a type, or, in the place of the class, for the provider that has it. */
static bool type_is_private(struct reader *reader)
{
    static const char *const types[] = {"ALIAS", "ANAME", "LUA", "WEB301", "URL", "REDIRECT"};
    static const char *const classes[] = {"AWS", "AZURE"};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (in_hand_is(reader, classes[i])) {
            struct lexer ahead = reader->lexer;
            ahead.comment = NULL;
            struct token next = lexer_next(&ahead);
            return next.kind == TOKEN_WORD && span_length(next.at) == 5 &&
                   strncasecmp(ahead.bytes + next.at.start, "ALIAS", 5) == 0;
        }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if ((reader->switches & PRIVATE_TYPES) != 0 && in_hand_is(reader, types[i]))
            return true;
    return false;
}

/* Old exports of Cloudflare have the word "Array" behind some records. */
static bool is_stray(const struct reader *reader, struct span at)
{
    static const char stray[] = "Array";
    return (reader->switches & PLACEHOLDERS) != 0 && span_length(at) == strlen(stray) &&
           memcmp(reader->lexer.bytes + at.start, stray, strlen(stray)) == 0;
}

bool dialect_takes_type(struct reader *reader)
{
    size_t length;
    const char *text = reader_text(reader, &length);
    if (type_is_private(reader)) {
        reader_problem(reader, PROBLEM_PRIVATE_TYPE, reader->token.at,
                       "'%.*s' is no type of DNS: only this provider has it", (int)length, text);
        return true;
    }
    if ((reader->switches & AGING) != 0 &&
        (in_hand_is(reader, "WINS") || in_hand_is(reader, "WINSR") ||
         in_hand_is(reader, "WINS-R"))) {
        reader_problem(reader, PROBLEM_AGING, reader->token.at,
                       "a WINS record: only a Windows server answers from it");
        return true;
    }
    return reader->token.kind == TOKEN_END &&
           is_stray(reader, (struct span){reader->entry_start, reader->lexer.last});
}

bool dialect_passes_over(const struct reader *reader, struct span at)
{
    return is_stray(reader, at);
}

/* GoDaddy writes "Parked" or the name of a product where its own web servers answer. */
bool dialect_takes_rdata(struct reader *reader, const struct record *record)
{
    if ((reader->switches & PSEUDO_VALUES) == 0 || record->type != LDNS_RR_TYPE_A)
        return false;
    reader_problem(reader, PROBLEM_PRIVATE_TYPE, record->rdata,
                   "no address stands here: the provider answers with its own");
    return true;
}

/* Cloudflare serves 300 seconds where it chooses. */
static void ttl_choose(struct reader *reader, struct record *record)
{
    enum { CHOSEN = 300 };
    if ((reader->switches & AUTO_TTL) == 0 || record->ttl != 1 || !record_has_ttl(record))
        return;
    record->ttl = CHOSEN;
    if (is_first(reader, AUTO_TTL))
        reader_problem(reader, PROBLEM_AUTO_TTL, record_ttl_text(record),
                       "a TTL of 1 means automatic: Cloudflare serves %d seconds", CHOSEN);
}

/* A text would have that word for its last string. */
static void stray_cut(const struct reader *reader, struct record *record)
{
    struct span tail = {record->rdata.end, record->rdata.end};
    while (tail.start > record->rdata.start && !byte_is_blank(reader->lexer.bytes[tail.start - 1]))
        tail.start--;
    if (tail.start == record->rdata.start || !is_stray(reader, tail))
        return;
    while (byte_is_blank(reader->lexer.bytes[tail.start - 1]))
        tail.start--;
    record->rdata.end = tail.start;
}

bool dialect_takes_record(struct reader *reader, struct record *record)
{
    static const char phrase[] = "ME$WITH^YOUR@NAMESERVER";
    const char *text = reader->lexer.bytes + record->rdata.start;
    ttl_choose(reader, record);
    stray_cut(reader, record);
    if ((reader->switches & PLACEHOLDERS) == 0 || record->type != LDNS_RR_TYPE_NS ||
        memmem(text, span_length(record->rdata), phrase, strlen(phrase)) == NULL)
        return false;
    reader_problem(reader, PROBLEM_PLACEHOLDER, record->rdata,
                   "a phrase stands where the name servers belong: what is said of the apex by SOA "
                   "and NS is not checked");
    return true;
}
