#ifndef MXMEND_MASTER_CHANGE_LINES_H
#define MXMEND_MASTER_CHANGE_LINES_H

#include "parser/document.h"
#include "parser/edit.h"

/* What the changes of change.h have in common: the lines of a record, and what depends on them. */

/* Can the text of this record be edited at all? */
bool record_is_editable(const struct document *document, const struct record *record);

/* From the first byte of the record's first line to the first byte behind its last line. */
struct span record_lines(const struct document *document, const struct record *record);

/*
 * Some bytes further down that give way to a text, so that a record there stays what it is when what
 * it inherits from changes. An empty `old` inserts, `text` is NULL if there is nothing to do.
 */
struct handing {
    struct span old;
    char *text; /* owned by whoever is handed the memory */
};

/*
 * The owner of `record` for the entry that inherits it, the first behind `end`. False: it is needed
 * and cannot be written.
 */
bool owner_hand_on(void *mem, const struct document *document, const struct record *record,
                   uint32_t end, struct handing *handing);

/*
 * The TTL of `record` for the next record that has none of its own; only of use where the document
 * borrows TTLs. False: it is needed and cannot be written.
 */
bool ttl_hand_on(void *mem, const struct document *document, const struct record *record,
                 struct handing *handing);

/*
 * One edit out of several in one file, so that none is made without the others: `old` gives way to
 * `text`, and the handings, in order and all behind `old`, take place too.
 */
struct edit edit_with_handings(void *mem, const struct document *document,
                               const struct record *record, struct span old, const char *text,
                               const struct handing *handings, size_t count);

#endif
