#ifndef MXMEND_MASTER_GENERIC_H
#define MXMEND_MASTER_GENERIC_H

#include "parser/master/field.h"

/* RDATA of any type as \#, its length and hexadecimal digits (RFC 3597 section 5). */

/* Does RDATA that starts with this token have that form? */
bool generic_starts(const struct lexer *lexer, const struct token *token);

/*
 * Reads it from behind `*token`, which is left on the first token that was not taken; moves
 * `at->end`. Where the fields of the type are known the octets must make them up.
 */
bool generic_read(struct rdata_reader *reader, uint16_t type, struct token *token, struct span *at);

/* Passes over the RDATA of a type whose fields nobody knows here: the wire form stays empty. */
bool generic_skip(struct rdata_reader *reader, uint16_t type, struct token *token, struct span *at);

#endif
