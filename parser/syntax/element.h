#ifndef MXMEND_SYNTAX_ELEMENT_H
#define MXMEND_SYNTAX_ELEMENT_H

#include "parser/syntax/tree.h"

/*
 * Adding and taking away in notations that part what stands in brackets with commas; for the `erase`
 * and `append` of a syntax.
 */
size_t element_erase(const struct tree *tree, uint32_t id, void *mem, struct edit *edits);
size_t element_append(const struct tree *tree, uint32_t id, const char *text, void *mem,
                      struct edit *edits);

/* A member under another name, for `paste`. */
char *element_paste(const struct tree *tree, uint32_t id, const char *text, void *mem);

#endif
