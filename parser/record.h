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
    struct span entry; /* from the owner (or the type) to the last byte before a comment */
    struct span owner; /* empty: inherited from the record before */
    struct span rdata; /* first to last byte of the RDATA, comments inside included */
    uint32_t ttl_start,
        type_start; /* where TTL and type are written: record_ttl_text() and so on */
    uint16_t ttl_length, type_length;
};

static inline bool record_has_ttl(const struct record *record)
{
    return record->ttl_length > 0;
}

/* Empty: inherited. */
static inline struct span record_ttl_text(const struct record *record)
{
    return (struct span){record->ttl_start, record->ttl_start + record->ttl_length};
}

/* As written: MX, mx, TYPE15. */
static inline struct span record_type_text(const struct record *record)
{
    return (struct span){record->type_start, record->type_start + record->type_length};
}

/* Where to say something of a record as a whole: at its owner, or its type where that is inherited. */
static inline struct span record_place(const struct record *record)
{
    return span_is_empty(record->owner) ? record_type_text(record) : record->owner;
}

/* A text of more than 65535 bytes is none: the TTL counts as inherited. */
static inline void record_set_ttl_text(struct record *record, struct span at)
{
    bool fits = span_length(at) <= UINT16_MAX;
    record->ttl_start = fits ? at.start : 0;
    record->ttl_length = fits ? (uint16_t)span_length(at) : 0;
}

/* The same is cut. */
static inline void record_set_type_text(struct record *record, struct span at)
{
    record->type_start = at.start;
    record->type_length = span_length(at) < UINT16_MAX ? (uint16_t)span_length(at) : UINT16_MAX;
}

#endif
