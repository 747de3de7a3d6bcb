#ifndef MXMEND_RDATA_H
#define MXMEND_RDATA_H

#include "document.h"

/*
 * What a record says, read from its text when a rule asks. Every format answers the same questions,
 * so rules never know in which form a record was kept.
 */

enum { RDATA_MAX = 65535 }; /* octets, RFC 1035 section 3.2.1 */

struct rdata {
    size_t length; /* octets */
    uint8_t wire[RDATA_MAX];
};

/* The RDATA in wire form, names uncompressed and in the file's case. False: it could not be read. */
bool record_rdata(const struct document *document, const struct record *record,
                  struct rdata *rdata);

/* The same with the names that DNSSEC lower-cases in lower case (RFC 4034 section 6.2), to compare. */
bool record_canonical(const struct document *document, const struct record *record,
                      struct rdata *rdata);

/* Do two records of one type hold the same data, the case of names aside? */
bool records_agree(const struct document *document, const struct record *a, const struct record *b);

/* Do two records of one type plainly have different addresses, or point at different hosts? Cheap, and
 * no where it takes a closer look. */
bool records_differ(const struct document *document, const struct record *a,
                    const struct record *b);

/*
 * Where field `index` of the RDATA is written, counted from 0. RDATA in the form of RFC 3597 (\#) has
 * no fields: then, and where there is no such field, the span of the whole RDATA.
 */
struct span record_field(const struct document *document, const struct record *record,
                         unsigned index);

/* The host that an MX, NS, CNAME, DNAME, PTR or SRV record points at. */
struct target {
    char host[NAME_TEXT_MAX]; /* lower case, absolute, no final dot; "." for the root */
    struct span at;           /* where the host is written; the whole RDATA if `generic` */
    uint16_t preference;      /* MX only */
    struct span preference_at;
    bool relative; /* written without a final dot where that means: below the origin */
    bool generic;  /* written as \# */
};

/* False: the record has another type, or could not be read. */
bool record_target(const struct document *document, const struct record *record,
                   struct target *target);

/* That host as a name in wire form. Cheap where the RDATA is plain. */
bool record_host(const struct document *document, const struct record *record,
                 uint8_t wire[NAME_WIRE_MAX]);

/* The last word of RDATA that is plain: letters, digits, "-", "_" and "." and the blanks between.
 * False: it is not. */
bool record_last_word(const struct document *document, const struct record *record,
                      struct span *word);

/*
 * The strings of a TXT or SPF record, joined as RFC 7208 section 3.3 has it, NUL-terminated, owned
 * by `mem`; a string ends where a NUL stands in it. NULL if the record has another type or could not
 * be read.
 */
char *record_text(const struct document *document, const struct record *record, void *mem);

/*
 * Where these bytes of that text are written. Exact where the strings that hold them have no
 * escapes; else those strings as a whole, and the whole RDATA in the form of RFC 3597.
 */
struct span record_text_span(const struct document *document, const struct record *record,
                             struct span text);

#endif
