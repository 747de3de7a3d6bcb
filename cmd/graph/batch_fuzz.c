#include <stdint.h>

#include <talloc.h>

#include "cmd/graph/batch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Any answer of a server: at most what was asked for, and every page is emptied. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reply replies[BATCH_MAX];
    cJSON *answer = cJSON_ParseWithLength((const char *)data, size);
    cJSON *items = cJSON_CreateArray();
    const char *next, *code, *message;
    if (batch_read(answer, replies, BATCH_MAX))
        for (size_t i = 0; i < BATCH_MAX; i++) {
            error_find(replies[i].body, &code, &message);
            if (replies[i].status == 0 && replies[i].body != NULL)
                __builtin_trap();
            if (page_read((cJSON *)replies[i].body, items, &next) &&
                cJSON_GetArraySize(cJSON_GetObjectItem(replies[i].body, "value")) != 0)
                __builtin_trap();
        }
    if (page_read(answer, items, &next) &&
        cJSON_GetArraySize(cJSON_GetObjectItem(answer, "value")) != 0)
        __builtin_trap();
    error_find(answer, &code, &message);
    cJSON_Delete(items);
    cJSON_Delete(answer);
    return 0;
}
