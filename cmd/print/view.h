#ifndef MXMEND_PRINT_VIEW_H
#define MXMEND_PRINT_VIEW_H

#include "cmd/session.h"
#include "parser/lines.h"

/* A document that is about to be printed: lines and columns are made only now. */
struct view {
    const struct visit *visit;
    struct lines *lines; /* by index of document.files; made when asked for */
};

/* Owned by `mem`. */
struct view *view_new(void *mem, const struct visit *visit);

/* The lines of one of the document's files. */
const struct lines *view_lines(struct view *view, uint32_t file);

#endif
