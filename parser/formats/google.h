#ifndef MXMEND_FORMATS_GOOGLE_H
#define MXMEND_FORMATS_GOOGLE_H

#include "parser/entries.h"

/* Reads the record sets of Google Cloud DNS out of the tree of any syntax: an export, a list, or the
 * additions of a transaction. */
void google_read(struct document *document, const char *origin, const struct syntax *syntax);

#endif
