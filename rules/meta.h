#ifndef MXMEND_META_H
#define MXMEND_META_H

#include "rules/rule.h"

/* Reports by the row `id` of the meta family, if that rule runs. */
__attribute__((format(printf, 5, 6))) void meta_report(struct check *check, const char *id,
                                                       uint32_t file, struct span at,
                                                       const char *format, ...);

/* What is said of the authority that is in use. (meta_authority.c) */
check_function check_stale_authority, check_authority_gap;

#endif
