#ifndef MXMEND_LEGACY_LABEL_H
#define MXMEND_LEGACY_LABEL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * How the label in <label>.mail.protection.outlook.com follows from a domain. Microsoft does not
 * publish it; it was worked out from public pairs (reference: 23 pairs, all matched). It explains
 * and diagnoses only: no host made with it is ever written to a zone.
 */

enum {
    LEGACY_LABEL_SIZE = 63 + 1,  /* bytes, the terminator included (RFC 1035 section 2.3.4) */
    LEGACY_DOMAIN_SIZE = 253 + 1 /* the same of a domain, without its final dot */
};

/* The label of `domain` (lower case, A-labels, no final dot). False: it would be no DNS label. */
bool legacy_label_encode(const char *domain, char label[LEGACY_LABEL_SIZE]);

/*
 * The domain that a label (in any case) belongs to, checked by encoding it again. False: it follows
 * no domain, as a tenant's own host (no hyphen) or MS<digits> does not, or no domain gives it.
 */
bool legacy_label_decode(const char *label, char domain[LEGACY_DOMAIN_SIZE]);

enum label_verdict {
    LABEL_RIGHT,     /* the label of this very domain */
    LABEL_NO_DOMAIN, /* follows no domain: a tenant's own host, MS<digits> */
    LABEL_FOREIGN,   /* the label of another domain */
    LABEL_GUESSED,   /* what a naive replace() makes of this domain: probably no tenant has it */
    LABEL_UNKNOWN,   /* nothing can be said */
};

/*
 * Judges the label (all that stands before the suffix; it may hold dots when it was guessed) of an
 * MX at `domain`. For LABEL_FOREIGN the other domain is written to `other`; for LABEL_GUESSED a few
 * words on how it was guessed ("hyphen kept", "only the first dot replaced", …).
 */
enum label_verdict legacy_label_judge(const char *label, const char *domain,
                                      char other[LEGACY_DOMAIN_SIZE]);

#endif
