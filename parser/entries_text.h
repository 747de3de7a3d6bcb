#ifndef MXMEND_ENTRIES_TEXT_H
#define MXMEND_ENTRIES_TEXT_H

#include "parser/entries.h"
#include "parser/master/rdata_read.h"

/* How entries.c keeps records, and their RDATA as the text of a master file. */

struct stored {
    uint32_t first; /* part */
    uint32_t element, set, via;
    uint8_t parts, dots;
};

struct entries {
    struct tree *tree;
    struct stored *items; /* one for each record of the document, in its order */
    struct part *parts;
    size_t count, part_count;
    unsigned followed; /* references */
    bool broken;       /* the syntax: some brackets have no end */
};

/* The text of a record's RDATA, and where each part begins in it. */
struct entry_text {
    char *text; /* NUL-terminated; to be freed with talloc_free() */
    size_t starts[ENTRY_PARTS];
    unsigned parts;
};

const struct stored *entry_stored(const struct document *document, const struct record *record);
struct entry_text entry_text_make(const struct document *document, const struct record *record);

/* The part that holds this byte of the text. */
unsigned entry_text_part(const struct entry_text *text, size_t at);

/* Where bytes of that text stand in the file; `*exact`: these very bytes do. */
struct span entry_text_place(const struct document *document, const struct record *record,
                             const struct entry_text *text, struct span at, bool *exact);

/* Is the RDATA in order? If not, the fault has its place in the file. */
bool entry_check(const struct document *document, const struct record *record,
                 struct rdata_fault *fault);

#endif
