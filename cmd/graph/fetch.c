#include "cmd/graph/fetch.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/graph/domain.h"
#include "parser/array.h"

static const char list_path[] = "/domains";

bool fetched_answered(const struct fetched *fetched)
{
    return fetched->ask->answer == ANSWERED || fetched->ask->status == 404;
}

static const char *records_path(void *mem, const char *name)
{
    return talloc_asprintf(mem, "%s/%s/serviceConfigurationRecords", list_path, name);
}

/* One request a page, instead of one a domain, tells whether each is verified and has mail. */
static struct ask *ask_list(void *mem, struct graph *graph)
{
    struct ask *list = ask_new(mem, list_path, true);
    void (*progress)(void *, size_t, size_t) = graph->progress;
    graph->progress = NULL;
    graph_ask(graph, &list, 1);
    graph->progress = progress;
    return list;
}

/* The name of a domain resource; NULL if it has none. Owned by `mem`. */
static const char *resource_name(void *mem, const cJSON *resource)
{
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(resource, "id"));
    return id == NULL ? NULL : domain_normalise(mem, id);
}

/* The resources of a tenant, by name. */
struct resource {
    const char *name;
    const cJSON *json;
};

static int compare(const void *left, const void *right)
{
    return strcmp(((const struct resource *)left)->name, ((const struct resource *)right)->name);
}

static struct resource *read_list(void *mem, const struct ask *list, size_t *count)
{
    struct resource *resources = NULL;
    *count = 0;
    for (const cJSON *item = list->items->child; item != NULL; item = item->next) {
        const char *name = resource_name(mem, item);
        if (name != NULL)
            ARRAY_PUSH(mem, resources, *count, (struct resource){name, item});
    }
    if (*count > 0)
        qsort(resources, *count, sizeof *resources, compare);
    return resources;
}

static struct fetched_list *fetch(void *mem, struct graph *graph, struct ask *list,
                                  const struct resource *resources, size_t resource_count,
                                  const char *const *names, size_t count)
{
    struct fetched_list *fetched = talloc_zero(mem, struct fetched_list);
    struct ask **asks = talloc_array(fetched, struct ask *, (unsigned)count + 1);
    fetched->list = talloc_steal(fetched, list);
    for (size_t i = 0; i < count; i++) {
        struct resource key = {names[i], NULL};
        const struct resource *found =
            resource_count == 0
                ? NULL
                : bsearch(&key, resources, resource_count, sizeof *resources, compare);
        asks[i] = list;
        if (list->answer == ANSWERED)
            asks[i] = ask_new(fetched, records_path(asks, names[i]), false);
        ARRAY_PUSH(fetched, fetched->items, fetched->count,
                   (struct fetched){talloc_strdup(fetched, names[i]),
                                    found == NULL ? NULL : found->json, asks[i]});
    }
    if (list->answer == ANSWERED)
        graph_ask(graph, asks, count);
    talloc_free(asks);
    return fetched;
}

struct fetched_list *graph_fetch(void *mem, struct graph *graph, const char *const *names,
                                 size_t count)
{
    void *work = talloc_new(NULL);
    size_t resource_count;
    struct ask *list = ask_list(work, graph);
    const struct resource *resources = read_list(work, list, &resource_count);
    struct fetched_list *fetched = fetch(mem, graph, list, resources, resource_count, names, count);
    talloc_free(work);
    return fetched;
}

static bool has_email(const cJSON *json)
{
    const cJSON *services = cJSON_GetObjectItem(json, "supportedServices");
    for (const cJSON *item = cJSON_IsArray(services) ? services->child : NULL; item != NULL;
         item = item->next) {
        const char *text = cJSON_GetStringValue(item);
        if (text != NULL && strcasecmp(text, "Email") == 0)
            return true;
    }
    return false;
}

/* Why a domain is none whose records somebody keeps; NULL if it is one. */
static const char *why_left_out(const struct resource *resource)
{
    static const char own[] = ".onmicrosoft.com";
    size_t length = strlen(resource->name), tail = strlen(own);
    if ((length > tail && strcmp(resource->name + length - tail, own) == 0) ||
        cJSON_IsTrue(cJSON_GetObjectItem(resource->json, "isInitial")))
        return "the tenant's own name, which Microsoft keeps";
    if (cJSON_IsFalse(cJSON_GetObjectItem(resource->json, "isAdminManaged")))
        return "Microsoft hosts its zone";
    if (!cJSON_IsTrue(cJSON_GetObjectItem(resource->json, "isVerified")))
        return "not verified";
    return has_email(resource->json) ? NULL : "not set up for mail";
}

struct fetched_list *graph_fetch_all(void *mem, struct graph *graph)
{
    void *work = talloc_new(NULL);
    size_t resource_count, count = 0;
    const char **names = NULL;
    struct ask *list = ask_list(work, graph);
    const struct resource *resources = read_list(work, list, &resource_count);
    for (size_t i = 0; i < resource_count && list->answer == ANSWERED; i++) {
        const char *why = why_left_out(&resources[i]);
        if (why != NULL)
            complain("%s: left out: %s", resources[i].name, why);
        else
            ARRAY_PUSH(work, names, count, resources[i].name);
    }
    struct fetched_list *fetched = fetch(mem, graph, list, resources, resource_count, names, count);
    talloc_free(work);
    return fetched;
}

void graph_describe(const struct site *site, const char *const *names, size_t count, FILE *out)
{
    void *mem = talloc_new(NULL);
    const char *url = graph_url(mem, site, "/$batch");
    fprintf(out, "GET %s\n", graph_url(mem, site, list_path));
    for (size_t at = 0; at < count; at += BATCH_MAX) {
        const char *paths[BATCH_MAX];
        size_t here = 0;
        for (; here < BATCH_MAX && at + here < count; here++)
            paths[here] = records_path(mem, names[at + here]);
        fprintf(out, "POST %s\n%s\n", url, batch_body(mem, paths, here));
    }
    if (names == NULL)
        fprintf(out, "POST %s for each %d domains that are listed\n", url, BATCH_MAX);
    talloc_free(mem);
}
