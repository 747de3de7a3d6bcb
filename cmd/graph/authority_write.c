#include "cmd/graph/authority_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "cmd/graph/authority_print.h"
#include "cmd/graph/words.h"
#include "rules/hosts.h"
#include "rules/instant.h"

static const char records_name[] = "serviceConfigurationRecords";

static int text_free(struct authority_text *text)
{
    cJSON_Delete(text->old);
    return 0;
}

static const char *find_fault(void *mem, const cJSON *old, const struct cloud *cloud)
{
    const cJSON *version = cJSON_GetObjectItem(old, "mxmend");
    const char *name = cJSON_GetStringValue(cJSON_GetObjectItem(old, "cloud"));
    if (!cJSON_IsNumber(version) || !cJSON_IsObject(cJSON_GetObjectItem(old, "domains")))
        return "is there, and is no authority file that mxmend fetch wrote; --output names another";
    if (version->valueint != 1)
        return "was written by a later mxmend";
    if (name != NULL && strcmp(name, cloud->name) != 0)
        return talloc_asprintf(mem,
                               "holds answers of the cloud %s, and --cloud is %s; --output "
                               "names another file",
                               name, cloud->name);
    return NULL;
}

struct authority_text *authority_text_read(void *mem, const char *bytes, size_t size,
                                           const struct cloud *cloud, const char **why)
{
    struct authority_text *text = talloc_zero(mem, struct authority_text);
    talloc_set_destructor(text, text_free);
    *why = NULL;
    if (bytes == NULL)
        return text;
    text->old = cJSON_ParseWithLength(bytes, size);
    *why = find_fault(mem, text->old, cloud);
    return *why == NULL ? text : NULL;
}

static int compare_items(const void *left, const void *right)
{
    const cJSON *a = *(cJSON *const *)left, *b = *(cJSON *const *)right;
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(a, "id"));
    const char *other_id = cJSON_GetStringValue(cJSON_GetObjectItem(b, "id"));
    int order = strcmp(id == NULL ? "" : id, other_id == NULL ? "" : other_id);
    if (order != 0)
        return order;
    char *text = cJSON_PrintUnformatted(a), *other = cJSON_PrintUnformatted(b);
    order = strcmp(text, other);
    cJSON_free(text);
    cJSON_free(other);
    return order;
}

/* A copy of a list in an order of its own: Graph promises none. */
static cJSON *sorted_copy(const cJSON *list)
{
    size_t count = (size_t)cJSON_GetArraySize(list), i = 0;
    cJSON **items = talloc_array(NULL, cJSON *, (unsigned)count + 1), *copy = cJSON_CreateArray();
    for (const cJSON *item = list->child; item != NULL; item = item->next)
        items[i++] = cJSON_Duplicate(item, true);
    qsort(items, count, sizeof *items, compare_items);
    for (i = 0; i < count; i++)
        cJSON_AddItemToArray(copy, items[i]);
    talloc_free(items);
    return copy;
}

static void add_error(cJSON *entry, const char *name, const struct fetched *fetched,
                      const struct site *site)
{
    const struct ask *ask = fetched->ask;
    void *work = talloc_new(NULL);
    cJSON *error = cJSON_AddObjectToObject(entry, name);
    const char *reason = ask->reason;
    if (*reason == '\0')
        reason = words_graph(work, site, ask->status, ask->code, NULL);
    cJSON_AddStringToObject(error, "code", ask->code);
    cJSON_AddStringToObject(error, "message", reason);
    if (ask->status != 0)
        cJSON_AddNumberToObject(error, "status", (double)ask->status);
    talloc_free(work);
}

/* What Graph says of a domain, as it sends it. */
static cJSON *make_answer(const struct fetched *fetched, const struct site *site)
{
    static const char *const flags[] = {"isVerified", "isAdminManaged", "isInitial"};
    cJSON *entry = cJSON_CreateObject();
    const cJSON *services = cJSON_GetObjectItem(fetched->properties, "supportedServices");
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        const cJSON *flag = cJSON_GetObjectItem(fetched->properties, flags[i]);
        if (cJSON_IsBool(flag))
            cJSON_AddBoolToObject(entry, flags[i], cJSON_IsTrue(flag));
    }
    if (cJSON_IsArray(services))
        cJSON_AddItemToObject(entry, "supportedServices", sorted_copy(services));
    if (fetched->ask->answer == ANSWERED)
        cJSON_AddItemToObject(entry, records_name, sorted_copy(fetched->ask->items));
    else
        add_error(entry, "error", fetched, site);
    return entry;
}

/* Was Graph's last word on it an answer? (The tenant not having it is one.) */
static bool is_answer(const cJSON *old)
{
    const cJSON *error = cJSON_GetObjectItem(old, "error");
    const cJSON *status = cJSON_GetObjectItem(error, "status");
    const char *code = cJSON_GetStringValue(cJSON_GetObjectItem(error, "code"));
    return cJSON_GetObjectItem(old, records_name) != NULL ||
           (cJSON_IsNumber(status) && status->valueint == 404) ||
           (code != NULL && strcmp(code, "Request_ResourceNotFound") == 0);
}

/* The last answer, kept, since there is no newer one. */
static cJSON *make_stale(const cJSON *old, const struct fetched *fetched, const struct site *site)
{
    static const char *const mine[] = {"stale", "lastError"};
    cJSON *entry = cJSON_CreateObject();
    cJSON_AddTrueToObject(entry, mine[0]);
    add_error(entry, mine[1], fetched, site);
    for (const cJSON *item = old->child; item != NULL; item = item->next)
        if (strcmp(item->string, mine[0]) != 0 && strcmp(item->string, mine[1]) != 0)
            cJSON_AddItemToObject(entry, item->string, cJSON_Duplicate(item, true));
    return entry;
}

static cJSON *make_entry(const cJSON *old, const struct fetched *fetched, const struct site *site)
{
    if (!fetched_answered(fetched) && old != NULL && is_answer(old))
        return make_stale(old, fetched, site);
    return make_answer(fetched, site);
}

/* Do both say the same, whenever they said it? */
static bool is_same(const cJSON *old, const cJSON *new)
{
    cJSON *a = cJSON_Duplicate(old, true), *b = cJSON_Duplicate(new, true);
    cJSON_DeleteItemFromObject(a, "fetchedAt");
    cJSON_DeleteItemFromObject(b, "fetchedAt");
    bool same = cJSON_Compare(a, b, true);
    cJSON_Delete(a);
    cJSON_Delete(b);
    return same;
}

/* An entry that was not renewed goes on telling when it was. */
static void keep_date(cJSON *entry, const cJSON *date)
{
    if (cJSON_IsString(date) && cJSON_GetObjectItem(entry, "fetchedAt") == NULL)
        cJSON_AddStringToObject(entry, "fetchedAt", date->valuestring);
}

static const cJSON *find_old(const cJSON *domains, const char *name)
{
    for (const cJSON *item = domains == NULL ? NULL : domains->child; item; item = item->next)
        if (host_equal(item->string, name) && cJSON_IsObject(item))
            return item;
    return NULL;
}

static bool is_asked(const struct fetched_list *fetched, const char *name)
{
    for (size_t i = 0; i < fetched->count; i++)
        if (host_equal(fetched->items[i].name, name))
            return true;
    return false;
}

/* All entries, the new ones and those that nobody asked for. True: something is new. */
static bool merge(cJSON *domains, const cJSON *old, const cJSON *date, bool newer,
                  const struct fetched_list *fetched, const struct site *site)
{
    bool changed = false;
    for (size_t i = 0; i < fetched->count; i++) {
        const struct fetched *item = &fetched->items[i];
        const cJSON *before = find_old(old, item->name);
        cJSON *entry = make_entry(before, item, site);
        changed = changed || before == NULL || !is_same(before, entry);
        if (newer && !fetched_answered(item) && before != NULL && is_answer(before))
            keep_date(entry, date);
        cJSON_AddItemToObject(domains, item->name, entry);
    }
    for (const cJSON *item = old == NULL ? NULL : old->child; item != NULL; item = item->next)
        if (!is_asked(fetched, item->string)) {
            cJSON *entry = cJSON_Duplicate(item, true);
            if (newer)
                keep_date(entry, date);
            cJSON_AddItemToObject(domains, item->string, entry);
        }
    return changed;
}

/* A date is renewed, though nothing else is new, long before meta-stale-authority speaks of it. */
static bool is_aged(const cJSON *date, int64_t now)
{
    enum { RENEWED_AFTER = 14 * 86400 }; /* seconds */
    int64_t instant;
    return cJSON_IsString(date) && instant_parse(date->valuestring, &instant) &&
           now - instant > RENEWED_AFTER;
}

static void add_date(cJSON *file, const cJSON *old, bool newer, int64_t now)
{
    char text[INSTANT_TEXT_MAX];
    if (!newer && cJSON_IsString(old)) {
        cJSON_AddStringToObject(file, "fetchedAt", old->valuestring);
        return;
    }
    cJSON_AddStringToObject(file, "fetchedAt", instant_text(now, text));
}

void authority_text_update(struct authority_text *text, const struct cloud *cloud,
                           const struct fetched_list *fetched, const struct site *site, int64_t now)
{
    static const char *const ours[] = {"mxmend", "cloud", "fetchedAt", "domains"};
    const cJSON *old = cJSON_GetObjectItem(text->old, "domains");
    const cJSON *date = cJSON_GetObjectItem(text->old, "fetchedAt");
    cJSON *file = cJSON_CreateObject(), *domains = cJSON_CreateObject();
    bool newer = false;
    for (size_t i = 0; i < fetched->count; i++)
        newer = newer || fetched_answered(&fetched->items[i]);
    text->changed = merge(domains, old, date, newer, fetched, site) || text->old == NULL ||
                    (newer && is_aged(date, now));
    cJSON_AddNumberToObject(file, ours[0], 1);
    cJSON_AddStringToObject(file, ours[1], cloud->name);
    add_date(file, date, newer, now);
    for (const cJSON *item = text->old == NULL ? NULL : text->old->child; item; item = item->next)
        if (strcmp(item->string, ours[0]) != 0 && strcmp(item->string, ours[1]) != 0 &&
            strcmp(item->string, ours[2]) != 0 && strcmp(item->string, ours[3]) != 0)
            cJSON_AddItemToObject(file, item->string, cJSON_Duplicate(item, true));
    cJSON_AddItemToObject(file, ours[3], domains);
    text->bytes = authority_print(text, file, &text->size);
    cJSON_Delete(file);
}
