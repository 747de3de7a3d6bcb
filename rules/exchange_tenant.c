#include "rules/exchange.h"

/* Rules on what Graph says of the domain itself, where the zone has an MX for it. */

/* The set if Graph speaks of its owner. `any`: also of other providers. */
static const struct exchange *told_read(struct check *check, struct rrset set, bool any)
{
    if (check->facts->authority == NULL)
        return NULL;
    const struct exchange *exchange =
        any ? exchange_read_any(check, set) : exchange_read(check, set);
    bool told = exchange != NULL && exchange->said != NULL && exchange->count > 0;
    return told ? exchange : NULL;
}

void check_hosted(struct check *check, struct rrset set)
{
    const struct exchange *exchange = told_read(check, set, true);
    if (exchange != NULL && exchange->said->admin_managed == NO) {
        report(check, exchange->mx[0].record, exchange->mx[0].target.at,
               "Microsoft hosts the zone of %s: what is written here may not be what is served",
               exchange->owner);
        note(check, "isAdminManaged is false; no correction is made");
    }
}

/* An error of an earlier answer that was kept says nothing of today. */
static bool is_failed(const struct authority_domain *said)
{
    return said->error_message != NULL && !said->stale;
}

void check_not_in_tenant(struct check *check, struct rrset set)
{
    const struct exchange *exchange = told_read(check, set, false);
    if (exchange != NULL) {
        const struct authority_domain *said = exchange->said;
        const struct exchange_mx *mx = &exchange->mx[0];
        if (said->not_found && is_failed(said))
            report(check, mx->record, mx->target.at, "%s is not in the tenant that was asked",
                   said->name);
        else if (said->verified == NO)
            report(check, mx->record, mx->target.at, "%s is not verified in its tenant",
                   said->name);
        if ((said->not_found && is_failed(said)) || said->verified == NO)
            note_source(check, exchange);
    }
}

void check_no_email(struct check *check, struct rrset set)
{
    const struct exchange *exchange = told_read(check, set, false);
    if (exchange != NULL && exchange->said->email == NO && exchange->said->verified != NO)
        report(check, exchange->mx[0].record, exchange->mx[0].target.at,
               "MX points to Exchange, but %s is not set up for mail there", exchange->owner);
}

void check_unavailable(struct check *check, struct rrset set)
{
    const struct exchange *exchange = told_read(check, set, false);
    if (exchange != NULL) {
        const struct authority_domain *said = exchange->said;
        const char *why = authority_unavailable(said);
        if (why == NULL && is_failed(said) && !said->not_found)
            why = said->error_message;
        if (why != NULL)
            report(check, exchange->mx[0].record, exchange->mx[0].target.at,
                   "Graph cannot produce the records of %s: %s", said->name, why);
    }
}

/* An Email MX of the domain whose host could not be written to a zone. */
static const struct graph_record *broken_mx(const struct authority_domain *said)
{
    for (size_t i = 0; i < said->record_count; i++) {
        const struct graph_record *record = &said->records[i];
        if (record->type == GRAPH_MX && (record->value == NULL || !host_is_name(record->value)))
            return record;
    }
    return NULL;
}

static void conflict_report(struct check *check, const struct exchange *exchange)
{
    const struct record *record = exchange->mx[0].record;
    struct span at = exchange->mx[0].target.at;
    const struct authority_domain *said = exchange->said;
    const struct authority_domain *other = authority_conflict(check->facts->authority, said->name);
    const struct graph_record *first = authority_mx(said, 0), *second = authority_mx(said, 1);
    const struct graph_record *broken = broken_mx(said);
    if (broken != NULL)
        report(check, record, at, "Graph's MX for %s is no host name: %s", said->name,
               broken->value == NULL ? "it is empty" : broken->value);
    if (second != NULL && !host_equal(first->value, second->value))
        report(check, record, at, "Graph names two MX for %s: %s and %s", said->name, first->value,
               second->value);
    if (other != NULL)
        report(check, record, at, "%s says that the MX of %s is %s; %s says %s", said->path,
               said->name, first->value, other->path, authority_mx(other, 0)->value);
}

void check_authority_conflict(struct check *check, struct rrset set)
{
    const struct exchange *exchange = told_read(check, set, true);
    if (exchange != NULL)
        conflict_report(check, exchange);
}
