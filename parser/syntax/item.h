#ifndef MXMEND_SYNTAX_ITEM_H
#define MXMEND_SYNTAX_ITEM_H

#include "parser/syntax/tree.h"

/*
 * Adding and taking away in notations that keep elements, attributes and blocks on lines of their own
 * where they can (HCL, Bicep); for the functions of a syntax. A line goes with the comment that trails
 * what stands on it.
 */
size_t item_erase(const struct tree *tree, uint32_t id, void *mem, struct edit *edits);
size_t item_append(const struct tree *tree, uint32_t id, const char *text, void *mem,
                   struct edit *edits);
char *item_paste(const struct tree *tree, uint32_t id, const char *text, void *mem);

#endif
