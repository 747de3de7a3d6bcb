#ifndef MXMEND_DANE_H
#define MXMEND_DANE_H

#include "rules/rule.h"

/* The checks of the DANE family, by subject; dane.c has the rows. */

/* The owner of TLSA records, as RFC 6698 section 3 has it: _port._protocol.host. */
struct tlsa_owner {
    unsigned port;
    bool tcp;
    uint32_t host; /* interned */
};

/* False: the owner has another form. */
bool tlsa_owner_read(const struct document *document, uint32_t name, struct tlsa_owner *owner);

check_function check_dane_owner, check_dane_host, check_dane_foreign_mx; /* dane_host.c */
check_function check_dane_usage, check_dane_digest_length, check_dane_full_match,
    check_dane_field_range, check_dane_single_key, check_dane_ta_only; /* dane_record.c */

#endif
