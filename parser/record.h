#ifndef MXMEND_RECORD_H
#define MXMEND_RECORD_H

#include "span.h"

/* A type as one bit of a set; all that are above 63 share one. */
#define TYPE_INDEX(type) ((type) < 64 ? (type) : 0)
#define TYPE_BIT(type)   (UINT64_C(1) << TYPE_INDEX(type))

/*
 * One resource record, small and flat: a zone may hold millions. What it says is in the numbers,
 * where it says so is in the spans; RDATA stays text until somebody asks (rdata.h).
 */
struct record {
    uint32_t name;  /* interned owner, names.h */
    uint32_t scope; /* index of document.scopes: the file and the origin in force */
    uint32_t ttl;   /* seconds; the inherited one where the file leaves it out */
    uint16_t type, class;
    struct span entry;     /* from the owner (or the type) to the last byte before a comment */
    struct span owner;     /* empty: inherited from the record before */
    struct span ttl_text;  /* empty: inherited */
    struct span type_text; /* as written: MX, mx, TYPE15 */
    struct span rdata;     /* first to last byte of the RDATA, comments inside included */
};

#endif
