#ifndef MXMEND_FORMATS_ONCE_H
#define MXMEND_FORMATS_ONCE_H

#include "parser/entries.h"

/*
 * Does a name that a file defines stand in one more place only, so that a change of what it means
 * changes nothing but that? What looks like the name counts, in comments and texts too: it is better to
 * follow too little; none at all where entries_may_follow() says so. NUL-terminated, in any case.
 */
bool name_is_used_once(struct document *document, const char *name);

#endif
