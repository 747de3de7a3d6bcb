#include <string.h>

#include <talloc.h>

#include "parser/array.h"
#include "rules/exchange.h"

/* The MX that Graph names and the zone lacks. */

/* What stands at the owner of such an MX. */
struct place {
    const struct record *first; /* any record; NULL if there is none */
    const struct record **mx;   /* owned by whom place_read() was told */
    size_t mx_count;
    bool alias; /* a CNAME: the MX come from elsewhere */
};

static struct place place_read(const struct document *document, uint32_t name, void *mem)
{
    struct place place = {0};
    const struct record *record;
    for (size_t at = 0; (record = lookup_record(document, name, 0, &at)) != NULL;) {
        place.first = place.first == NULL ? record : place.first;
        place.alias = place.alias || record->type == LDNS_RR_TYPE_CNAME;
        if (record->type == LDNS_RR_TYPE_MX)
            ARRAY_PUSH(mem, place.mx, place.mx_count, record);
    }
    return place;
}

/* Nothing but other hosts: a gateway in front, or (a null MX, RFC 7505) no mail at all. */
static void others_report(struct check *check, const struct exchange *exchange, const char *host)
{
    const struct exchange_mx *null = NULL;
    for (size_t i = 0; i < exchange->count; i++) {
        const struct exchange_mx *mx = &exchange->mx[i];
        if (is_exchange(mx) || mx->class.family == HOST_CONSUMER)
            return;
        if (strcmp(mx->target.host, ".") == 0)
            null = mx;
    }
    const struct exchange_mx *mx = null != NULL ? null : &exchange->mx[0];
    report_as(check, null != NULL ? WARNING : NOTICE, mx->record, mx->target.at,
              null != NULL ? "null MX: %s takes no mail; Graph says %s"
                           : "no Exchange MX for %s, maybe a gateway is in front; Graph says %s",
              exchange->owner, host);
}

static void missing_report(struct check *check, const struct place *place,
                           const struct authority_domain *said)
{
    const struct graph_record *wanted = authority_mx(said, 0);
    if (place->first == NULL) {
        report_document(check, WARNING, "%s has no MX; Graph says %s", said->name, wanted->value);
        return;
    }
    report(check, place->first, record_place(place->first), "%s has no MX; Graph says %s",
           said->name, wanted->value);
    if (authority_mx(said, 1) != NULL ||
        authority_conflict(check->facts->authority, said->name) != NULL)
        return;
    bool known = wanted->preference >= 0 && wanted->preference <= UINT16_MAX;
    insert_mx(check, place->first, known ? (uint16_t)wanted->preference : 0, wanted->value,
              wanted->ttl, UNSAFE);
}

static void mx_expect(struct check *check, const struct authority_domain *said)
{
    const struct document *document = check->document;
    uint32_t name = lookup_name(document, said->name);
    void *work = talloc_new(NULL);
    struct place place = place_read(document, name, work);
    const struct exchange *exchange =
        place.mx_count == 0 ? NULL
                            : exchange_read_any(check, (struct rrset){place.mx, place.mx_count});
    bool elsewhere = place.alias || lookup_delegated(document, said->name) ||
                     (name == NAME_NONE && lookup_wildcard(document, said->name, LDNS_RR_TYPE_MX));
    if (!elsewhere && exchange != NULL && exchange->count > 0)
        others_report(check, exchange, authority_mx(said, 0)->value);
    else if (!elsewhere)
        missing_report(check, &place, said);
    talloc_free(work);
}

static bool is_expected(const struct authority_domain *said)
{
    return said->admin_managed != NO && said->verified != NO && said->email != NO &&
           !said->initial && authority_mx(said, 0) != NULL;
}

void check_mx_missing(struct check *check, struct rrset set)
{
    (void)set;
    const struct document *document = check->document;
    const struct authority *authority = check->facts->authority;
    if (authority == NULL || !lookup_is_complete(document) ||
        lookup_is_skipped(document, document->apex))
        return;
    for (size_t i = 0; i < authority_count(authority); i++) {
        const struct authority_domain *said = authority_at(authority, i);
        if (is_expected(said) && lookup_in_zone(document, said->name))
            mx_expect(check, said);
    }
}
