#ifndef MXMEND_FORMATS_AZURE_EXPRESSION_H
#define MXMEND_FORMATS_AZURE_EXPRESSION_H

#include "parser/entries.h"

/*
 * Expressions in Azure's templates: a string that begins with "[" and not with "[[". Parameters are
 * taken at their defaults, variables as they stand.
 */

/* What a scalar says, worked out as far as the file tells; NULL if it does not. Owned by `mem`. */
char *azure_text(struct document *document, uint32_t node, void *mem);

/* The scalar that holds the value: this one, or the default of the only parameter (or the variable)
 * that it names, if nothing else uses that. 0: some program works it out. */
uint32_t azure_literal(struct document *document, uint32_t node);

#endif
