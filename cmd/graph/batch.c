#include "cmd/graph/batch.h"

#include <string.h>
#include <strings.h>
#include <talloc.h>

char *batch_body(void *mem, const char *const *paths, size_t count)
{
    cJSON *body = cJSON_CreateObject(), *requests = cJSON_AddArrayToObject(body, "requests");
    for (size_t i = 0; i < count; i++) {
        cJSON *request = cJSON_CreateObject();
        char *id = talloc_asprintf(NULL, "%zu", i + 1);
        cJSON_AddStringToObject(request, "id", id);
        cJSON_AddStringToObject(request, "method", "GET");
        cJSON_AddStringToObject(request, "url", paths[i]);
        cJSON_AddItemToArray(requests, request);
        talloc_free(id);
    }
    char *printed = cJSON_PrintUnformatted(body);
    char *text = talloc_strdup(mem, printed);
    cJSON_free(printed);
    cJSON_Delete(body);
    return text;
}

/* Which request it answers, counted from 0; `count` if none of ours. Some write ids as numbers. */
static size_t find_index(const cJSON *response, size_t count)
{
    const cJSON *id = cJSON_GetObjectItem(response, "id");
    const char *text = cJSON_GetStringValue(id);
    size_t number = 0;
    if (cJSON_IsNumber(id) && id->valuedouble >= 1 && id->valuedouble <= BATCH_MAX)
        number = (size_t)id->valuedouble;
    for (const char *c = text; c != NULL && *c >= '0' && *c <= '9' && number <= count; c++)
        number = number * 10 + (size_t)(*c - '0');
    if (text != NULL && text[strspn(text, "0123456789")] != '\0')
        return count;
    return number >= 1 && number <= count ? number - 1 : count;
}

static const char *find_header(const cJSON *response, const char *name)
{
    const cJSON *headers = cJSON_GetObjectItem(response, "headers");
    return cJSON_GetStringValue(cJSON_GetObjectItem(headers, name)); /* in any case */
}

bool batch_read(const cJSON *answer, struct reply *replies, size_t count)
{
    const cJSON *responses = cJSON_GetObjectItem(answer, "responses");
    memset(replies, 0, count * sizeof *replies);
    if (!cJSON_IsArray(responses))
        return false;
    for (const cJSON *item = responses->child; item != NULL; item = item->next) {
        size_t index = find_index(item, count);
        const cJSON *status = cJSON_GetObjectItem(item, "status");
        const cJSON *body = cJSON_GetObjectItem(item, "body");
        if (index == count || replies[index].status != 0 || !cJSON_IsNumber(status) ||
            status->valueint < 100)
            continue;
        replies[index] = (struct reply){
            .status = status->valueint,
            .body = cJSON_IsObject(body) ? body : NULL,
            .retry_after = find_header(item, "Retry-After"),
        };
    }
    return true;
}

bool page_read(cJSON *page, cJSON *items, const char **next)
{
    cJSON *value = cJSON_GetObjectItem(page, "value");
    *next = cJSON_GetStringValue(cJSON_GetObjectItem(page, "@odata.nextLink"));
    if (!cJSON_IsArray(value))
        return false;
    for (cJSON *item; (item = value->child) != NULL;)
        cJSON_AddItemToArray(items, cJSON_DetachItemViaPointer(value, item));
    return true;
}

void error_find(const cJSON *body, const char **code, const char **message)
{
    const cJSON *error = cJSON_GetObjectItem(body, "error");
    *code = cJSON_GetStringValue(cJSON_GetObjectItem(error, "code"));
    *message = cJSON_GetStringValue(cJSON_GetObjectItem(error, "message"));
}
