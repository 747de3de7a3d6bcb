#include <string.h>
#include <strings.h>

#include <talloc.h>

#include "rules/exchange.h"

/* The other records that Graph wants for a domain, beside its MX and SPF. */
typedef bool wanted_function(const struct authority_domain *said,
                             const struct graph_record *record);

/* Where a record belongs; an SRV's label may leave service and protocol out. Owned by `mem`. */
static const char *record_owner(const struct graph_record *record, void *mem)
{
    if (record->label == NULL)
        return NULL;
    if (record->type == GRAPH_SRV && record->label[0] != '_' && record->srv_service != NULL &&
        record->srv_protocol != NULL)
        return talloc_asprintf(mem, "%s.%s.%s", record->srv_service, record->srv_protocol,
                               record->label);
    return talloc_strdup(mem, record->label);
}

static uint16_t record_dns_type(const struct graph_record *record)
{
    return record->type == GRAPH_CNAME ? LDNS_RR_TYPE_CNAME
           : record->type == GRAPH_SRV ? LDNS_RR_TYPE_SRV
                                       : LDNS_RR_TYPE_TXT;
}

/* Port of an SRV record; -1 if it cannot be read. */
static int32_t srv_port(const struct document *document, const struct record *record)
{
    struct rdata rdata;
    return record_rdata(document, record, &rdata) && rdata.length > 6
               ? rdata.wire[4] << 8 | rdata.wire[5]
               : -1;
}

/* Where an SRV record differs: in its port (field 2), else in its target (3). Priority and weight may
 * be of somebody's choice. */
static unsigned srv_field(const struct document *document, const struct record *record,
                          const struct graph_record *wanted)
{
    return wanted->port >= 0 && srv_port(document, record) != wanted->port ? 2 : 3;
}

/* Does a record of the zone say what Graph wants? */
static bool is_satisfied(const struct document *document, const struct record *record,
                         const struct graph_record *wanted)
{
    if (wanted->type == GRAPH_TXT) {
        char *text = record_text(document, record, NULL);
        bool same = text != NULL && strcmp(text, wanted->value) == 0;
        talloc_free(text);
        return same;
    }
    struct target target;
    return record_target(document, record, &target) && host_equal(target.host, wanted->value) &&
           (wanted->type != GRAPH_SRV || srv_field(document, record, wanted) == 3);
}

/* Reports at the record that is different, else at any record of the domain. */
static void companion_report(struct check *check, const struct authority_domain *said,
                             const struct graph_record *wanted, const char *owner,
                             const struct record *different)
{
    static const char *const types[] = {
        [GRAPH_TXT] = "TXT", [GRAPH_CNAME] = "CNAME", [GRAPH_SRV] = "SRV"};
    const struct document *document = check->document;
    size_t at = 0;
    const struct record *near = lookup_record(document, lookup_name(document, said->name), 0, &at);
    if (different != NULL && wanted->type == GRAPH_SRV &&
        srv_field(document, different, wanted) == 2)
        report(check, different, record_field(document, different, 2),
               "%s has not the port that Graph says: %d", owner, (int)wanted->port);
    else if (different != NULL)
        report(check, different,
               record_field(document, different, wanted->type == GRAPH_SRV ? 3 : 0),
               "%s is not what Graph says: %s %s", owner, types[wanted->type], wanted->value);
    else if (near != NULL)
        report(check, near, record_place(near), "%s is missing; Graph says %s %s", owner,
               types[wanted->type], wanted->value);
    else
        report_document(check, check->rule->severity, "%s is missing; Graph says %s %s", owner,
                        types[wanted->type], wanted->value);
}

/*
 * Compares one record with the zone. A TXT never differs, since a name may hold others; a CNAME or
 * SRV does. Where a name that should be an alias has records of its own, somebody meant that.
 */
static void companion_compare(struct check *check, const struct authority_domain *said,
                              const struct graph_record *wanted, const char *owner)
{
    const struct document *document = check->document;
    uint32_t name = lookup_name(document, owner);
    const struct record *record, *different = NULL;
    bool other = false;
    for (size_t at = 0; (record = lookup_record(document, name, 0, &at)) != NULL;) {
        if (record->type != record_dns_type(wanted))
            other = other || wanted->type == GRAPH_CNAME;
        else if (is_satisfied(document, record, wanted))
            return;
        else if (wanted->type != GRAPH_TXT && different == NULL)
            different = record;
    }
    if (different == NULL && (other || lookup_wildcard(document, owner, record_dns_type(wanted))))
        return;
    companion_report(check, said, wanted, owner, different);
}

/* Compares all records of a domain that `is_wanted` picks. */
static void companions_compare(struct check *check, const struct authority_domain *said,
                               wanted_function *is_wanted)
{
    const struct document *document = check->document;
    void *work = talloc_new(NULL);
    for (size_t i = 0; i < said->record_count; i++) {
        const struct graph_record *record = &said->records[i];
        const char *owner = record_owner(record, work);
        if (owner != NULL && record->value != NULL && !record->optional &&
            is_wanted(said, record) && lookup_in_zone(document, owner) &&
            !lookup_delegated(document, owner))
            companion_compare(check, said, record, owner);
    }
    talloc_free(work);
}

typedef void domain_function(struct check *check, const struct authority_domain *said);

/* Each domain in this zone that is the tenant's and not Microsoft's to serve. */
static void each_domain(struct check *check, domain_function *function)
{
    const struct document *document = check->document;
    const struct authority *authority = check->facts->authority;
    if (authority == NULL || !lookup_is_complete(document) ||
        lookup_is_skipped(document, document->apex))
        return;
    for (size_t i = 0; i < authority_count(authority); i++) {
        const struct authority_domain *said = authority_at(authority, i);
        if (said->admin_managed != NO && said->verified != NO && !said->initial &&
            lookup_in_zone(document, said->name))
            function(check, said);
    }
}

static bool is_autodiscover(const struct authority_domain *said, const struct graph_record *record)
{
    static const char first[] = "autodiscover.";
    return record->type == GRAPH_CNAME && strncasecmp(record->label, first, strlen(first)) == 0 &&
           host_equal(record->label + strlen(first), said->name);
}

static void autodiscover_compare(struct check *check, const struct authority_domain *said)
{
    companions_compare(check, said, is_autodiscover);
}

void check_autodiscover(struct check *check, struct rrset set)
{
    (void)set;
    each_domain(check, autodiscover_compare);
}

/* SPF has its own rule, and Graph's documentation holds a broken one. */
static bool is_companion(const struct authority_domain *said, const struct graph_record *record)
{
    if (record->type == GRAPH_TXT)
        return strncasecmp(record->value, "v=spf1", 6) != 0;
    return record->type == GRAPH_SRV ||
           (record->type == GRAPH_CNAME && !is_autodiscover(said, record));
}

/* Outside China it blocks the activation of Office. */
static void msoid_report(struct check *check, const struct authority_domain *said)
{
    const struct document *document = check->document;
    struct target target;
    char *owner = talloc_asprintf(NULL, "msoid.%s", said->name);
    size_t at = 0;
    const struct record *record =
        lookup_record(document, lookup_name(document, owner), LDNS_RR_TYPE_CNAME, &at);
    bool china = said->cloud != NULL && strcmp(said->cloud, "china") == 0;
    if (record != NULL && !china && record_target(document, record, &target) &&
        strcmp(target.host, "clientconfig.partner.microsoftonline-p.net.cn") != 0)
        report(check, record, target.at, "%s blocks the activation of Office outside China", owner);
    talloc_free(owner);
}

static void companion_check(struct check *check, const struct authority_domain *said)
{
    companions_compare(check, said, is_companion);
    msoid_report(check, said);
}

void check_companion(struct check *check, struct rrset set)
{
    (void)set;
    each_domain(check, companion_check);
}
