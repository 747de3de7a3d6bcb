#ifndef MXMEND_MASTER_CHANGE_H
#define MXMEND_MASTER_CHANGE_H

#include "parser/document.h"
#include "parser/edit.h"

/*
 * Changes to a master file, written as the lines around them are. Each appends to `edits` and
 * returns how many it added; 0 where the place cannot be edited: text that $GENERATE made, or that
 * was converted from another encoding. Texts are owned by `mem`. What edits are safe is for the
 * caller to say: they come out SAFE.
 */

/* The exchange of an MX record gives way to `host`, written absolute. */
size_t change_exchange(void *mem, const struct document *document, const struct record *record,
                       const char *host, struct edit *edits);

/* The record's lines go; where the next one took over its owner (or TTL), it is given its own. */
size_t change_erase(void *mem, const struct document *document, const struct record *record,
                    struct edit *edits);

/* A line for a further MX of the same owner below `neighbour`. `ttl`: seconds, or negative for the
 * neighbour's. */
size_t change_insert_mx(void *mem, const struct document *document, const struct record *neighbour,
                        uint16_t preference, const char *host, int64_t ttl, struct edit *edits);

#endif
