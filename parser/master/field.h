#ifndef MXMEND_MASTER_FIELD_H
#define MXMEND_MASTER_FIELD_H

#include "parser/document.h"
#include "parser/master/lexer.h"
#include "parser/rdata.h"

/*
 * One field of RDATA: text is checked and appended in wire form. Which fields a type has comes from
 * ldns' descriptors; the kinds that the commonest types are made of are read by direct code
 * (field.c), all others by ldns (field_ldns.c).
 */
struct rdata_fault {
    enum problem_kind kind;
    struct span at;
    char message[240]; /* bytes; cut if longer */
};

struct rdata_reader {
    struct lexer *lexer;
    const struct names *names;
    uint32_t origin;           /* of relative names */
    bool absolute;             /* names with a dot inside need none at their end (dialect.h) */
    bool lower;                /* names are put out in lower case */
    struct rdata *out;         /* grows field by field */
    struct rdata_fault *fault; /* set when something returns false */
};

/* The text of one field, quotes taken off. */
struct field_text {
    const char *bytes; /* not terminated */
    size_t length;
    struct span at;
    bool quoted;
};

struct field_kind {
    bool (*read)(struct rdata_reader *reader, const struct field_kind *kind,
                 const struct field_text *text);
    enum {
        ONE_TOKEN,
        THREE_TOKENS, /* with a blank between them */
        ALL_TOKENS,   /* the rest of the RDATA, with a blank between tokens */
        ALL_GLUED     /* the rest of the RDATA without blanks */
    } takes;
    unsigned octets; /* of a number */
    int ldns;        /* ldns_rdf_type */
    bool quotable;
    const char *what; /* for messages: "a host name" */
};

/* The kind that an ldns_rdf_type stands for; NULL for one that no type here uses. */
const struct field_kind *field_kind_find(int ldns);

/* Fields that ldns has no type for, numbered behind its own. (field_own.c) */
enum { FIELD_DIGEST = 128, FIELD_SCHEME };
const struct field_kind *field_kind_own(int field);

/* Reads through ldns. */
bool field_read_ldns(struct rdata_reader *reader, const struct field_kind *kind,
                     const struct field_text *text);

/* What ldns reads wrongly, or Debian's not at all: whole RDATA, but for APL. (field_own.c) */
bool field_read_ipseckey(struct rdata_reader *reader, const struct field_kind *kind,
                         const struct field_text *text);
bool field_read_amtrelay(struct rdata_reader *reader, const struct field_kind *kind,
                         const struct field_text *text);
bool field_read_apl(struct rdata_reader *reader, const struct field_kind *kind,
                    const struct field_text *text);

/* LOC, from text; and whether octets are one. (field_loc.c) */
bool field_read_loc(struct rdata_reader *reader, const struct field_kind *kind,
                    const struct field_text *text);
bool loc_fits(const uint8_t *octets, size_t length);

/* Has a digest the length that its kind tells? `out` holds all fields of a DS, CDS, SSHFP or ZONEMD;
 * ldns takes any length, BIND refuses the zone (RFC 4034, 4255, 8976). (digest.c) */
bool digest_check(struct rdata_reader *reader, uint16_t type, struct span at);

/* Takes the first word off a text whose words are parted by single blanks; empty behind the last. */
struct field_text field_word_take(struct field_text *rest);

/* Appends octets; false, with a fault at `at`, when RDATA_MAX is passed. */
bool field_put(struct rdata_reader *reader, struct span at, const void *octets, size_t length);

/* Notes what is wrong and returns false. */
__attribute__((format(printf, 4, 5))) bool field_fault(struct rdata_reader *reader,
                                                       enum problem_kind kind, struct span at,
                                                       const char *format, ...);

#endif
