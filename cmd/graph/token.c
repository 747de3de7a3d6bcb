#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <time.h>

#include <cjson/cJSON.h>

#include "cmd/complain.h"
#include "cmd/graph/retry.h"
#include "cmd/graph/token_way.h"
#include "cmd/graph/url.h"
#include "cmd/graph/words.h"
#include "parser/array.h"

enum { WAYS = 10 };
static const struct way ways[WAYS];

const char *token_setting(const char *name)
{
    const char *value = getenv(name);
    return value == NULL ? "" : value;
}

static bool is_set(const char *name)
{
    return *token_setting(name) != '\0';
}

struct tokens *tokens_new(void *mem, const struct site *site, const struct options *options,
                          const struct http_settings *settings)
{
    struct tokens *tokens = talloc_zero(mem, struct tokens);
    struct secrets *secrets = talloc_zero(tokens, struct secrets);
    tokens->site = site;
    tokens->options = options;
    tokens->settings = settings;
    tokens->secrets = secrets;
    const struct {
        const char *name, **field;
    } variables[] = {
        {"MXMEND_GRAPH_TOKEN", &tokens->given},
        {"AZURE_CLIENT_SECRET", &tokens->client_secret},
        {"AZURE_CLIENT_CERTIFICATE_PASSWORD", &tokens->password},
        {"IDENTITY_HEADER", &tokens->identity_header},
        {"ACTIONS_ID_TOKEN_REQUEST_TOKEN", &tokens->github},
    };
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        *variables[i].field =
            secrets_keep(secrets, secret_from_environment(secrets, variables[i].name));
    tokens->tenant = is_set("AZURE_TENANT_ID") ? getenv("AZURE_TENANT_ID") : NULL;
    tokens->client = is_set("AZURE_CLIENT_ID") ? getenv("AZURE_CLIENT_ID") : NULL;
    return tokens;
}

/* Printable and without blanks, so that it can end no header (RFC 6750 section 2.1). */
static bool is_token(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] <= ' ' || text[i] > '~')
            return false;
    return length > 0;
}

bool token_keep(struct tokens *tokens, const char *text)
{
    static const char blanks[] = " \t\r\n";
    cJSON *json = NULL;
    text += strspn(text, blanks);
    if (*text == '{' && (json = cJSON_Parse(text)) != NULL) {
        const char *found = cJSON_GetStringValue(cJSON_GetObjectItem(json, "access_token"));
        if (found == NULL) /* what az prints */
            found = cJSON_GetStringValue(cJSON_GetObjectItem(json, "accessToken"));
        text = found == NULL ? "" : found;
    }
    size_t length = strcspn(text, blanks);
    bool good = is_token(text, length) && text[length + strspn(text + length, blanks)] == '\0';
    if (good)
        tokens->token = secrets_keep(tokens->secrets, secret_copy(tokens->secrets, text, length));
    cJSON_Delete(json);
    return good;
}

const char *token_endpoint(void *mem, const struct tokens *tokens, const char *tenant)
{
    return talloc_asprintf(mem, "%s/%s/oauth2/v2.0/token", tokens->site->login, tenant);
}

const char *token_scope(void *mem, const struct tokens *tokens, const char *permission)
{
    const char *scope = talloc_asprintf(mem, "%s/%s", tokens->site->cloud->graph, permission);
    return url_escape(mem, scope);
}

struct http_call *token_ask(struct tokens *tokens, struct http *http, struct http_call wanted)
{
    for (unsigned tries = 1;; tries++) {
        struct http_call *call = talloc(tokens, struct http_call);
        *call = wanted;
        http_ask(http, call);
        bool later = retry_status(call->status) || (call->status == 0 && !call->hopeless);
        int64_t wait = retry_wait(call->retry_after, tries, time(NULL));
        if (!later || tries == RETRY_TRIES || wait > RETRY_WAIT_MAX / RETRY_TRIES)
            return call;
        talloc_free(call);
        retry_sleep(wait);
    }
}

struct http_call *token_login(struct tokens *tokens, const char *tenant, const char *path,
                              const char *form)
{
    struct http *http = http_new(tokens, tokens->settings, tokens->site->login, HTTP_REMOTE);
    const char *url =
        talloc_asprintf(http, "%s/%s/oauth2/v2.0/%s", tokens->site->login, tenant, path);
    struct http_call *call =
        token_ask(tokens, http,
                  (struct http_call){
                      .url = url, .body = form, .body_type = "application/x-www-form-urlencoded"});
    call->url = talloc_strdup(call, call->url);
    talloc_free(http);
    return call;
}

enum got token_take(struct tokens *tokens, const struct http_call *call, const char **why)
{
    const char *host = url_host(tokens, call->url);
    cJSON *answer = call->status != 0 && http_is_json(call) ? cJSON_Parse(call->bytes) : NULL;
    enum got got = GOT_REFUSED;
    if (call->status == 0)
        *why = call->why == NULL ? "no answer" : talloc_strdup(tokens, call->why);
    else if (call->status >= 300 && call->status < 400)
        *why = talloc_asprintf(
            tokens, "%s wants to pass the request on to %s, which is not done", host,
            call->location == NULL ? "another host" : url_host(tokens, call->location));
    else if (!cJSON_IsObject(answer))
        *why = talloc_asprintf(tokens,
                               "%s answers with status %ld and no JSON: is a proxy or a "
                               "sign-in page in between?",
                               host, call->status);
    else if (call->status != 200)
        *why = words_login(tokens, answer, call->status, tokens->secrets);
    else if (token_keep(tokens, call->bytes))
        got = GOT_TOKEN;
    else
        *why = talloc_asprintf(tokens, "the answer of %s holds no token", host);
    cJSON_Delete(answer);
    return got;
}

/* Says why none of the ways went. */
static bool complain_of_all(const char *const *reasons)
{
    complain("no token for Microsoft Graph: none of these ways is open");
    for (size_t i = 0; i < WAYS; i++)
        complain("  %s: %s", ways[i].name, reasons[i]);
    return false;
}

bool tokens_get(struct tokens *tokens, enum status *status)
{
    const char *reasons[WAYS];
    *status = STATUS_OFFLINE;
    for (size_t i = 0; i < WAYS; i++) {
        const struct way *way = &ways[i];
        reasons[i] = way->lacks(tokens);
        if (reasons[i] != NULL)
            continue;
        enum got got = way->get(tokens, &reasons[i]);
        if (got == GOT_TOKEN) {
            tokens->way = way;
            return true;
        }
        if (got == GOT_NOTHING)
            continue;
        *status = got == GOT_UNUSABLE ? STATUS_TROUBLE : STATUS_OFFLINE;
        complain("no token for Microsoft Graph: %s: %s", way->name, reasons[i]);
        return false;
    }
    return complain_of_all(reasons);
}

bool tokens_renew(struct tokens *tokens)
{
    const char *why = NULL;
    if (tokens->way->get(tokens, &why) == GOT_TOKEN)
        return true;
    complain("no new token for Microsoft Graph: %s: %s", tokens->way->name, why);
    return false;
}

void tokens_describe(struct tokens *tokens, FILE *out)
{
    void *mem = talloc_new(NULL);
    bool found = false;
    for (size_t i = 0; i < WAYS && !found; i++) {
        const struct way *way = &ways[i];
        bool certain = way->get != token_metadata && way->get != token_azure_cli;
        if (way->lacks(tokens) != NULL)
            continue;
        const char *endpoint =
            token_endpoint(mem, tokens, tokens->tenant == NULL ? "organizations" : tokens->tenant);
        fprintf(out, "token: %s%s: %s%s\n", way->name, certain ? "" : ", if there is one",
                way->request, strcmp(way->request, "POST ") == 0 ? endpoint : "");
        found = certain;
    }
    talloc_free(mem);
}

static const char *lacks_file(const struct tokens *tokens)
{
    return tokens->options->token_file == NULL ? "--token-file is not given" : NULL;
}

static const char *lacks_variable(const struct tokens *tokens)
{
    return tokens->given == NULL ? "MXMEND_GRAPH_TOKEN is not set" : NULL;
}

static const char *lacks_application(const struct tokens *tokens)
{
    return tokens->tenant == NULL   ? "AZURE_TENANT_ID is not set"
           : tokens->client == NULL ? "AZURE_CLIENT_ID is not set"
                                    : NULL;
}

static const char *lacks_client_secret(const struct tokens *tokens)
{
    return tokens->client_secret == NULL ? "AZURE_CLIENT_SECRET is not set"
                                         : lacks_application(tokens);
}

static const char *lacks_certificate(const struct tokens *tokens)
{
    return !is_set("AZURE_CLIENT_CERTIFICATE_PATH") ? "AZURE_CLIENT_CERTIFICATE_PATH is not set"
                                                    : lacks_application(tokens);
}

static const char *lacks_federated(const struct tokens *tokens)
{
    return !is_set("AZURE_FEDERATED_TOKEN_FILE") ? "AZURE_FEDERATED_TOKEN_FILE is not set"
                                                 : lacks_application(tokens);
}

static const char *lacks_github(const struct tokens *tokens)
{
    return !is_set("ACTIONS_ID_TOKEN_REQUEST_URL") || tokens->github == NULL
               ? "this is no GitHub Actions job with the permission id-token: write"
               : lacks_application(tokens);
}

static const char *lacks_app_service(const struct tokens *tokens)
{
    return !is_set("IDENTITY_ENDPOINT")      ? "IDENTITY_ENDPOINT is not set"
           : tokens->identity_header == NULL ? "IDENTITY_HEADER is not set"
                                             : NULL;
}

/* Who asks for the device code does not mean the machine that this happens to run on. */
static const char *lacks_metadata(const struct tokens *tokens)
{
    return tokens->options->device_code ? "not tried, since --device-code is given" : NULL;
}

static const char *lacks_device_code(const struct tokens *tokens)
{
    return !tokens->options->device_code ? "--device-code is not given"
           : tokens->client == NULL ? "AZURE_CLIENT_ID is not set: it names an application that "
                                      "allows public client flows"
                                    : NULL;
}

static const char *lacks_nothing(const struct tokens *tokens)
{
    (void)tokens;
    return NULL;
}

/* In the order in which they are tried. */
static const struct way ways[WAYS] = {
    {"token file", token_given_file, lacks_file, "--token-file"},
    {"token from the environment", token_given_variable, lacks_variable, "MXMEND_GRAPH_TOKEN"},
    {"client secret", token_client_secret, lacks_client_secret, "POST "},
    {"certificate", token_certificate, lacks_certificate, "POST "},
    {"federated token", token_federated, lacks_federated, "POST "},
    {"GitHub Actions", token_github, lacks_github, "POST "},
    {"managed identity of App Service", token_app_service, lacks_app_service,
     "GET $IDENTITY_ENDPOINT"},
    {"managed identity", token_metadata, lacks_metadata,
     "GET http://169.254.169.254/metadata/identity/oauth2/token"},
    {"device code", token_device_code, lacks_device_code, "POST "},
    {"Azure CLI", token_azure_cli, lacks_nothing, "az account get-access-token"},
};
