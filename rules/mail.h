#ifndef MXMEND_MAIL_H
#define MXMEND_MAIL_H

#include "rules/rule.h"

/* The checks of the mail family, by subject; mail.c has the rows. */

check_function check_mx_cname, check_mx_dangling, check_null_mx, check_null_mx_sends,
    check_duplicate_exchange; /* mail_mx.c */
check_function check_multiple_spf, check_spf_syntax, check_spf_lookups, check_no_spf,
    check_spf_mx_mechanism;                                              /* mail_spf.c */
check_function check_no_dmarc, check_multiple_dmarc, check_dmarc_syntax; /* mail_dmarc.c */
check_function check_dkim_syntax;                                        /* mail_dkim.c */

/* Has an owner an MX that carries mail: neither a null MX nor one that only proves ownership? */
bool has_mail_mx(const struct document *document, struct rrset mx);

/* Are these records the business of the family: of class IN, and not of a zone that is skipped? */
bool is_mail_business(const struct document *document, const struct record *record);

#endif
