#include "parser/master/generic.h"

#include <string.h>
#include <talloc.h>

#include "parser/ldns.h"
#include "parser/master/octets.h"
#include "parser/master/text.h"
#include "parser/master/types.h"

bool generic_starts(const struct lexer *lexer, const struct token *token)
{
    return token->kind == TOKEN_WORD && span_length(token->at) == 2 &&
           memcmp(lexer->bytes + token->at.start, "\\#", 2) == 0;
}

/* Windows of types rise and end in a bit that is set (RFC 4034 section 4.1.2). */
static bool types_fit(const uint8_t *octets, size_t length)
{
    int window = -1;
    for (size_t at = 0, size; at < length; at += 2 + size) {
        size = length - at > 1 ? octets[at + 1] : 0;
        if (octets[at] <= window || size < 1 || size > 32 || size > length - at - 2 ||
            octets[at + 1 + size] == 0)
            return false;
        window = octets[at];
    }
    return true;
}

/* Does the field stand at the head of these octets? A name that was compressed does not. */
static bool field_fits(const ldns_rdf *field, const uint8_t *octets, size_t length)
{
    size_t size = ldns_rdf_size(field);
    if (size > length || (size > 0 && memcmp(octets, ldns_rdf_data(field), size) != 0))
        return false;
    switch (ldns_rdf_get_type(field)) {
    case LDNS_RDF_TYPE_NSEC:
        return types_fit(octets, size);
    case LDNS_RDF_TYPE_TAG:
    case LDNS_RDF_TYPE_NSEC3_NEXT_OWNER:
        return size > 1; /* behind their length */
    case LDNS_RDF_TYPE_LOC:
        return loc_fits(octets, size);
    default:
        return true;
    }
}

/* Lets ldns take the octets apart, which it wants with their number before them. NULL: it cannot. */
static ldns_rr *octets_take(const struct rdata *rdata, ldns_rr_type type)
{
    size_t at = 0;
    ldns_rr *record = ldns_rr_new();
    uint8_t *wire = talloc_size(NULL, 2 + rdata->length);
    wire[0] = (uint8_t)(rdata->length >> 8);
    wire[1] = (uint8_t)rdata->length;
    memcpy(wire + 2, rdata->wire, rdata->length);
    ldns_rr_set_type(record, type);
    bool taken = ldns_wire2rdf(record, wire, 2 + rdata->length, &at) == LDNS_STATUS_OK;
    talloc_free(wire);
    if (taken)
        return record;
    ldns_rr_free(record);
    return NULL;
}

/* How many fields there must be; a string that takes the rest may be empty, and is then none. */
static size_t fields_least(const ldns_rr_descriptor *fields)
{
    size_t least = ldns_rr_descriptor_minimum(fields);
    bool tail =
        least > 0 && ldns_rr_descriptor_field_type(fields, least - 1) == LDNS_RDF_TYPE_LONG_STR;
    return least - tail;
}

/* Do the octets make up the fields of a type, nothing left over? */
static bool octets_fit(const struct rdata *rdata, const ldns_rr_descriptor *fields)
{
    enum octets_verdict verdict = octets_judge(fields, rdata->wire, rdata->length);
    if (verdict != OCTETS_UNTOLD)
        return verdict == OCTETS_FIT;
    if (ldns_rr_descript((uint16_t)fields->_type)->_type != fields->_type)
        return true; /* a type that ldns does not have */
    ldns_rr *record = octets_take(rdata, fields->_type);
    size_t count = record != NULL ? ldns_rr_rd_count(record) : 0, made = 0;
    bool fits = record != NULL && count >= fields_least(fields);
    for (size_t i = 0; i < count && fits; i++) {
        const ldns_rdf *field = ldns_rr_rdf(record, i);
        fits = field_fits(field, rdata->wire + made, rdata->length - made);
        made += ldns_rdf_size(field);
    }
    ldns_rr_free(record);
    return fits && made == rdata->length;
}

static bool length_read(struct rdata_reader *reader, struct token *token, size_t *length)
{
    uint64_t number = 0;
    *token = lexer_next(reader->lexer);
    if (token->kind != TOKEN_WORD || !number_read(reader->lexer->bytes + token->at.start,
                                                  span_length(token->at), RDATA_MAX, &number))
        return field_fault(reader, PROBLEM_SYNTAX, token->at,
                           "the number of octets is expected behind \\#");
    *length = number;
    return true;
}

bool generic_read(struct rdata_reader *reader, uint16_t type, struct token *token, struct span *at)
{
    const struct field_kind *hex = field_kind_find(LDNS_RDF_TYPE_HEX);
    size_t length = 0;
    at->end = token->at.end;
    if (!length_read(reader, token, &length))
        return false;
    at->end = token->at.end;
    for (*token = lexer_next(reader->lexer); token->kind == TOKEN_WORD;
         *token = lexer_next(reader->lexer)) {
        struct field_text text = {reader->lexer->bytes + token->at.start, span_length(token->at),
                                  token->at, false};
        if (!hex->read(reader, hex, &text))
            return false;
        at->end = token->at.end;
    }
    if (token->kind != TOKEN_END)
        return field_fault(reader, PROBLEM_SYNTAX, token->at,
                           "only hexadecimal digits belong behind \\#");
    if (reader->out->length != length)
        return field_fault(reader, PROBLEM_SYNTAX, *at, "\\# announces %zu octets and has %zu",
                           length, reader->out->length);
    char name[TYPE_TEXT_MAX];
    const ldns_rr_descriptor *fields = type_fields(type);
    if (fields != NULL && !octets_fit(reader->out, fields))
        return field_fault(reader, PROBLEM_SYNTAX, *at, "these octets are no %s data",
                           type_to_text(type, name));
    return fields == NULL || digest_check(reader, type, *at);
}

bool generic_skip(struct rdata_reader *reader, uint16_t type, struct token *token, struct span *at)
{
    char name[TYPE_TEXT_MAX];
    type_to_text(type, name);
    if (strncmp(name, "TYPE", 4) == 0)
        return field_fault(reader, PROBLEM_SYNTAX, token->at,
                           "data of type %s is written as \\#, its length and hexadecimal digits",
                           name);
    while (token->kind != TOKEN_END) {
        at->end = token->at.end + (token->kind == TOKEN_QUOTED);
        *token = lexer_next(reader->lexer);
    }
    return true;
}
