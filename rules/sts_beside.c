#include <string.h>

#include <talloc.h>

#include "rules/lookup.h"
#include "rules/sts.h"
#include "rules/sts_policy.h"
#include "rules/view.h"

/* What has to stand beside a record: the host of the policy, and who gets reports. */

/* May a name have records that the zone does not show at it: a wildcard, an alias, another zone? */
static bool may_have(const struct document *document, uint32_t domain, const char *name,
                     uint16_t type)
{
    for (; domain > NAME_UNKNOWN; domain = name_parent(document->names, domain))
        if (lookup_has(document, domain, LDNS_RR_TYPE_DNAME))
            return true;
    return lookup_delegated(document, name) || lookup_wildcard(document, name, type);
}

/* The first record of a set of TXT that announces MTA-STS for `*domain`; NULL: none does. */
static const struct record *announcement_of(const struct document *document, struct rrset set,
                                            uint32_t *domain)
{
    *domain = sts_domain_of(document, set.records[0]->name, "_mta-sts");
    if (*domain == NAME_NONE || !lookup_is_complete(document) ||
        !name_is_within(document->names, *domain, document->apex) ||
        lookup_is_skipped(document, *domain))
        return NULL;
    const struct record *record = sts_announcement(document, *domain);
    return record == NULL || record->type != LDNS_RR_TYPE_TXT ? NULL : record;
}

/* Anything but text may lead to an address: an alias of a provider's own type as well. */
static bool has_host(const struct document *document, uint32_t name)
{
    const struct record *record;
    for (size_t at = 0; (record = lookup_record(document, name, 0, &at)) != NULL;)
        if (record->type != LDNS_RR_TYPE_TXT)
            return true;
    return false;
}

void check_sts_no_policy_host(struct check *check, struct rrset set)
{
    static const char label[] = "mta-sts";
    const struct document *document = check->document;
    char domain[NAME_TEXT_MAX];
    uint32_t name;
    const struct record *record = announcement_of(document, set, &name);
    if (record == NULL || has_host(document, lookup_child(document, name, label, strlen(label))))
        return;
    name_to_text(document->names, name, domain);
    char *host = talloc_asprintf(NULL, "%s.%s", label, domain);
    if (!may_have(document, name, host, LDNS_RR_TYPE_A) &&
        !may_have(document, name, host, LDNS_RR_TYPE_AAAA))
        report(check, record, record_place(record),
               "MTA-STS is announced, but the host of its policy is missing: %s", host);
    talloc_free(host);
}

/* Does somebody get reports, or may somebody for all that the zone shows? */
static bool has_reports(const struct document *document, uint32_t domain)
{
    char text[NAME_TEXT_MAX];
    uint32_t tls = lookup_child(document, domain, "_tls", strlen("_tls"));
    uint32_t name = lookup_child(document, tls, "_smtp", strlen("_smtp"));
    if (lookup_has(document, name, LDNS_RR_TYPE_TXT) ||
        lookup_has(document, name, LDNS_RR_TYPE_CNAME))
        return true;
    name_to_text(document->names, domain, text);
    char *report_name = talloc_asprintf(NULL, "_smtp._tls.%s", text);
    bool may = may_have(document, domain, report_name, LDNS_RR_TYPE_TXT);
    talloc_free(report_name);
    return may;
}

/* The first MX to whose host the zone has TLSA; NULL: there is none in this set. */
static const struct record *dane_mx(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    for (size_t i = 0; i < set.count; i++) {
        uint32_t host = view_answer(check, set.records[i]).written;
        uint32_t tcp = lookup_child(document, host, "_tcp", strlen("_tcp"));
        uint32_t name = lookup_child(document, tcp, "_25", strlen("_25"));
        if (lookup_has(document, name, LDNS_RR_TYPE_TLSA) ||
            lookup_has(document, name, LDNS_RR_TYPE_CNAME))
            return set.records[i];
    }
    return NULL;
}

/* Once a domain: at what announces MTA-STS, else at the MX that DANE protects. */
void check_sts_no_tlsrpt(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct record *record = set.records[0];
    uint32_t domain = record->name;
    struct target target;
    if (record->type == LDNS_RR_TYPE_TXT) {
        record = announcement_of(document, set, &domain);
        if (record != NULL && !has_reports(document, domain))
            report(check, record, record->rdata,
                   "MTA-STS is announced, but nobody gets reports when it fails: no _smtp._tls");
    } else if ((record = dane_mx(check, set)) != NULL && lookup_is_complete(document) &&
               sts_announcement(document, domain) == NULL && !has_reports(document, domain) &&
               record_target(document, record, &target)) {
        report(check, record, target.at,
               "DANE protects %s, but nobody gets reports when it fails: no _smtp._tls",
               target.host);
    }
}
