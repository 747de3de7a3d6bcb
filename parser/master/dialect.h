#ifndef MXMEND_MASTER_DIALECT_H
#define MXMEND_MASTER_DIALECT_H

#include "parser/format.h"
#include "parser/span.h"

struct reader;

/*
 * The dialects in which providers and tools write master files. A dialect is a row: its name, what its
 * files hold that others do not, and the switches that the reader has for it. All is read by the one
 * reader; without a switch it reads as BIND does.
 */
enum dialect_switch {
    HOSTS_ABSOLUTE = 1 << 0,  /* in RDATA a name with a dot inside needs none at its end */
    SOA_ABSOLUTE = 1 << 1,    /* the same in the RDATA of the SOA alone */
    OWNERS_ABSOLUTE = 1 << 2, /* the same for owners */
    ORIGIN_ABSOLUTE = 1 << 3, /* the same for $ORIGIN, and "$ORIGIN ." means the zone */
    OWNERS_AT = 1 << 4,       /* "_sip._tls.@" is below the origin */
    PSEUDO_VALUES = 1 << 5,   /* an A record may hold the name of a product */
    PRIVATE_TYPES = 1 << 6,   /* ALIAS and its like are no mistake */
    AGING = 1 << 7,           /* [AGE:n] in front of the TTL, WINS records */
    SOA_TTL = 1 << 8,         /* the SOA minimum is the default TTL */
    AUTO_TTL = 1 << 9,        /* a TTL of 1 leaves it to the provider */
    PLACEHOLDERS = 1 << 10,   /* a name server's place may be held by a phrase */
    PROXIED = 1 << 11,        /* comments tell what goes through a proxy */
    ANSWERS = 1 << 12,        /* no zone, unless the SOA stands at both ends */
    FENCED = 1 << 13,         /* other text may stand around it */
};

/* The dialect that a master file is written in, from its first bytes; the plain format if none. Says
 * by what (`*why`, static), if it is one. */
const struct format *dialect_find(const char *bytes, uint32_t size, const char **why);

/* The rows, one after the other; NULL behind the last. */
const struct format *dialect_at(size_t index);

/* Where the zone begins and ends in a file: all of it, but for the fences of Markdown. */
struct span dialect_bounds(const struct format *format, const char *bytes, uint32_t size);

/* The same whatever the format is: the bounds of a dump of Hurricane Electric, if there is one. */
struct span fenced_bounds(const char *bytes, uint32_t size);

/* Does a name without final dot in the RDATA of this type need none, given a dot inside? */
bool dialect_is_absolute(const struct format *format, uint16_t type);

/* The zone that the comments at the start of the text tell, NUL-terminated. False: they tell none. */
bool header_zone(const char *bytes, struct span bounds, char zone[NAME_TEXT_MAX]);

/* ---- for the reader (dialect_read.c) ------------------------------------------------------------ */

/* The origin of the name in hand; may cut that down to what stands before it. */
uint32_t dialect_origin(struct reader *reader);

/* Is the token in hand, which is neither TTL nor class, an aging stamp? It was noted then. */
bool dialect_takes_stamp(struct reader *reader);

/* Is what stands in the place of a type peculiar to a provider? It was noted then. */
bool dialect_takes_type(struct reader *reader);

/* The same for RDATA that could not be read. */
bool dialect_takes_rdata(struct reader *reader, const struct record *record);

/* Is what could not be read, behind RDATA that is whole, a word that a provider leaves there? */
bool dialect_passes_over(const struct reader *reader, struct span at);

/* Is this record a placeholder, which is no data? It was noted then. Else its TTL is settled. */
bool dialect_takes_record(struct reader *reader, struct record *record);

/* What can be said only when all records are there. */
void dialect_settle(struct document *document);

#endif
