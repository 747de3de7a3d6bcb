#include "parser/master/generic.h"

#include <string.h>

#include "parser/ldns.h"
#include "parser/master/text.h"
#include "parser/master/types.h"

bool generic_starts(const struct lexer *lexer, const struct token *token)
{
    return token->kind == TOKEN_WORD && span_length(token->at) == 2 &&
           memcmp(lexer->bytes + token->at.start, "\\#", 2) == 0;
}

/*
 * Lets ldns take the octets apart and put them together again: they must come out the same, which
 * also refuses compressed names.
 */
static bool octets_fit(const struct rdata *rdata, uint16_t type)
{
    enum { HEADER = 11 }; /* octets: the root as owner, type, class, TTL, length */
    const ldns_rr_descriptor *descriptor = type_fields(type);
    uint8_t wire[HEADER + RDATA_MAX];
    size_t length = HEADER + rdata->length, at = 0, made = 0;
    memset(wire, 0, HEADER);
    wire[1] = (uint8_t)(type >> 8);
    wire[2] = (uint8_t)type;
    wire[4] = CLASS_IN;
    wire[9] = (uint8_t)(rdata->length >> 8);
    wire[10] = (uint8_t)rdata->length;
    memcpy(wire + HEADER, rdata->wire, rdata->length);
    ldns_rr *record = NULL;
    uint8_t *again = NULL;
    bool fits = ldns_wire2rr(&record, wire, length, &at, LDNS_SECTION_ANSWER) == LDNS_STATUS_OK &&
                at == length &&
                ldns_rr2wire(&again, record, LDNS_SECTION_ANSWER, &made) == LDNS_STATUS_OK &&
                made == length && memcmp(wire, again, length) == 0 &&
                ldns_rr_rd_count(record) >= ldns_rr_descriptor_minimum(descriptor);
    ldns_rr_free(record);
    LDNS_FREE(again);
    return fits;
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
    if (type_fields(type) != NULL && !octets_fit(reader->out, type))
        return field_fault(reader, PROBLEM_SYNTAX, *at, "these octets are no %s data",
                           type_to_text(type, name));
    return true;
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
