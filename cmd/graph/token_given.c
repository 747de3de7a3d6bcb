#include <talloc.h>

#include "cmd/graph/token_way.h"

/* Tokens that somebody else got. */

enum got token_given_file(struct tokens *tokens, const char **why)
{
    const char *path = tokens->options->token_file;
    size_t size;
    char *text = secret_read(tokens, path, &size, why);
    enum got got = GOT_UNUSABLE;
    if (text == NULL)
        *why = talloc_asprintf(tokens, "%s: %s", path, *why);
    else if (token_keep(tokens, text))
        got = GOT_TOKEN;
    else
        *why = talloc_asprintf(tokens, "%s: holds no token", path);
    talloc_free(text);
    return got;
}

enum got token_given_variable(struct tokens *tokens, const char **why)
{
    *why = tokens->token != NULL ? "the one in MXMEND_GRAPH_TOKEN has expired"
                                 : "MXMEND_GRAPH_TOKEN holds no token";
    if (tokens->token != NULL) /* there is only the one */
        return GOT_REFUSED;
    return token_keep(tokens, tokens->given) ? GOT_TOKEN : GOT_UNUSABLE;
}
