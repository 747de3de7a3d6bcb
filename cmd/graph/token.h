#ifndef MXMEND_TOKEN_H
#define MXMEND_TOKEN_H

#include <stdbool.h>
#include <stdio.h>

#include "cmd/graph/cloud.h"
#include "cmd/graph/http.h"
#include "cmd/graph/secret.h"

/*
 * Tokens for Graph. There is a table of ways to get one, tried in order. A way that is set up and
 * fails ends the search: the next one would be somebody else's identity.
 */
struct tokens {
    const struct site *site;
    const struct options *options;
    const struct http_settings *settings;
    struct secrets *secrets;
    /* What the environment held, taken out of it when this was made; NULL: nothing. */
    const char *given, *client_secret, *password, *identity_header, *github;
    const char *tenant, *client;
    const struct way *way; /* that gave the token */
    const char *token;     /* NULL: there is none yet */
};

/* Owned by `mem`, as are all secrets of the run. `site`, … live as long as this. */
struct tokens *tokens_new(void *mem, const struct site *site, const struct options *options,
                          const struct http_settings *settings);

/* Gets a token. False: there is none, and why was said, way by way; `*status` tells how bad it is. */
bool tokens_get(struct tokens *tokens, enum status *status);

/* Gets a new one in the same way, since Graph takes the old one no more. False: as above. */
bool tokens_renew(struct tokens *tokens);

/* Prints how a token would be got, and what would be sent for it, without any secret. */
void tokens_describe(struct tokens *tokens, FILE *out);

#endif
