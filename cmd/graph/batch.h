#ifndef MXMEND_BATCH_H
#define MXMEND_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

/* Graph's JSON batches and the bodies in them: what is sent, and what an answer says. No I/O. */

enum { BATCH_MAX = 20 }; /* requests in one batch (Graph, JSON batching) */

/*
 * The body of a $batch that GETs these paths ("/domains/contoso.com/…"), at most BATCH_MAX of them.
 * The id of the first is "1", and so on. Owned by `mem`.
 */
char *batch_body(void *mem, const char *const *paths, size_t count);

/* What was answered to one request, in a batch or alone. */
struct reply {
    long status;             /* HTTP's; 0: nothing was */
    const cJSON *body;       /* NULL if it is no JSON object */
    const char *retry_after; /* NULL if it was not sent */
};

/*
 * Takes the `count` replies out of the answer to a batch, whatever their order. What is not in it
 * has the status 0; of two with the same id the first counts. They point into `answer`. False: it
 * is no answer to a batch.
 */
bool batch_read(const cJSON *answer, struct reply *replies, size_t count);

/*
 * Moves the items of a page to the end of `items`. `*next` is the link to the next page, NULL if
 * this is the last; it points into `page`. False: it is no page of a list.
 */
bool page_read(cJSON *page, cJSON *items, const char **next);

/* Code and message of an error's body; NULL where there is none. They point into it. */
void error_find(const cJSON *body, const char **code, const char **message);

#endif
