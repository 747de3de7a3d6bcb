#include <string.h>

#include "parser/ldns.h"
#include "parser/master/types.h"
#include "rules/zone.h"

void check_out_of_zone(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    char name[NAME_TEXT_MAX], apex[NAME_TEXT_MAX];
    const struct record *first = set.records[0];
    if (!document->whole || document->apex == NAME_UNKNOWN || first->type == LDNS_RR_TYPE_SOA ||
        name_is_within(document->names, first->name, document->apex) ||
        name_is_within(document->names, first->name, NAME_UNKNOWN))
        return;
    for (size_t i = 0; i < set.count; i++)
        report(check, set.records[i], record_place(set.records[i]), "%s is outside the zone %s",
               name_to_text(document->names, first->name, name),
               name_to_text(document->names, document->apex, apex));
}

/* What DNSSEC puts beside any name may stand beside a CNAME (RFC 4034 section 2 and 3, RFC 2535). */
static bool may_join_cname(uint16_t type)
{
    return type == LDNS_RR_TYPE_CNAME || type == LDNS_RR_TYPE_RRSIG || type == LDNS_RR_TYPE_NSEC ||
           type == LDNS_RR_TYPE_NSEC3 || type == LDNS_RR_TYPE_KEY || type == LDNS_RR_TYPE_SIG ||
           type == LDNS_RR_TYPE_NXT;
}

/* One that the provider resolves before it answers, or picks by routing, is no CNAME in DNS. */
static bool is_served(const struct check *check, const struct record *cname)
{
    return check->document->scopes[cname->scope].variant == 0;
}

static const struct record *cname_find(struct rrset set)
{
    for (size_t i = 0; i < set.count && set.records[i]->type <= LDNS_RR_TYPE_CNAME; i++)
        if (set.records[i]->type == LDNS_RR_TYPE_CNAME)
            return set.records[i];
    return NULL;
}

static bool is_other_target(const struct check *check, const struct record *a,
                            const struct record *b)
{
    struct target left, right;
    return records_join(check->document, a, b) && record_target(check->document, a, &left) &&
           record_target(check->document, b, &right) && strcmp(left.host, right.host) != 0;
}

static bool is_apex(const struct check *check, const struct record *record)
{
    return check->document->whole && record->name == check->document->apex;
}

/* Told once a name, at the CNAME; the apex has a rule of its own. */
void check_cname_and_other(struct check *check, struct rrset set)
{
    char name[NAME_TEXT_MAX], type[TYPE_TEXT_MAX];
    const struct record *cname = cname_find(set);
    const struct names *names = check->document->names;
    if (cname == NULL || is_apex(check, cname) || !is_served(check, cname))
        return;
    for (size_t i = 0; i < set.count; i++) {
        const struct record *other = set.records[i];
        if (!may_join_cname(other->type)) {
            report(check, cname, record_type_text(cname), "CNAME beside %s data at %s",
                   type_to_text(other->type, type), name_to_text(names, cname->name, name));
            return;
        }
        if (other != cname && other->type == LDNS_RR_TYPE_CNAME &&
            is_other_target(check, cname, other)) {
            report(check, other, record_type_text(other), "a second CNAME at %s",
                   name_to_text(names, cname->name, name));
            return;
        }
    }
}

void check_cname_at_apex(struct check *check, struct rrset set)
{
    char name[NAME_TEXT_MAX];
    for (size_t i = 0; i < set.count; i++)
        if (is_apex(check, set.records[i]) && is_served(check, set.records[i]))
            report(check, set.records[i], record_type_text(set.records[i]), "CNAME at the apex %s",
                   name_to_text(check->document->names, set.records[i]->name, name));
}
