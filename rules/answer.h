#ifndef MXMEND_ANSWER_H
#define MXMEND_ANSWER_H

#include "parser/document.h"

/*
 * Where a server of this zone finds its answer for a name (RFC 1034 section 4.3.2, with RFC 4592 and
 * RFC 6672). What is said of a name that is not there holds only if lookup_is_complete().
 */
enum answer_kind {
    ANSWER_OUTSIDE,  /* not of this zone, or nobody knows which zone it is */
    ANSWER_REFERRAL, /* at or below a delegation: another zone tells */
    ANSWER_DNAME,    /* below a DNAME: another name tells */
    ANSWER_NAME,     /* the records of this name, which may be none */
    ANSWER_WILDCARD, /* those of a wildcard */
    ANSWER_NONE,     /* there is no such name */
};

/* `name`: whose records they are. That is the name or the wildcard; of ANSWER_OUTSIDE the name, if the
 * document has it all the same, as a list of records does; else NAME_NONE. */
struct answer {
    enum answer_kind kind;
    uint32_t name;
};

/* The answer for the name in wire form at `wire`, uncompressed. */
struct answer answer_find(const struct document *document, const uint8_t *wire);

#endif
