#ifndef MXMEND_WORDS_H
#define MXMEND_WORDS_H

#include <cjson/cJSON.h>

#include "cmd/graph/cloud.h"
#include "cmd/graph/secret.h"

/*
 * What the errors of Microsoft Entra and Graph mean for somebody who wants to fetch records, with
 * what Microsoft's support asks for. Texts belong to `mem` and hold no secret.
 */

/* The answer of a token endpoint (OAuth 2.0, RFC 6749 section 5.2, with Entra's AADSTS codes). */
const char *words_login(void *mem, const cJSON *answer, long status, const struct secrets *secrets);

/* An error of Graph; `code` and `message` as it sent them, or NULL. */
const char *words_graph(void *mem, const struct site *site, long status, const char *code,
                        const char *message);

#endif
