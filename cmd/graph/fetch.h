#ifndef MXMEND_GRAPH_FETCH_H
#define MXMEND_GRAPH_FETCH_H

#include "cmd/graph/ask.h"

/* What Graph says of some domains, or of all that the tenant has mail for. */

struct fetched {
    const char *name;        /* lower case, A-labels, no final dot */
    const cJSON *properties; /* Graph's domain resource; NULL if the tenant has none of that name */
    const struct ask *ask;   /* its items are the records; never OPEN */
};

struct fetched_list {
    struct fetched *items; /* in order of name */
    size_t count;
    const struct ask *list; /* for the tenant's domains: if it FAILED, so did all */
};

/* Did Graph answer? That the tenant does not have the domain is an answer. */
bool fetched_answered(const struct fetched *fetched);

/* `names` are in order, each once. Owned by `mem`, as is all that hangs off it. */
struct fetched_list *graph_fetch(void *mem, struct graph *graph, const char *const *names,
                                 size_t count);

/* The same for all verified domains that have mail; says which are left out, and why. */
struct fetched_list *graph_fetch_all(void *mem, struct graph *graph);

/* Prints the requests that would be sent. `names` is NULL: for all domains. */
void graph_describe(const struct site *site, const char *const *names, size_t count, FILE *out);

#endif
