#include "rules/exchange.h"
#include "rules/instant.h"
#include "rules/meta.h"

enum { STALE_DAYS = 30, DAY = 86400 };

/* Is this domain's answer of use here: for an MX that stands here, or that should? */
static bool is_used(const struct document *document, const struct authority_domain *said)
{
    return lookup_has(document, lookup_name(document, said->name), LDNS_RR_TYPE_MX) ||
           (authority_mx(said, 0) != NULL && lookup_is_complete(document) &&
            lookup_in_zone(document, said->name));
}

void check_stale_authority(struct check *check, struct rrset set)
{
    (void)set;
    const struct authority *authority = check->facts->authority;
    const struct authority_domain *oldest = NULL;
    int64_t limit = check->facts->now - (int64_t)STALE_DAYS * DAY, instant;
    for (size_t i = 0; authority != NULL && i < authority_count(authority); i++) {
        const struct authority_domain *said = authority_at(authority, i);
        if (said->fetched_at == NULL || !instant_parse(said->fetched_at, &instant) ||
            instant >= limit || !is_used(check->document, said))
            continue;
        limit = instant;
        oldest = said;
    }
    if (oldest != NULL)
        report_document(check, check->rule->severity,
                        "what Graph says of %s is %lld days old: fetched %.10s, kept in %s",
                        oldest->name, (long long)((check->facts->now - limit) / DAY),
                        oldest->fetched_at, oldest->path);
}

/* Where a host is a legacy one, exchange-legacy-mx says that nothing is known of the domain. */
void check_authority_gap(struct check *check, struct rrset set)
{
    if (check->facts->authority == NULL)
        return;
    const struct exchange *exchange = exchange_read(check, set);
    if (exchange == NULL || exchange->said != NULL || exchange->owner[0] == '\0' ||
        exchange->count == 0)
        return;
    for (size_t i = 0; i < exchange->count; i++)
        if (is_legacy(&exchange->mx[i]))
            return;
    report(check, exchange->mx[0].record, exchange->mx[0].target.at,
           "the authority says nothing of %s", exchange->owner);
}
