#include <string.h>

#include "parser/array.h"
#include "parser/ldns.h"
#include "parser/master/dialect.h"
#include "parser/master/rdata_read.h"
#include "parser/master/reader.h"
#include "parser/master/text.h"
#include "parser/master/types.h"

static bool in_hand_is_word(const struct reader *reader)
{
    return reader->token.kind == TOKEN_WORD;
}

/* What some program fills in later makes no record here, so records are missing. */
static bool template_in_hand(struct reader *reader)
{
    bool found = (reader->token.flags & HAS_TEMPLATE) != 0;
    reader->document->halted |= found;
    return found;
}

static bool looks_like_comment(const struct reader *reader)
{
    size_t length;
    const char *text = reader_text(reader, &length);
    return text[0] == '#' || (length > 1 && memcmp(text, "//", 2) == 0);
}

static void owner_dialect(struct reader *reader)
{
    size_t length;
    const char *text = reader_text(reader, &length);
    if (reader->token.kind == TOKEN_QUOTED)
        reader_problem(reader, PROBLEM_DIALECT, reader->token.at,
                       "a quoted owner: Knot DNS and ldns read it otherwise");
    else if (length > 2 && memcmp(text + length - 2, ".@", 2) == 0)
        reader_problem(reader, PROBLEM_DIALECT, reader->token.at,
                       "the last label is a real '@', not the origin");
}

/* Zones repeat their owners line after line: the same text in the same scope is the same name. */
static bool owner_is_repeated(const struct reader *reader)
{
    struct span last = reader->owner_text, at = reader->token.at;
    const char *bytes = reader->lexer.bytes;
    return reader->owner_scope == reader->scope && span_length(last) == span_length(at) &&
           !span_is_empty(last) && bytes[last.end - 1] == bytes[at.end - 1] &&
           memcmp(bytes + last.start, bytes + at.start, span_length(at)) == 0;
}

/* The owner in hand; the header's first token is in hand afterwards. */
static bool owner_read(struct reader *reader, struct record *record, struct name_key *key)
{
    if (template_in_hand(reader))
        return false;
    if (!in_hand_is_word(reader) && reader->token.kind != TOKEN_QUOTED) {
        reader_unexpected(reader, "an owner");
        return false;
    }
    if (looks_like_comment(reader)) {
        reader_problem(reader, PROBLEM_SYNTAX, reader->token.at,
                       "comments start with ';' in a master file");
        return false;
    }
    struct span written = reader->token.at;
    if ((reader->switches & OWNERS_AT) == 0)
        owner_dialect(reader);
    if (owner_is_repeated(reader))
        *key = (struct name_key){.parent = reader->owner};
    else if (!reader_name_start(reader, key))
        return false;
    record->owner = reader->owner_text = written;
    reader->owner_scope = reader->scope;
    reader->owner_is_stale = false;
    reader_next(reader);
    return true;
}

static bool owner_inherit(struct reader *reader, struct name_key *key)
{
    if (reader->owner == NAME_NONE) {
        reader_problem(reader, PROBLEM_SYNTAX, reader->token.at,
                       "no owner stands here, and there is none before to take over");
        return false;
    }
    if (reader->owner_is_stale) {
        char name[NAME_TEXT_MAX];
        name_to_text(reader->document->names, reader->owner, name);
        reader_problem(reader, PROBLEM_INHERITED_OWNER, reader->token.at,
                       "no owner stands here behind $ORIGIN or $INCLUDE: this still belongs to %s",
                       name);
    }
    *key = (struct name_key){.parent = reader->owner};
    reader->owner_is_stale = false;
    return true;
}

static bool ttl_take(struct reader *reader, struct record *record)
{
    size_t length;
    const char *text = reader_text(reader, &length);
    if (record_has_ttl(record) || text[0] < '0' || text[0] > '9')
        return false;
    uint64_t seconds;
    if (!ttl_read(text, length, &seconds))
        return false;
    if (seconds > TTL_MOST)
        reader_problem(reader, PROBLEM_TTL_RANGE, reader->token.at, "a TTL has at most %d seconds",
                       TTL_MOST);
    record->ttl = (uint32_t)(seconds > TTL_MOST ? 0 : seconds); /* as RFC 2181 section 8 has it */
    record_set_ttl_text(record, reader->token.at);
    return true;
}

static bool class_take(struct reader *reader, struct record *record)
{
    size_t length;
    const char *text = reader_text(reader, &length);
    if (record->class != 0 || !class_read(text, length, &record->class))
        return false;
    if (length > 2)
        reader_problem(reader, PROBLEM_DIALECT, reader->token.at,
                       "a class as a number: Knot DNS refuses it");
    if (reader->class_is_known && record->class != reader->class)
        reader_problem(reader, PROBLEM_SYNTAX, reader->token.at,
                       "'%.*s' is not the class of this zone", (int)length, text);
    return true;
}

static bool type_take(struct reader *reader, struct record *record)
{
    size_t length;
    const char *text = reader_text(reader, &length);
    record_set_type_text(record, reader->token.at);
    if (type_read(text, length, &record->type))
        return true;
    if (dialect_takes_type(reader))
        return false;
    bool number = text[0] >= '0' && text[0] <= '9';
    reader_problem(reader, number ? PROBLEM_SYNTAX : PROBLEM_UNKNOWN_TYPE, reader->token.at,
                   number ? "'%.*s' is neither a TTL, a class nor a type"
                          : "'%.*s' is no type of record",
                   length > 40 ? 40 : (int)length, text);
    return false;
}

/* TTL and class in either order, then the type. */
static bool header_read(struct reader *reader, struct record *record)
{
    for (;; reader_next(reader)) {
        if (!in_hand_is_word(reader)) {
            if (!dialect_takes_type(reader))
                reader_unexpected(reader, "a type");
            return false;
        }
        if (template_in_hand(reader))
            return false;
        if (!ttl_take(reader, record) && !class_take(reader, record) &&
            !dialect_takes_stamp(reader))
            return type_take(reader, record);
    }
}

/* False: the RDATA is not in order, and a problem says why. */
static bool rdata_take(struct reader *reader, struct record *record)
{
    struct rdata_fault fault;
    struct rdata_reader rdata = {
        .lexer = &reader->lexer,
        .names = reader->document->names,
        .origin = reader->document->scopes[reader->scope].origin,
        .absolute = dialect_is_absolute(reader->document->format, record->type),
        .out = &reader->rdata,
        .fault = &fault,
    };
    bool ended;
    bool fine = rdata_read(&rdata, record->type, &record->rdata, &ended);
    reader->token.kind = ended ? TOKEN_END : TOKEN_WORD;
    if (!fine && !span_is_empty(record->rdata) && dialect_passes_over(reader, fault.at))
        return true;
    if (!fine && fault.kind != PROBLEM_TEMPLATE && !dialect_takes_rdata(reader, record))
        reader_problem(reader, fault.kind, fault.at, "%s", fault.message);
    return fine || fault.kind == PROBLEM_TEMPLATE;
}

static uint32_t soa_minimum(const struct rdata *soa)
{
    const uint8_t *octets = soa->wire + soa->length - 4;
    uint32_t seconds = (uint32_t)octets[0] << 24 | (uint32_t)octets[1] << 16 |
                       (uint32_t)octets[2] << 8 | octets[3];
    return seconds > TTL_MOST ? 0 : seconds;
}

/* The TTL of a record that has none of its own (RFC 2308 section 4; SOA minimum as BIND does it). */
static uint32_t ttl_inherit(struct reader *reader, const struct record *record)
{
    if (reader->has_default)
        return reader->default_ttl;
    if (reader->has_last) {
        reader->document->borrows_ttl = true;
        return reader->last_ttl;
    }
    bool soa = record->type == LDNS_RR_TYPE_SOA && reader->rdata.length >= 4;
    reader_problem(reader, soa ? PROBLEM_NO_TTL : PROBLEM_NO_TTL_AT_ALL, record_type_text(record),
                   soa ? "no TTL here and no $TTL before: the SOA minimum serves for one"
                       : "no TTL here, and neither $TTL nor a TTL before");
    reader->has_default = true; /* told once */
    reader->default_ttl = soa ? soa_minimum(&reader->rdata) : 0;
    return reader->default_ttl;
}

static void ttl_settle(struct reader *reader, struct record *record)
{
    if ((reader->switches & SOA_TTL) != 0 && record->type == LDNS_RR_TYPE_SOA &&
        !reader->has_default && reader->rdata.length >= 4) {
        reader->has_default = true;
        reader->default_ttl = soa_minimum(&reader->rdata);
    }
    if (!record_has_ttl(record)) {
        record->ttl = ttl_inherit(reader, record);
    } else {
        reader->last_ttl = record->ttl;
        reader->has_last = true;
    }
}

/* The name is looked up last, when the memory for that has come. */
void entry_read(struct reader *reader, bool inherits)
{
    struct document *document = reader->document;
    struct record record = {.scope = reader->scope};
    struct name_key key;
    if (!(inherits ? owner_inherit(reader, &key) : owner_read(reader, &record, &key)))
        return;
    bool fine = header_read(reader, &record) && rdata_take(reader, &record);
    reader->owner = record.name = names_intern_finish(document->names, &key);
    if (!fine || (reader->switches != 0 && dialect_takes_record(reader, &record)))
        return;
    ttl_settle(reader, &record);
    if (record.class == 0)
        record.class = reader->class;
    if (!reader->class_is_known)
        reader->class = record.class;
    reader->class_is_known = true;
    record.entry = (struct span){reader->entry_start, reader->lexer.last};
    ARRAY_PUSH(document, document->records, document->record_count, record);
}
