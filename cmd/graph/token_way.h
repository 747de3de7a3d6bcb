#ifndef MXMEND_TOKEN_WAY_H
#define MXMEND_TOKEN_WAY_H

#include "cmd/graph/token.h"

/* What the ways to a token share; for token*.c only. */

enum got {
    GOT_TOKEN,    /* tokens->token is set */
    GOT_NOTHING,  /* this way is not open here; the next may be */
    GOT_REFUSED,  /* it is open and failed */
    GOT_UNUSABLE, /* it is open and what the user named cannot be read */
};

struct way {
    const char *name; /* for messages */
    /* Gets a token. If not, `*why` (owned by `tokens`) says what is missing or what went wrong. */
    enum got (*get)(struct tokens *tokens, const char **why);
    /* NULL: this way is open. Else what is missing for it. */
    const char *(*lacks)(const struct tokens *tokens);
    const char *request; /* for --dry-run: what it would do; the token endpoint follows "POST " */
};

enum got token_given_file(struct tokens *tokens, const char **why);
enum got token_given_variable(struct tokens *tokens, const char **why);
enum got token_client_secret(struct tokens *tokens, const char **why);
enum got token_certificate(struct tokens *tokens, const char **why);
enum got token_federated(struct tokens *tokens, const char **why);
enum got token_github(struct tokens *tokens, const char **why);
enum got token_app_service(struct tokens *tokens, const char **why);
enum got token_metadata(struct tokens *tokens, const char **why);
enum got token_device_code(struct tokens *tokens, const char **why);
enum got token_azure_cli(struct tokens *tokens, const char **why);

/* The value of an environment variable that is no secret; "" if it is not set. */
const char *token_setting(const char *name);

/* The token endpoint of a tenant, owned by `mem`. */
const char *token_endpoint(void *mem, const struct tokens *tokens, const char *tenant);

/* "https://graph.microsoft.com/.default" and the like; percent-encoded. Owned by `mem`. */
const char *token_scope(void *mem, const struct tokens *tokens, const char *permission);

/*
 * Sends a request for a token to `http`, again if it is told to come back later. The call is made,
 * owned by `tokens`; free it soon, since it holds the token.
 */
struct http_call *token_ask(struct tokens *tokens, struct http *http, struct http_call wanted);

/* The same to the login host, for the endpoint of `tenant`: `form` is the body. */
struct http_call *token_login(struct tokens *tokens, const char *tenant, const char *path,
                              const char *form);

/* Takes the token out of an answer, or explains why there is none. */
enum got token_take(struct tokens *tokens, const struct http_call *call, const char **why);

/* Keeps a token (text with blanks around it, or JSON that holds one). False: it can be none. */
bool token_keep(struct tokens *tokens, const char *text);

#endif
