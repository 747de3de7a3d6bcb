#include <string.h>
#include <strings.h>

#include <talloc.h>

#include "parser/array.h"
#include "rules/authority_read.h"
#include "rules/hosts.h"

/* One shape in which a JSON object says something. The first that fits is taken. */
struct shape {
    bool (*fits)(const cJSON *object);
    void (*read)(struct reader *reader, const cJSON *object, const char *domain);
};

enum { SHAPES = 7 };
static const struct shape shapes[SHAPES];

enum { DOMAIN_SIZE = 254 };

/* Where tokens and answers come from tells the cloud; the longer name first. */
static const struct {
    const char *host, *cloud;
} graph_hosts[] = {
    {"//graph.microsoft.com/", "global"},
    {"//graph.microsoft.us/", "gcc-high"},
    {"//dod-graph.microsoft.us/", "dod"},
    {"//microsoftgraph.chinacloudapi.cn/", "china"},
};

/* The domain in ".../domains/contoso.com/..." or "...#domains('contoso.com')/..."; NULL if none. */
static const char *url_domain(const char *url, char domain[DOMAIN_SIZE])
{
    const char *at = url == NULL ? NULL : strstr(url, "domains");
    if (at == NULL)
        return NULL;
    at += strlen("domains");
    at += strncmp(at, "(%27", 4) == 0 ? 4 : strspn(at, "/('");
    size_t length = strcspn(at, "/'%?)");
    if (length >= DOMAIN_SIZE)
        return NULL;
    memcpy(domain, at, length);
    domain[length] = '\0';
    return host_is_name(domain) ? domain : NULL;
}

/* The domain that an object tells beside its other members. */
static const char *object_domain(const cJSON *object, char domain[DOMAIN_SIZE])
{
    static const char *const members[] = {"DomainName", "DomainId", "Domain", "Identity"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const char *name = cJSON_GetStringValue(cJSON_GetObjectItem(object, members[i]));
        if (name != NULL && host_is_name(name))
            return name;
    }
    return url_domain(cJSON_GetStringValue(cJSON_GetObjectItem(object, "@odata.context")), domain);
}

/* What a wrapper says of all that is in it. */
static void wrapper_read(struct reader *reader, const cJSON *object)
{
    const char *cloud = cJSON_GetStringValue(cJSON_GetObjectItem(object, "cloud"));
    const char *fetched_at = cJSON_GetStringValue(cJSON_GetObjectItem(object, "fetchedAt"));
    const char *context = cJSON_GetStringValue(cJSON_GetObjectItem(object, "@odata.context"));
    for (size_t i = 0; context != NULL && i < sizeof graph_hosts / sizeof *graph_hosts; i++)
        if (strstr(context, graph_hosts[i].host) != NULL)
            cloud = graph_hosts[i].cloud;
    reader->ours |= cJSON_IsNumber(cJSON_GetObjectItem(object, "mxmend")) &&
                    cJSON_IsObject(cJSON_GetObjectItem(object, "domains"));
    if (cloud != NULL)
        reader->cloud = talloc_strdup(reader->authority, cloud);
    if (fetched_at != NULL)
        reader->fetched_at = talloc_strdup(reader->authority, fetched_at);
}

/* Records of one array belong together; all else in it stands for itself. */
static void list_read(struct reader *reader, const cJSON *list, const char *domain)
{
    void *work = talloc_new(NULL);
    const cJSON **records = NULL;
    size_t count = 0;
    for (const cJSON *item = list->child; item != NULL; item = item->next) {
        if (cJSON_IsObject(item) && record_fits(item))
            ARRAY_PUSH(work, records, count, item);
        else
            value_read(reader, item, domain);
    }
    group_read(reader, records, count, domain);
    talloc_free(work);
}

/* A lone record: ConvertTo-Json makes no array of one. */
static void lone_record_read(struct reader *reader, const cJSON *object, const char *domain)
{
    group_read(reader, &object, 1, domain);
}

/* What Graph answers to a list, and what Windows PowerShell makes of an array. */
static bool collection_fits(const cJSON *object)
{
    return cJSON_IsArray(cJSON_GetObjectItem(object, "value"));
}

static void collection_read(struct reader *reader, const cJSON *object, const char *domain)
{
    const cJSON *list = cJSON_GetObjectItem(object, "value");
    if (list->child == NULL && (domain = domain_or_path(reader, domain)) != NULL)
        reader_domain(reader, domain); /* "no records" is an answer too */
    list_read(reader, list, domain);
}

static bool batch_fits(const cJSON *object)
{
    return cJSON_IsArray(cJSON_GetObjectItem(object, "responses"));
}

/* Ids are unique without regard to case (Graph: JSON batching); some write them as numbers. */
static bool id_equal(const cJSON *a, const cJSON *b)
{
    if (cJSON_IsNumber(a) && cJSON_IsNumber(b))
        return a->valueint == b->valueint;
    const char *text = cJSON_GetStringValue(a), *other = cJSON_GetStringValue(b);
    return text != NULL && other != NULL && strcasecmp(text, other) == 0;
}

/* The URL that a response of a batch answers, if its request stands beside it. */
static const char *request_url(const cJSON *batch, const cJSON *response)
{
    const cJSON *id = cJSON_GetObjectItem(response, "id");
    const cJSON *requests = cJSON_GetObjectItem(batch, "requests");
    for (const cJSON *item = requests == NULL ? NULL : requests->child; item; item = item->next)
        if (id_equal(cJSON_GetObjectItem(item, "id"), id))
            return cJSON_GetStringValue(cJSON_GetObjectItem(item, "url"));
    return NULL;
}

static void response_read(struct reader *reader, const cJSON *response, const char *domain)
{
    const cJSON *body = cJSON_GetObjectItem(response, "body");
    const cJSON *status = cJSON_GetObjectItem(response, "status");
    if (!cJSON_IsNumber(status) || status->valueint < 400) {
        value_read(reader, body, domain);
        return;
    }
    if (domain == NULL)
        reader->nameless = true;
    else
        error_read(reader->authority, cJSON_GetObjectItem(body, "error"), status->valueint,
                   reader_domain(reader, domain));
}

static void batch_read(struct reader *reader, const cJSON *object, const char *domain)
{
    const cJSON *responses = cJSON_GetObjectItem(object, "responses");
    for (const cJSON *item = responses->child; item != NULL; item = item->next) {
        char name[DOMAIN_SIZE];
        const char *asked = url_domain(request_url(object, item), name);
        response_read(reader, item, asked != NULL ? asked : domain);
    }
}

/* Graph's domain resource carries its name as id; else it is the key that it stands below. */
static void properties_take(struct reader *reader, const cJSON *object, const char *domain)
{
    const char *id = field_text(object, "id");
    domain = id != NULL && host_is_name(id) ? id : domain_or_path(reader, domain);
    if (domain == NULL)
        return;
    properties_read(reader->authority, object, reader_domain(reader, domain));
    value_read(reader, field(object, "serviceConfigurationRecords"), domain);
}

/* Both cmdlets know the host only: what they show as TTL and preference is not what Graph says. */
static void host_take(struct reader *reader, const char *domain, const char *host)
{
    domain = domain_or_path(reader, domain);
    if (domain == NULL)
        return;
    reader_record(reader, domain,
                  (struct graph_record){.type = GRAPH_MX,
                                        .label = reader_domain(reader, domain)->name,
                                        .service = "Email",
                                        .value = host_copy(reader->authority, host),
                                        .ttl = -1,
                                        .preference = -1,
                                        .priority = -1,
                                        .weight = -1,
                                        .port = -1});
}

/* Enable-DnssecForVerifiedDomain */
static bool enabled_fits(const cJSON *object)
{
    return cJSON_HasObjectItem(object, "DnssecMxValue");
}

static void enabled_read(struct reader *reader, const cJSON *object, const char *domain)
{
    host_take(reader, domain, cJSON_GetStringValue(cJSON_GetObjectItem(object, "DnssecMxValue")));
}

/* Get-DnssecStatusForVerifiedDomain */
static bool status_fits(const cJSON *object)
{
    return cJSON_HasObjectItem(object, "ExpectedMxRecord");
}

/* The host in "@ 60 IN MX 10 contoso-com.e-v1.mx.microsoft", which may stand in "@{Record=…}". */
static const char *line_host(void *mem, const char *line)
{
    size_t length = line == NULL ? 0 : strlen(line);
    while (length > 0 && strchr("} \t\r\n", line[length - 1]) != NULL)
        length--;
    size_t start = length;
    while (start > 0 && strchr(" \t=", line[start - 1]) == NULL)
        start--;
    return length == 0 ? NULL : talloc_strndup(mem, line + start, length - start);
}

static void status_read(struct reader *reader, const cJSON *object, const char *domain)
{
    const cJSON *expected = cJSON_GetObjectItem(object, "ExpectedMxRecord");
    while (cJSON_IsObject(expected)) {
        const cJSON *record = cJSON_GetObjectItem(expected, "Record");
        expected = record != NULL ? record : cJSON_GetObjectItem(expected, "Value");
    }
    void *work = talloc_new(NULL);
    host_take(reader, domain, line_host(work, cJSON_GetStringValue(expected)));
    talloc_free(work);
}

/* Any other object is a wrapper. A member named like a domain tells whom its value is about. */
static bool wrapper_fits(const cJSON *object)
{
    return object->child != NULL;
}

static void members_read(struct reader *reader, const cJSON *object, const char *domain)
{
    for (const cJSON *item = object->child; item != NULL; item = item->next)
        value_read(reader, item, host_is_name(item->string) ? item->string : domain);
}

void value_read(struct reader *reader, const cJSON *value, const char *domain)
{
    if (cJSON_IsArray(value)) {
        list_read(reader, value, domain);
        return;
    }
    if (!cJSON_IsObject(value))
        return;
    char name[DOMAIN_SIZE];
    const char *told = object_domain(value, name);
    const char *cloud = reader->cloud, *fetched_at = reader->fetched_at;
    size_t i = 0;
    wrapper_read(reader, value);
    while (i < SHAPES && !shapes[i].fits(value))
        i++;
    if (i < SHAPES)
        shapes[i].read(reader, value, told != NULL ? told : domain);
    reader->cloud = cloud; /* what is told here holds for what is in it, not for its neighbours */
    reader->fetched_at = fetched_at;
}

static const struct shape shapes[SHAPES] = {
    {batch_fits, batch_read},        {collection_fits, collection_read},
    {enabled_fits, enabled_read},    {status_fits, status_read},
    {record_fits, lone_record_read}, {properties_fit, properties_take},
    {wrapper_fits, members_read},
};
