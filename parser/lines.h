#ifndef MXMEND_LINES_H
#define MXMEND_LINES_H

#include <stddef.h>

#include "span.h"

/*
 * The lines of a text, made only when something is printed: offsets are kept everywhere else. A line
 * ends with LF, CRLF or a lone CR, as a name server and an editor see it.
 */
struct lines {
    const char *bytes;
    uint32_t size;
    uint32_t *starts; /* offset of each line's first byte, ascending; never empty */
    size_t count;
};

struct place {
    uint32_t line, column; /* from 1; columns count bytes */
};

/* Finds the lines of `bytes`; `lines->starts` is owned by `mem`. */
struct lines lines_find(void *mem, const char *bytes, uint32_t size);

/* Where an offset stands; one past the end of the text is a place too. */
struct place lines_place(const struct lines *lines, uint32_t offset);

/* The line that holds `offset`, without its line end. */
struct span lines_line(const struct lines *lines, uint32_t offset);

#endif
