#ifndef MXMEND_MASTER_RDATA_READ_H
#define MXMEND_MASTER_RDATA_READ_H

#include "parser/master/field.h"

/*
 * Reads the RDATA of a record of `type` from the reader's lexer, field by field, to the end of the
 * entry. Sets `*at` to the bytes that it takes in the file. False: `reader->fault` says what is
 * wrong and where; the lexer stands somewhere inside the entry then, and `*ended` tells whether the
 * entry's end was taken already. The wire form is complete only when true is returned.
 */
bool rdata_read(struct rdata_reader *reader, uint16_t type, struct span *at, bool *ended);

/* Does DNSSEC's canonical form lower-case the names in this type (RFC 4034 section 6.2)? */
bool type_lowers_names(uint16_t type);

#endif
