#include <string.h>
#include <strings.h>

#include <talloc.h>

#include "rules/authority_read.h"
#include "rules/hosts.h"

/* One kind of record, by each of the ways in which it tells what it is (Graph: domainDnsRecord). */
struct kind {
    enum graph_type type;
    const char *odata_type;  /* how @odata.type ends */
    const char *record_type; /* recordType */
    const char *value;       /* the member that holds the answer */
    bool is_host;            /* and that is a name */
};

enum { KINDS = 5 };
static const struct kind kinds[KINDS];

const cJSON *field(const cJSON *object, const char *name)
{
    const cJSON *found = cJSON_GetObjectItem(object, name);
    if (found != NULL)
        return found;
    return cJSON_GetObjectItem(cJSON_GetObjectItem(object, "AdditionalProperties"), name);
}

const char *field_text(const cJSON *object, const char *name)
{
    return cJSON_GetStringValue(field(object, name));
}

static const char *field_copy(void *mem, const cJSON *object, const char *name)
{
    return talloc_strdup(mem, field_text(object, name));
}

const char *host_copy(void *mem, const char *host)
{
    size_t length = host == NULL ? 0 : strlen(host);
    bool dot = length > 1 && host[length - 1] == '.';
    return host == NULL ? NULL : talloc_strndup(mem, host, dot ? length - 1 : length);
}

static const char *value_copy(void *mem, const cJSON *object, const struct kind *kind)
{
    if (kind == NULL)
        return NULL;
    return kind->is_host ? host_copy(mem, field_text(object, kind->value))
                         : field_copy(mem, object, kind->value);
}

static int32_t field_number(const cJSON *object, const char *name)
{
    const cJSON *number = field(object, name);
    if (!cJSON_IsNumber(number) || number->valuedouble < 0 || number->valuedouble > INT32_MAX)
        return -1;
    return (int32_t)number->valuedouble;
}

static enum tristate field_truth(const cJSON *object, const char *name)
{
    const cJSON *truth = field(object, name);
    return cJSON_IsTrue(truth) ? YES : cJSON_IsFalse(truth) ? NO : UNKNOWN;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcasecmp(text + length - tail, end) == 0;
}

/* By @odata.type, else by recordType, else by the member that holds the answer. */
static const struct kind *kind_find(const cJSON *object)
{
    const char *odata_type = field_text(object, "@odata.type");
    const char *record_type = field_text(object, "recordType");
    for (size_t i = 0; odata_type != NULL && i < KINDS; i++)
        if (ends_with(odata_type, kinds[i].odata_type))
            return &kinds[i];
    for (size_t i = 0; record_type != NULL && i < KINDS; i++)
        if (strcasecmp(record_type, kinds[i].record_type) == 0)
            return &kinds[i];
    for (size_t i = 0; i < KINDS; i++)
        if (field(object, kinds[i].value) != NULL)
            return &kinds[i];
    return NULL;
}

bool record_fits(const cJSON *object)
{
    return field(object, "label") != NULL || field(object, "recordType") != NULL ||
           field(object, "mailExchange") != NULL;
}

/* Text, or the first of a list of texts; "Email" before all others. */
static const char *service_text(const cJSON *service)
{
    const char *first = cJSON_GetStringValue(service);
    for (const cJSON *item = cJSON_IsArray(service) ? service->child : NULL; item != NULL;
         item = item->next) {
        const char *text = cJSON_GetStringValue(item);
        if (text != NULL && (first == NULL || strcasecmp(text, "Email") == 0))
            first = text;
    }
    return first;
}

/* Old samples spell it supportedServices. */
static const char *record_service(const cJSON *object)
{
    const char *service = service_text(field(object, "supportedService"));
    return service != NULL ? service : service_text(field(object, "supportedServices"));
}

struct graph_record record_read(void *mem, const cJSON *object)
{
    const struct kind *kind = kind_find(object);
    return (struct graph_record){
        .type = kind == NULL ? GRAPH_OTHER : kind->type,
        .label = field_copy(mem, object, "label"),
        .service = talloc_strdup(mem, record_service(object)),
        .value = value_copy(mem, object, kind),
        .ttl = field_number(object, "ttl"),
        .preference = field_number(object, "preference"),
        .priority = field_number(object, "priority"),
        .weight = field_number(object, "weight"),
        .port = field_number(object, "port"),
        .srv_service = field_copy(mem, object, "service"),
        .srv_protocol = field_copy(mem, object, "protocol"),
        .optional = field_truth(object, "isOptional") == YES,
    };
}

bool properties_fit(const cJSON *object)
{
    return field(object, "isVerified") != NULL || field(object, "isAdminManaged") != NULL ||
           field(object, "supportedServices") != NULL ||
           field(object, "serviceConfigurationRecords") != NULL ||
           cJSON_IsObject(field(object, "error"));
}

void properties_read(void *mem, const cJSON *object, struct authority_domain *domain)
{
    const cJSON *services = field(object, "supportedServices");
    const char *service = service_text(services);
    if (field(object, "isVerified") != NULL)
        domain->verified = field_truth(object, "isVerified");
    if (field(object, "isAdminManaged") != NULL)
        domain->admin_managed = field_truth(object, "isAdminManaged");
    if (cJSON_IsArray(services) || service != NULL)
        domain->email = service != NULL && strcasecmp(service, "Email") == 0 ? YES : NO;
    domain->initial = domain->initial || field_truth(object, "isInitial") == YES;
    domain->stale = domain->stale || field_truth(object, "stale") == YES;
    if (cJSON_IsObject(field(object, "error")))
        error_read(mem, field(object, "error"), field_number(object, "status"), domain);
}

void error_read(void *mem, const cJSON *error, int status, struct authority_domain *domain)
{
    const char *code = field_text(error, "code");
    const char *message = field_text(error, "message");
    domain->error_code = talloc_strdup(mem, code == NULL ? "" : code);
    domain->error_message = message != NULL ? talloc_strdup(mem, message)
                            : status > 0    ? talloc_asprintf(mem, "HTTP status %d", status)
                                            : "no reason given";
    domain->not_found =
        status == 404 || strcasecmp(domain->error_code, "Request_ResourceNotFound") == 0;
}

/* Graph: domainDnsMxRecord, domainDnsTxtRecord, … */
static const struct kind kinds[KINDS] = {
    {GRAPH_MX, "domainDnsMxRecord", "Mx", "mailExchange", true},
    {GRAPH_TXT, "domainDnsTxtRecord", "Txt", "text", false},
    {GRAPH_CNAME, "domainDnsCnameRecord", "CName", "canonicalName", true},
    {GRAPH_SRV, "domainDnsSrvRecord", "Srv", "nameTarget", true},
    {GRAPH_UNAVAILABLE, "domainDnsUnavailableRecord", "Unavailable", "description", false},
};
