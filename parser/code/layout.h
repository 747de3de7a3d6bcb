#ifndef MXMEND_LAYOUT_H
#define MXMEND_LAYOUT_H

#include <stddef.h>

#include "parser/span.h"

/*
 * What the layout of a manual puts a place under: as much as Markdown, AsciiDoc, reStructuredText and
 * plain notes have in common. Only what stands above the place is read.
 */

enum { LAYOUT_PARTS = 12 };

struct layout {
    /* Its column's head, the items of lists around it, the line that leads to it, the headings: lines
     * without their ends, the inner ones first. */
    struct span parts[LAYOUT_PARTS];
    size_t count;
    struct span block; /* its paragraph, item, row or sample, up to the end of its line */
};

/* `sample`: it stands between lines of ```. */
struct layout layout_of(const char *bytes, uint32_t size, uint32_t at, bool sample);

#endif
