#include "rules/dnssec_algorithms.h"

#include <stddef.h>

/*
 * As of November 2025: the columns "Use for DNSSEC Signing" of IANA's registry "DNS Security Algorithm
 * Numbers" and "Use for DNSSEC Delegation" of "DS RR digest algorithms", where RFC 9904 put what RFC
 * 8624 had said, with the changes of RFC 9905 (SHA-1) and RFC 9906 (GOST of 2001). MAY and
 * RECOMMENDED are both fine. `since` is the month in which `source` appeared.
 */
static const struct dnssec_algorithm algorithms[] = {
    {1, DNSSEC_MUST_NOT, "RSAMD5", "2012-08", "RFC 6725"},
    {3, DNSSEC_MUST_NOT, "DSA", "2019-06", "RFC 8624"},
    {5, DNSSEC_MUST_NOT, "RSASHA1", "2025-11", "RFC 9905"},
    {6, DNSSEC_MUST_NOT, "DSA-NSEC3-SHA1", "2019-06", "RFC 8624"},
    {7, DNSSEC_MUST_NOT, "RSASHA1-NSEC3-SHA1", "2025-11", "RFC 9905"},
    {8, DNSSEC_FINE, "RSASHA256", NULL, NULL},
    {10, DNSSEC_NOT_RECOMMENDED, "RSASHA512", "2019-06", "RFC 8624"},
    {12, DNSSEC_MUST_NOT, "ECC-GOST", "2025-11", "RFC 9906"},
    {13, DNSSEC_FINE, "ECDSAP256SHA256", NULL, NULL},
    {14, DNSSEC_FINE, "ECDSAP384SHA384", NULL, NULL},
    {15, DNSSEC_FINE, "ED25519", NULL, NULL},
    {16, DNSSEC_FINE, "ED448", NULL, NULL},
    {17, DNSSEC_FINE, "SM2SM3", NULL, NULL},
    {23, DNSSEC_FINE, "ECC-GOST12", NULL, NULL},
};

static const struct dnssec_algorithm digests[] = {
    {1, DNSSEC_MUST_NOT, "SHA-1", "2025-11", "RFC 9905"},
    {2, DNSSEC_FINE, "SHA-256", NULL, NULL},
    {3, DNSSEC_MUST_NOT, "GOST R 34.11-94", "2025-11", "RFC 9906"},
    {4, DNSSEC_FINE, "SHA-384", NULL, NULL},
    {5, DNSSEC_FINE, "GOST R 34.11-2012", NULL, NULL},
    {6, DNSSEC_FINE, "SM3", NULL, NULL},
};

static const struct dnssec_algorithm *find(const struct dnssec_algorithm *rows, size_t count,
                                           uint8_t number)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].number == number)
            return &rows[i];
    return NULL;
}

const struct dnssec_algorithm *dnssec_algorithm_find(uint8_t number)
{
    return find(algorithms, sizeof algorithms / sizeof *algorithms, number);
}

const struct dnssec_algorithm *dnssec_digest_find(uint8_t number)
{
    return find(digests, sizeof digests / sizeof *digests, number);
}
