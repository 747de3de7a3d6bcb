#ifndef MXMEND_AUTHORITY_WRITE_H
#define MXMEND_AUTHORITY_WRITE_H

#include <stdint.h>

#include "cmd/graph/fetch.h"

/*
 * The authority file that fetch writes (rules/authority.h reads it): {"mxmend": 1, "cloud",
 * "fetchedAt", "domains"}, UTF-8, one line a record, domains in order of name, so that it changes
 * no more than what Graph says does. A domain holds what Graph answered. One that could not be asked
 * keeps its last answer, with "stale": true and the reason in "lastError". A domain that was not
 * renewed when fetchedAt was set has a fetchedAt of its own.
 */
struct authority_text {
    cJSON *old; /* the file as it was; NULL if there was none */
    const char *bytes;
    size_t size;
    bool changed;
};

/* Reads the file as it is; `bytes` NULL: there is none. NULL: `*why` tells why it will not do. */
struct authority_text *authority_text_read(void *mem, const char *bytes, size_t size,
                                           const struct cloud *cloud, const char **why);

/* Puts in what was fetched at `now` (seconds since 1970). Afterwards the bytes are set. */
void authority_text_update(struct authority_text *text, const struct cloud *cloud,
                           const struct fetched_list *fetched, const struct site *site,
                           int64_t now);

#endif
