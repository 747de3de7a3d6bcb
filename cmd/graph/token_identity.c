#include <string.h>
#include <talloc.h>

#include "cmd/graph/token_way.h"
#include "cmd/graph/url.h"

/*
 * Tokens for a managed identity: the machine's own service gives them (Microsoft Entra, managed
 * identities for Azure resources). AZURE_CLIENT_ID picks one of several identities.
 */

static const char *resource(void *mem, const struct tokens *tokens)
{
    return url_escape(mem, talloc_asprintf(mem, "%s/", tokens->site->cloud->graph));
}

static const char *identity(void *mem, const struct tokens *tokens)
{
    return tokens->client == NULL
               ? ""
               : talloc_asprintf(mem, "&client_id=%s", url_escape(mem, tokens->client));
}

/* The scheme, host and port that a URL starts with, NULL if that is none. */
static const char *origin_of(void *mem, const char *url)
{
    const char *host = strstr(url, "://");
    size_t length = host == NULL ? 0 : (size_t)(host + 3 - url) + strcspn(host + 3, "/?#");
    return url_origin(mem, talloc_strndup(mem, url, length));
}

static enum got ask(struct tokens *tokens, const char *url, const char *header, const char **why)
{
    const char *origin = origin_of(tokens, url);
    if (origin == NULL) {
        *why = talloc_asprintf(tokens, "%s is no URL", url);
        return GOT_UNUSABLE;
    }
    struct http *http = http_new(tokens, tokens->settings, origin, HTTP_LOCAL);
    struct http_call *call =
        token_ask(tokens, http, (struct http_call){.url = url, .headers = {header}});
    enum got got = token_take(tokens, call, why);
    if (got != GOT_TOKEN && call->status == 0)
        got = GOT_NOTHING;
    talloc_free(call);
    talloc_free(http);
    return got;
}

enum got token_app_service(struct tokens *tokens, const char **why)
{
    void *work = talloc_new(NULL);
    const char *endpoint = token_setting("IDENTITY_ENDPOINT");
    const char *url = talloc_asprintf(work, "%s%sresource=%s&api-version=2019-08-01%s", endpoint,
                                      strchr(endpoint, '?') == NULL ? "?" : "&",
                                      resource(work, tokens), identity(work, tokens));
    const char *header = secret_print(work, "X-IDENTITY-HEADER: %s", tokens->identity_header);
    enum got got = ask(tokens, url, header, why);
    talloc_free(work);
    return got == GOT_NOTHING ? GOT_REFUSED : got; /* it was named, so it ought to be there */
}

/*
 * The metadata service of virtual machines. Azure SDK's AZURE_POD_IDENTITY_AUTHORITY_HOST stands in
 * for its address. A machine may be one of Azure's and have no identity (400): then there is none.
 */
enum got token_metadata(struct tokens *tokens, const char **why)
{
    void *work = talloc_new(NULL);
    const char *host = token_setting("AZURE_POD_IDENTITY_AUTHORITY_HOST");
    if (*host == '\0')
        host = "http://169.254.169.254";
    const char *url = talloc_asprintf(
        work, "%.*s/metadata/identity/oauth2/token?api-version=2018-02-01&resource=%s%s",
        (int)(strlen(host) - (host[strlen(host) - 1] == '/')), host, resource(work, tokens),
        identity(work, tokens));
    enum got got = ask(tokens, url, "Metadata: true", why);
    talloc_free(work);
    if (got == GOT_NOTHING)
        *why = "this machine has none (the metadata service does not answer)";
    return got == GOT_REFUSED ? GOT_NOTHING : got;
}
