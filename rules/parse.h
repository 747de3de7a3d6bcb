#ifndef MXMEND_PARSE_H
#define MXMEND_PARSE_H

#include "rules/rule.h"

/* Reports what the reader noted, by the rows of the parse family among `rules`. */
void problems_report(struct check *check, const struct rule *const *rules, size_t count);

#endif
