#include "cmd/graph/words.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

/*
 * Entra's codes (Microsoft Entra authentication and authorization error codes). Microsoft may
 * change them, so they only choose the words; what Entra says is printed as well.
 */
enum { MEANINGS = 36 };
static const struct meaning {
    long code;
    const char *words;
} meanings[MEANINGS];

static const char *find_meaning(long code)
{
    for (size_t i = 0; i < MEANINGS; i++)
        if (meanings[i].code == code)
            return meanings[i].words;
    return NULL;
}

/* Errors of the device code flow come without a code of Entra's. */
static const char *find_error(const char *error)
{
    static const char *const errors[][2] = {
        {"authorization_declined", "the sign-in was declined"},
        {"access_denied", "the sign-in was declined"},
        {"expired_token", "nobody signed in before the code expired"},
    };
    for (size_t i = 0; error != NULL && i < sizeof errors / sizeof *errors; i++)
        if (strcmp(error, errors[i][0]) == 0)
            return errors[i][1];
    return "sign-in failed";
}

/* From error_codes, else from the text "AADSTS7000215: …"; 0 if there is none. */
static long find_code(const cJSON *answer, const char *description)
{
    const cJSON *codes = cJSON_GetObjectItem(answer, "error_codes");
    const cJSON *first = cJSON_IsArray(codes) ? cJSON_GetArrayItem(codes, 0) : codes;
    const char *text = cJSON_GetStringValue(first);
    if (cJSON_IsNumber(first) && first->valuedouble > 0 && first->valuedouble < 1e9)
        return (long)first->valuedouble;
    if (text == NULL) {
        text = strstr(description, "AADSTS");
        text = text == NULL ? NULL : text + strlen("AADSTS");
    }
    return text == NULL ? 0 : strtol(text, NULL, 10);
}

const char *words_login(void *mem, const cJSON *answer, long status, const struct secrets *secrets)
{
    const char *error = cJSON_GetStringValue(cJSON_GetObjectItem(answer, "error"));
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(answer, "error_description"));
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(answer, "correlation_id"));
    text = text == NULL ? "" : text;
    long code = find_code(answer, text);
    const char *meaning = find_meaning(code);
    char *words = talloc_asprintf(mem, "%s", meaning == NULL ? find_error(error) : meaning);
    if (code > 0)
        words = talloc_asprintf_append(words, " [AADSTS%ld]", code);
    words = talloc_asprintf_append(words, "; the answer was %ld %s", status,
                                   error == NULL ? "without a reason" : error);
    if (*text != '\0')
        words = talloc_asprintf_append(words, ", \"%.*s\"", (int)strcspn(text, "\r\n"), text);
    if (id != NULL)
        words = talloc_asprintf_append(words, ", correlation id %s", id);
    return secrets_hide(secrets, words);
}

const char *words_graph(void *mem, const struct site *site, long status, const char *code,
                        const char *message)
{
    switch (status) {
    case 401:
        return talloc_asprintf(mem,
                               "Graph does not accept the token: it has expired, or is not for "
                               "%s (a token of another cloud needs its --cloud)",
                               site->cloud->graph);
    case 403:
        return "the permission Domain.Read.All is missing: grant it to the application and give "
               "admin consent; a person who signs in also needs the role Domain Name Administrator "
               "or Global Reader";
    case 404:
        return "the tenant does not have this domain";
    case 429:
        return "Graph is throttling, and did not stop while mxmend waited";
    default:
        return talloc_asprintf(mem, "Graph answers %ld%s%s%s%s", status,
                               code == NULL || *code == '\0' ? "" : " ", code == NULL ? "" : code,
                               message == NULL || *message == '\0' ? "" : ": ",
                               message == NULL ? "" : message);
    }
}

#define SECRET "under Certificates & secrets of the app registration"
#define CLOCK                                                                                      \
    "this machine's clock is wrong, or the assertion is too old: see that the clock is set"
#define NO_TENANT "there is no such tenant in this cloud: see AZURE_TENANT_ID and --cloud"
#define CLOUD     "the application or tenant belongs to another cloud: choose it with --cloud"
#define CONSENT                                                                                    \
    "consent is missing: an administrator has to grant Domain.Read.All to the application"
#define CERTIFICATE                                                                                \
    "Entra does not accept the certificate: see that it is uploaded " SECRET " and not expired"
#define FEDERATION                                                                                 \
    "no federated credential of the application matches issuer, subject and audience of the token"

static const struct meaning meanings[MEANINGS] = {
    {7000215, "wrong client secret: take the secret's value, not its id, " SECRET},
    {7000222, "the client secret has expired: make a new one " SECRET},
    {50012, "Entra does not accept the client secret or certificate"},
    {700016, "the application is not in this tenant: see AZURE_CLIENT_ID and AZURE_TENANT_ID"},
    {7000112, "the application is disabled in this tenant"},
    {90002, NO_TENANT},
    {900023, NO_TENANT},
    {50059, NO_TENANT},
    {9001023, "this needs a tenant: set AZURE_TENANT_ID"},
    {90038, CLOUD},
    {90051, CLOUD},
    {900382, CLOUD},
    {900383, CLOUD},
    {900432, CLOUD},
    {900439, CLOUD},
    {500011, "this tenant does not know Graph under that name: see --cloud and AZURE_TENANT_ID"},
    {65001, CONSENT},
    {65004, "consent was refused"},
    {90094, CONSENT},
    {90008, CONSENT},
    {700024, CLOCK},
    {500133, CLOCK},
    {700027, CERTIFICATE},
    {50013, "Entra does not accept the assertion"},
    {70021, FEDERATION},
    {700211, FEDERATION},
    {700212, FEDERATION},
    {700213, FEDERATION},
    {7000218, "the application does not allow public client flows: switch that on under "
              "Authentication of the app registration"},
    {53003, "Conditional Access blocks this sign-in"},
    {7000229, CONSENT}, /* the tenant has no service principal of the application */
    {50105, "this person is not assigned to the application"},
    {500021, "this network lets sign in to other tenants only (tenant restrictions)"},
    {50020, "this person is of another tenant: see AZURE_TENANT_ID"},
    {70011, "the application or tenant does not know the scope: see --cloud"},
    {50076, "a second factor is needed, which this way of signing in cannot give"},
};
