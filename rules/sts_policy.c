#include "rules/sts_policy.h"

#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/array.h"
#include "rules/exchange.h"
#include "rules/sts.h"

bool sts_pattern_covers(const char *pattern, const char *host)
{
    if (strncmp(pattern, "*.", 2) != 0)
        return strcasecmp(pattern, host) == 0;
    const char *dot = strchr(host, '.');
    return dot != NULL && dot > host && strcasecmp(pattern + 1, dot) == 0;
}

bool sts_policy_covers(const struct sts_policy *policy, const char *host)
{
    bool covers = policy->template;
    for (size_t i = 0; !covers && i < policy->count; i++) {
        if (policy->lines[i].kind != STS_MX)
            continue;
        char *pattern = sts_text(policy, policy->lines[i].value, NULL);
        covers = sts_pattern_covers(pattern, host);
        talloc_free(pattern);
    }
    return covers;
}

const char *sts_mode_text(const struct sts_policy *policy)
{
    return policy->mode == STS_MODE_ENFORCE ? "enforce" : "testing";
}

const struct sts_policy *sts_document_policy(struct check *check)
{
    const struct document *document = check->document;
    if (document->format != &mta_sts_format)
        return NULL;
    struct sts_policy *policy =
        sts_policy_read(check->findings, document->files[0].bytes, document->files[0].size);
    return policy->template ? NULL : policy;
}

void sts_report(struct check *check, enum severity severity, struct span at, const char *format,
                ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_at(check, severity, 0, at, NULL, format, arguments);
    va_end(arguments);
}

size_t sts_mx_line(const struct sts_policy *policy)
{
    for (size_t i = 0; i < policy->count; i++)
        if (policy->lines[i].kind == STS_MX)
            return i + 1;
    return 1;
}

const struct record *sts_announcement(const struct document *document, uint32_t domain)
{
    static const char label[] = "_mta-sts", version[] = "v=STSv1";
    const struct record *record;
    uint32_t name = lookup_child(document, domain, label, strlen(label));
    for (size_t at = 0; (record = lookup_record(document, name, 0, &at)) != NULL;) {
        char *text = record->type == LDNS_RR_TYPE_TXT ? record_text(document, record, NULL) : NULL;
        bool announces = text != NULL && strncmp(text, version, strlen(version)) == 0;
        talloc_free(text);
        if (announces || record->type == LDNS_RR_TYPE_CNAME)
            return record;
    }
    return NULL;
}

const char **sts_domains(void *mem, const struct document *document, size_t *count)
{
    const char **domains = NULL;
    char text[NAME_TEXT_MAX];
    *count = 0;
    for (uint32_t name = NAME_UNKNOWN;
         (name = names_next(document->names, name, "_mta-sts")) != NAME_NONE;) {
        uint32_t domain = name_parent(document->names, name);
        if (sts_announcement(document, domain) != NULL)
            ARRAY_PUSH(mem, domains, *count,
                       talloc_strdup(mem, name_to_text(document->names, domain, text)));
    }
    return domains;
}

const struct sts_known *sts_uncovering(const struct check *check, const char *domain,
                                       const char *host)
{
    const struct facts *facts = check->facts;
    const struct sts_known *found = NULL;
    for (size_t i = 0; i < facts->policy_count; i++) {
        const struct sts_known *known = &facts->policies[i];
        enum sts_mode mode = known->policy->mode;
        if ((mode == STS_MODE_ENFORCE || (mode == STS_MODE_TESTING && found == NULL)) &&
            host_equal(known->domain, domain) && !sts_policy_covers(known->policy, host))
            found = known;
        if (found != NULL && found->policy->mode == STS_MODE_ENFORCE)
            break;
    }
    bool announced =
        found != NULL &&
        sts_announcement(check->document, lookup_name(check->document, domain)) != NULL;
    return announced ? found : NULL;
}

struct rrset sts_mx_set(const struct document *document, uint32_t domain, void *mem)
{
    const struct record *record;
    struct rrset set = {NULL, 0};
    for (size_t at = 0; (record = lookup_record(document, domain, LDNS_RR_TYPE_MX, &at)) != NULL;)
        ARRAY_PUSH(mem, set.records, set.count, record);
    return set;
}

/* The host that the correction of this domain's MX writes; NULL: nothing is corrected. */
static const char *next_host(struct check *check, uint32_t domain, void *mem)
{
    struct rrset set = sts_mx_set(check->document, domain, mem);
    const struct exchange *exchange = set.count == 0 ? NULL : exchange_read(check, set);
    if (exchange == NULL || exchange_next(exchange) == NULL)
        return NULL;
    return talloc_strdup(mem, exchange->host);
}

struct sts_move *sts_moves_find(void *mem, const struct document *document,
                                const struct facts *facts, const char *path,
                                const char *const *domains, size_t domain_count, size_t *count)
{
    struct sts_move *moves = NULL;
    struct check check = {
        .document = document, .facts = facts, .findings = talloc_zero(NULL, struct findings)};
    *count = 0;
    for (size_t i = 0; i < domain_count; i++) {
        uint32_t name = lookup_name(document, domains[i]);
        const char *host =
            sts_announcement(document, name) == NULL ? NULL : next_host(&check, name, mem);
        if (host != NULL)
            ARRAY_PUSH(mem, moves, *count, (struct sts_move){domains[i], host, path});
    }
    talloc_free(check.findings);
    return moves;
}
