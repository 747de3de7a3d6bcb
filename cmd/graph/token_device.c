#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <time.h>

#include <cjson/cJSON.h>

#include "cmd/graph/retry.h"
#include "cmd/graph/token_way.h"
#include "cmd/graph/url.h"
#include "cmd/graph/words.h"
#include "cmd/print/escape.h"

/*
 * A token for a person, who signs in elsewhere with a code that is printed here (RFC 8628;
 * Microsoft identity platform, v2-oauth2-device-code).
 */

struct sign_in {
    char *device_code;
    int64_t interval; /* seconds */
    int64_t end;      /* when the code expires, as retry_now() has it */
};

/* Some write numbers as strings. */
static int64_t number(const cJSON *object, const char *name, int64_t usual)
{
    const cJSON *item = cJSON_GetObjectItem(object, name);
    const char *text = cJSON_GetStringValue(item);
    double value = cJSON_IsNumber(item) ? item->valuedouble
                   : text != NULL       ? strtod(text, NULL)
                                        : -1;
    return value >= 0 && value <= 86400 ? (int64_t)value : usual;
}

static void tell(const cJSON *answer)
{
    const char *message = cJSON_GetStringValue(cJSON_GetObjectItem(answer, "message"));
    const char *url = cJSON_GetStringValue(cJSON_GetObjectItem(answer, "verification_uri"));
    const char *code = cJSON_GetStringValue(cJSON_GetObjectItem(answer, "user_code"));
    if (message != NULL) {
        escape_text(stderr, message);
    } else {
        fputs("To sign in, open ", stderr);
        escape_text(stderr, url == NULL ? "the sign-in page" : url);
        fputs(" and enter the code ", stderr);
        escape_text(stderr, code == NULL ? "" : code);
    }
    fputc('\n', stderr);
}

static bool start(struct tokens *tokens, const char *tenant, struct sign_in *sign_in,
                  const char **why)
{
    void *work = talloc_new(NULL);
    const char *form =
        talloc_asprintf(work, "client_id=%s&scope=%s", url_escape(work, tokens->client),
                        token_scope(work, tokens, "Domain.Read.All"));
    struct http_call *call = token_login(tokens, tenant, "devicecode", form);
    cJSON *answer = http_is_json(call) ? cJSON_Parse(call->bytes) : NULL;
    const char *code = cJSON_GetStringValue(cJSON_GetObjectItem(answer, "device_code"));
    bool started = call->status == 200 && code != NULL;
    if (started) {
        sign_in->device_code =
            secrets_keep(tokens->secrets, secret_copy(tokens->secrets, code, strlen(code)));
        sign_in->interval = number(answer, "interval", 5); /* RFC 8628 section 3.2 */
        sign_in->end = retry_now() + 1000 * number(answer, "expires_in", 900);
        tell(answer);
    } else {
        (void)token_take(tokens, call, why);
    }
    cJSON_Delete(answer);
    talloc_free(call);
    talloc_free(work);
    return started;
}

/* Asks once. GOT_NOTHING: nobody signed in yet. */
static enum got poll_once(struct tokens *tokens, const char *tenant, struct sign_in *sign_in,
                          const char **why)
{
    void *work = talloc_new(NULL);
    const char *form = secret_print(
        work,
        "grant_type=urn%%3Aietf%%3Aparams%%3Aoauth%%3Agrant-type%%3Adevice_code&client_id=%s"
        "&device_code=%s",
        url_escape(work, tokens->client), url_escape(work, sign_in->device_code));
    struct http_call *call = token_login(tokens, tenant, "token", form);
    enum got got = token_take(tokens, call, why);
    cJSON *answer = got == GOT_TOKEN ? NULL : cJSON_Parse(call->bytes);
    const char *error = cJSON_GetStringValue(cJSON_GetObjectItem(answer, "error"));
    if (error != NULL && strcmp(error, "slow_down") == 0)
        sign_in->interval += 5; /* RFC 8628 section 3.5 */
    if (error != NULL &&
        (strcmp(error, "slow_down") == 0 || strcmp(error, "authorization_pending") == 0))
        got = GOT_NOTHING;
    cJSON_Delete(answer);
    talloc_free(call);
    talloc_free(work);
    return got;
}

enum got token_device_code(struct tokens *tokens, const char **why)
{
    const char *tenant = tokens->tenant == NULL ? "organizations" : tokens->tenant;
    struct sign_in sign_in = {NULL, 0, 0};
    enum got got = GOT_NOTHING;
    if (!start(tokens, tenant, &sign_in, why))
        return GOT_REFUSED;
    while (got == GOT_NOTHING && retry_now() < sign_in.end) {
        retry_sleep(sign_in.interval * 1000);
        got = poll_once(tokens, tenant, &sign_in, why);
    }
    if (got == GOT_NOTHING)
        *why = "nobody signed in before the code expired";
    return got == GOT_TOKEN ? GOT_TOKEN : GOT_REFUSED;
}
