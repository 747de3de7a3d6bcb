#ifndef MXMEND_SYNTAX_JAVASCRIPT_TEXT_H
#define MXMEND_SYNTAX_JAVASCRIPT_TEXT_H

#include "parser/syntax/tree.h"

/* What JavaScript's strings say, and taking away in its lists; for the functions of the syntax. */
char *javascript_decode(const struct tree *tree, uint32_t node, void *mem);
char *javascript_encode(const struct tree *tree, uint32_t node, const char *value, void *mem);
size_t javascript_erase(const struct tree *tree, uint32_t id, void *mem, struct edit *edits);

#endif
