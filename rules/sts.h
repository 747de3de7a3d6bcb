#ifndef MXMEND_STS_H
#define MXMEND_STS_H

#include "rules/rule.h"

/* The checks of the MTA-STS and TLSRPT family, by subject; sts.c has the rows. */

/* Is `name` that of a record about a domain, such as _mta-sts.<domain>? Then the domain; NAME_NONE:
 * it is not. `label` is one label. */
uint32_t sts_domain_of(const struct document *document, uint32_t name, const char *label);

struct exchange;
struct exchange_mx;
struct sts_known;

/*
 * The MX of a set that a correction replaces, if a known policy does not cover the new host; NULL: there
 * is none. `*exchange` is what exchange_read() makes of the set, `*known` the policy.
 */
const struct exchange_mx *sts_uncovered_move(struct check *check, struct rrset set,
                                             const struct exchange **exchange,
                                             const struct sts_known **known);

check_function check_sts_record_syntax, check_sts_tlsrpt_syntax; /* sts_record.c */
check_function check_sts_no_policy_host, check_sts_no_tlsrpt;    /* sts_beside.c */
check_function check_sts_policy_mx, check_sts_id_unchanged;      /* sts_cover.c */
check_function check_sts_next_mx;                                /* sts_next.c */
check_function check_sts_policy_syntax, check_sts_dead_pattern, check_sts_max_age; /* sts_text.c */

#endif
