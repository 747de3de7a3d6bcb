#ifndef MXMEND_FORMATS_CLOUDFORMATION_H
#define MXMEND_FORMATS_CLOUDFORMATION_H

#include "parser/entries.h"

/* Reads the record sets of a CloudFormation template out of the tree of any syntax. */
void cloudformation_read(struct document *document, const char *origin,
                         const struct syntax *syntax);

#endif
