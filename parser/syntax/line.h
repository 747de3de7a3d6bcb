#ifndef MXMEND_SYNTAX_LINE_H
#define MXMEND_SYNTAX_LINE_H

#include "parser/syntax/tree.h"

/*
 * What the notations have in common that keep a record on a line (CSV, tinydns): the element of a
 * record is a child of the root, its `at` is the line without its end.
 */

/* Where the text begins, behind a byte order mark. */
uint32_t lines_begin(const struct tree *tree);

/* The line that starts at `at`, without its end; `*next` is where the next one starts. */
struct span line_at(const struct tree *tree, uint32_t at, uint32_t *next);

/* For the rows of such syntaxes. */
size_t line_erase(const struct tree *tree, uint32_t node, void *mem, struct edit *edits);
size_t line_append(const struct tree *tree, uint32_t node, const char *text, void *mem,
                   struct edit *edits);

#endif
