#ifndef MXMEND_META_H
#define MXMEND_META_H

#include "rules/rule.h"

/* Reports by the row `id` of the meta family, if that rule runs. */
__attribute__((format(printf, 5, 6))) void meta_report(struct check *check, const char *id,
                                                       uint32_t file, struct span at,
                                                       const char *format, ...);

#endif
