#include "parser/master/types.h"
#include "rules/dnssec_signed.h"

static const char *algorithm_text(uint8_t algorithm)
{
    const ldns_lookup_table *row = ldns_lookup_by_id(ldns_algorithms, algorithm);
    return row != NULL ? row->name : "no name";
}

/* An algorithm of the keys that no signature of the set is made with, -1 if there is none. */
static int algorithm_lacking(const struct signed_zone *zone, const struct signed_set *set)
{
    bool has[256] = {false};
    for (size_t i = 0; i < set->signature_count; i++)
        has[set->signatures[i].algorithm] = true;
    for (int algorithm = 0; algorithm < 256; algorithm++)
        if (zone->algorithms[algorithm] && !has[algorithm])
            return algorithm;
    return -1;
}

static void set_report(struct check *check, const struct node *node, const struct signed_set *set,
                       int algorithm)
{
    char type[TYPE_TEXT_MAX], name[NAME_TEXT_MAX];
    const struct record *record = set->records[0];
    type_to_text(set->type, type);
    name_to_text(check->document->names, node->name, name);
    if (set->signature_count == 0)
        report(check, record, record_type_text(record),
               "%s of %s is not signed: no RRSIG covers it", type, name);
    else
        report(check, record, record_type_text(record),
               "%s of %s has no signature by algorithm %d (%s), which is in the DNSKEY RRset", type,
               name, algorithm, algorithm_text((uint8_t)algorithm));
}

/* Without keys there is one fault, and the signatures tell it. */
void check_signature_cover(struct check *check, struct rrset set)
{
    (void)set;
    const struct signed_zone *zone = signed_zone_of(check);
    struct tally tally = {0};
    if (zone == NULL || !zone->is_signed || zone->key_count == 0)
        return;
    for (size_t i = 0; i < zone->node_count; i++) {
        const struct node *node = &zone->nodes[i];
        for (size_t k = 0; k < node->set_count; k++) {
            int algorithm =
                node_signs(node, node->sets[k].type) ? algorithm_lacking(zone, &node->sets[k]) : -1;
            if (algorithm >= 0 && tally_take(check, &tally))
                set_report(check, node, &node->sets[k], algorithm);
        }
    }
    tally_close(check, &tally);
}
