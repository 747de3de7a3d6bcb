#ifndef MXMEND_FORMATS_ONCE_H
#define MXMEND_FORMATS_ONCE_H

#include "parser/document.h"

/*
 * Does a name that a file defines stand in one more place only, so that a change of what it means
 * changes nothing but that? What looks like the name counts, in comments and texts too: it is better to
 * follow too little. NUL-terminated, in any case.
 */
bool name_is_used_once(const struct document *document, const char *name);

#endif
