#ifndef MXMEND_MASTER_OCTETS_H
#define MXMEND_MASTER_OCTETS_H

#include <stdint.h>

#include "parser/ldns.h"

/* Whether octets are RDATA of a type, told without ldns (and so without memory) where that is simple. */
enum octets_verdict { OCTETS_FIT, OCTETS_UNFIT, OCTETS_UNTOLD };

/* Takes numbers, names, addresses, strings and plain data; OCTETS_UNTOLD for a field of another kind. */
enum octets_verdict octets_judge(const ldns_rr_descriptor *fields, const uint8_t *octets,
                                 size_t length);

#endif
