#ifndef MXMEND_DOMAIN_H
#define MXMEND_DOMAIN_H

#include <stddef.h>

/*
 * A domain as Graph has it: lower case, A-labels (IDNA 2008, UTS 46), no final dot. `text` is UTF-8.
 * NULL: it is no name of a domain on the Internet. Owned by `mem`.
 */
const char *domain_normalise(void *mem, const char *text);

#endif
