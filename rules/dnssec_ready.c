#include <string.h>

#include "rules/dnssec.h"
#include "rules/exchange.h"

/* What stands between a domain with an Exchange MX and DANE, as far as its file tells. */

/*
 * Only families whose zone is known to be unsigned: Microsoft has no plan to sign
 * mail.protection.outlook.com (Exchange Team, April 2026), and outlook.com has no DS. Of the
 * sovereign clouds' hosts nothing is known for sure.
 */
static bool is_insecure(const struct exchange_mx *mx)
{
    return !mx->undotted && (mx->class.family == HOST_LEGACY || mx->class.family == HOST_EARLY);
}

void check_mx_host_insecure(struct check *check, struct rrset set)
{
    const struct exchange *exchange = exchange_read(check, set);
    for (size_t i = 0; exchange != NULL && i < exchange->count; i++)
        if (is_insecure(&exchange->mx[i]))
            report(check, exchange->mx[i].record, exchange->mx[i].target.at,
                   "MX host %s lies in an unsigned zone: no DANE", exchange->mx[i].written);
}

/* Is there a record that only a signed zone has, at the name or above it as far as the apex? */
static bool is_signed(const struct document *document, uint32_t name)
{
    static const uint16_t types[] = {LDNS_RR_TYPE_DNSKEY, LDNS_RR_TYPE_RRSIG,
                                     LDNS_RR_TYPE_NSEC,   LDNS_RR_TYPE_NSEC3PARAM,
                                     LDNS_RR_TYPE_CDS,    LDNS_RR_TYPE_CDNSKEY};
    for (;; name = name_parent(document->names, name)) {
        for (size_t i = 0; i < sizeof types / sizeof *types; i++)
            if (lookup_has(document, name, types[i]))
                return true;
        if (name == document->apex || name == name_parent(document->names, name))
            return false;
    }
}

/* The MX that the domain's DANE hangs on: the first of Exchange's in the global cloud, or any that
 * Graph would replace with one. NULL: there is none, nor is one about to come. */
static const struct exchange_mx *subject(const struct exchange *exchange)
{
    for (size_t i = 0; exchange->ours && i < exchange->count; i++)
        if (is_exchange(&exchange->mx[i]) && exchange->mx[i].class.family != HOST_SOVEREIGN)
            return &exchange->mx[i];
    bool comes = exchange->host != NULL && !exchange->refused && exchange->count > 0 &&
                 exchange->host_family != HOST_SOVEREIGN;
    return comes ? &exchange->mx[0] : NULL;
}

/* The cmdlets are for an accepted domain, which a wildcard is not. */
void check_not_in_file(struct check *check, struct rrset set)
{
    const struct exchange *exchange = exchange_read_any(check, set);
    if (exchange == NULL || exchange->wildcard || exchange->owner[0] == '\0' ||
        is_signed(check->document, set.records[0]->name))
        return;
    const struct exchange_mx *mx = subject(exchange);
    if (mx == NULL)
        return;
    report(check, mx->record, mx->target.at,
           "no DNSSEC in this file: mail to %s has no DANE unless the zone is signed elsewhere",
           exchange->owner);
    note(check,
         "still owed, if not done elsewhere: sign the zone, DS at the parent, "
         "Enable-DnssecForVerifiedDomain, Enable-SmtpDaneInbound; delv %s MX shows the first two",
         exchange->owner);
}
