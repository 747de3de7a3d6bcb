#ifndef MXMEND_DNSSEC_ALGORITHMS_H
#define MXMEND_DNSSEC_ALGORITHMS_H

#include <stdint.h>

/*
 * What may sign a zone and what may stand in a DS, as two dated tables (dnssec_algorithms.c). A number
 * that is in no table, as a private one (253, 254), is nobody's to judge.
 */
enum dnssec_verdict { DNSSEC_FINE, DNSSEC_NOT_RECOMMENDED, DNSSEC_MUST_NOT }; /* ever worse */

struct dnssec_algorithm {
    uint8_t number;
    enum dnssec_verdict verdict; /* for signing; of a digest, for delegation */
    const char *mnemonic;        /* IANA's */
    const char *since;           /* year and month of the verdict: "2025-11"; NULL if it is fine */
    const char *source;          /* the document that gave it; NULL if it is fine */
};

/* The algorithm of a DNSKEY or DS, or the digest of a DS; NULL if the table does not have it. */
const struct dnssec_algorithm *dnssec_algorithm_find(uint8_t number);
const struct dnssec_algorithm *dnssec_digest_find(uint8_t number);

#endif
