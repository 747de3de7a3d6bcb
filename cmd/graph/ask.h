#ifndef MXMEND_ASK_H
#define MXMEND_ASK_H

#include "cmd/graph/batch.h"
#include "cmd/graph/http.h"
#include "cmd/graph/token.h"

/*
 * Lists asked of Graph, many at a time: in batches of 20, several batches under way, page after
 * page, again where Graph says to come back later.
 */

enum answer { OPEN, ANSWERED, FAILED };

/* One list that is wanted, a talloc object. */
struct ask {
    const char *path; /* below the version: "/domains" */
    bool alone;       /* not in a batch */

    enum answer answer;
    cJSON *items;       /* array of all pages' items; goes with this */
    long status;        /* of the failure; 0 if it was not Graph that failed */
    const char *code;   /* Graph's, or "" */
    const char *reason; /* what Graph says, or what else went wrong */
    const char *id;     /* client-request-id of the last request */

    /* while it is open */
    const char *next; /* URL to ask instead of the path */
    const char **seen;
    size_t pages; /* links that were followed */
    unsigned tries;
    bool renewed; /* it was the token that failed, and it was renewed */
};

struct graph {
    const struct site *site;
    struct tokens *tokens;
    struct http *http;                                          /* to site->graph */
    void (*progress)(void *context, size_t done, size_t total); /* NULL: nobody looks */
    void *context;
    int64_t trouble; /* since when there is trouble, as retry_now() has it; 0: there was none */
};

/* `tokens` has a token already. Owned by `mem`. */
struct graph *graph_new(void *mem, struct tokens *tokens);

/* A list that is wanted, owned by `mem`. */
struct ask *ask_new(void *mem, const char *path, bool alone);

/* Asks for all of them. Afterwards each is ANSWERED or FAILED. */
void graph_ask(struct graph *graph, struct ask **asks, size_t count);

/* The URL of a path, of "/$batch" too; owned by `mem`. */
const char *graph_url(void *mem, const struct site *site, const char *path);

#endif
