#ifndef MXMEND_LDNS_H
#define MXMEND_LDNS_H

/* Before ldns, which makes `bool` a signed char of its own where it does not find this header: two
 * sources would then not agree on the size of what they hand each other. */
#include <stdbool.h>

#include <ldns/ldns.h>

#endif
