#include <string.h>
#include <strings.h>
#include <talloc.h>
#include <time.h>

#include <cjson/cJSON.h>

#include "cmd/graph/certificate.h"
#include "cmd/graph/token_way.h"
#include "cmd/graph/url.h"

/*
 * Tokens for an application: OAuth 2.0 client credentials, with a secret or with an assertion in
 * its place (Microsoft identity platform, v2-oauth2-client-creds-grant-flow).
 */

static const char assertion_type[] =
    "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";

/* A tenant is a GUID or a domain: what else it holds would lead to another path. */
static bool is_tenant(const char *text)
{
    return strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") ==
           strlen(text);
}

/* `proof`: the fields that prove who asks, as they are sent. */
static enum got ask(struct tokens *tokens, const char *proof, const char **why)
{
    void *work = talloc_new(NULL);
    *why = "AZURE_TENANT_ID is neither an id nor a domain";
    enum got got = GOT_UNUSABLE;
    if (is_tenant(tokens->tenant)) {
        const char *form = secret_print(
            work, "grant_type=client_credentials&client_id=%s&scope=%s&%s",
            url_escape(work, tokens->client), token_scope(work, tokens, ".default"), proof);
        struct http_call *call = token_login(tokens, tokens->tenant, "token", form);
        got = token_take(tokens, call, why);
        talloc_free(call);
    }
    talloc_free(work);
    return got;
}

enum got token_client_secret(struct tokens *tokens, const char **why)
{
    /* Kept in the form in which it is sent too: an answer may repeat that. */
    char *secret = secrets_keep(tokens->secrets, url_escape(tokens, tokens->client_secret));
    char *proof = secret_print(NULL, "client_secret=%s", secret);
    enum got got = ask(tokens, proof, why);
    talloc_free(proof);
    return got;
}

static enum got ask_with_assertion(struct tokens *tokens, char *assertion, const char **why)
{
    secrets_keep(tokens->secrets, assertion);
    char *proof = secret_print(NULL, "client_assertion_type=%s&client_assertion=%s", assertion_type,
                               assertion);
    enum got got = ask(tokens, proof, why);
    talloc_free(proof);
    return got;
}

static bool with_chain(void)
{
    const char *wanted = token_setting("AZURE_CLIENT_SEND_CERTIFICATE_CHAIN");
    return strcasecmp(wanted, "true") == 0 || strcmp(wanted, "1") == 0;
}

enum got token_certificate(struct tokens *tokens, const char **why)
{
    const char *path = token_setting("AZURE_CLIENT_CERTIFICATE_PATH");
    void *work = talloc_new(NULL);
    size_t size;
    char *bytes = secret_read(work, path, &size, why), *assertion = NULL;
    struct certificate *certificate =
        bytes == NULL ? NULL : certificate_read(work, bytes, size, tokens->password, why);
    if (certificate != NULL)
        assertion =
            certificate_assertion(tokens, certificate, token_endpoint(work, tokens, tokens->tenant),
                                  tokens->client, time(NULL), with_chain(), why);
    enum got got = GOT_UNUSABLE;
    if (assertion == NULL)
        *why = talloc_asprintf(tokens, "%s: %s", path, *why);
    else
        got = ask_with_assertion(tokens, assertion, why);
    talloc_free(work);
    return got;
}

/* The part of a text that is a token: without blanks around it, percent-encoded if need be. */
static char *token_part(struct tokens *tokens, const char *text)
{
    text += strspn(text, " \t\r\n");
    char *part = secret_copy(NULL, text, strcspn(text, " \t\r\n"));
    char *escaped = url_escape(tokens, part);
    talloc_free(part);
    return escaped;
}

/* The file rotates, so it is read each time. */
enum got token_federated(struct tokens *tokens, const char **why)
{
    const char *path = token_setting("AZURE_FEDERATED_TOKEN_FILE");
    size_t size;
    char *text = secret_read(tokens, path, &size, why);
    if (text == NULL) {
        *why = talloc_asprintf(tokens, "%s: %s", path, *why);
        return GOT_UNUSABLE;
    }
    enum got got = ask_with_assertion(tokens, token_part(tokens, text), why);
    talloc_free(text);
    return got;
}

/* The job's own token, which GitHub signs for Microsoft Entra. NULL: `*why` tells why not. */
static char *github_token(struct tokens *tokens, const char **why)
{
    const char *base = token_setting("ACTIONS_ID_TOKEN_REQUEST_URL");
    void *work = talloc_new(NULL);
    char *token = NULL;
    const char *url = talloc_asprintf(work, "%s%saudience=api%%3A%%2F%%2FAzureADTokenExchange",
                                      base, strchr(base, '?') == NULL ? "?" : "&");
    const char *path = strstr(url, "://");
    path = path == NULL ? NULL : strchr(path + 3, '/');
    const char *origin =
        path == NULL ? NULL : url_origin(work, talloc_strndup(work, url, (size_t)(path - url)));
    *why = "ACTIONS_ID_TOKEN_REQUEST_URL is no URL";
    if (origin != NULL) {
        struct http *http = http_new(work, tokens->settings, origin, HTTP_REMOTE);
        struct http_call *call =
            token_ask(tokens, http, (struct http_call){.url = url, .bearer = tokens->github});
        cJSON *answer = http_is_json(call) ? cJSON_Parse(call->bytes) : NULL;
        const char *value = cJSON_GetStringValue(cJSON_GetObjectItem(answer, "value"));
        if (call->status == 200 && value != NULL)
            token = token_part(tokens, value);
        else
            *why = call->status == 0
                       ? talloc_strdup(tokens, call->why)
                       : talloc_asprintf(tokens, "GitHub gives no token for this job (status %ld)",
                                         call->status);
        cJSON_Delete(answer);
        talloc_free(call);
    }
    talloc_free(work);
    return token;
}

enum got token_github(struct tokens *tokens, const char **why)
{
    char *assertion = github_token(tokens, why);
    return assertion == NULL ? GOT_REFUSED : ask_with_assertion(tokens, assertion, why);
}
