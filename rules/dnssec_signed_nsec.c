#include <string.h>

#include "rules/dnssec_signed.h"

/*
 * The NSEC chain: each name with data or a delegation has one, which names the next such name in
 * canonical order, the last one the apex (RFC 4034 section 4.1.1, RFC 4035 section 2.3).
 */
struct chain {
    struct check *check;
    const struct signed_zone *zone;
    struct tally missing, extra, next, bits;
};

/* Names below a DNAME are in the chain of some signers only. */
static bool node_links(const struct node *node)
{
    return node->kind >= NODE_UNSIGNED ||
           (node->kind == NODE_SHADOWED && node_set(node, LDNS_RR_TYPE_NSEC) != NULL);
}

static void missing_report(struct chain *chain, const struct node *node)
{
    char name[NAME_TEXT_MAX];
    const struct record *record = node->sets[0].records[0];
    if (tally_take(chain->check, &chain->missing))
        report(chain->check, record, record->entry, "%s has no NSEC record",
               name_to_text(chain->zone->document->names, node->name, name));
}

static void extra_report(struct chain *chain, const struct node *node, const struct record *record)
{
    static const char *const why[] = {
        [NODE_NONE] = "where there is no data",
        [NODE_GLUE] = "below a delegation",
        [NODE_EMPTY_LOOSE] = "at an empty non-terminal",
        [NODE_EMPTY] = "at an empty non-terminal",
    };
    if (tally_take(chain->check, &chain->extra))
        report(chain->check, record, record_type_text(record), "an NSEC record %s",
               why[node->kind]);
}

/* Is the next name right? One that has no NSEC itself is told of, and may be passed over. */
static bool next_is_right(const struct chain *chain, size_t index, uint32_t next)
{
    const struct signed_zone *zone = chain->zone;
    for (size_t i = index + 1; i < zone->node_count; i++) {
        const struct node *node = &zone->nodes[i];
        if (!node_links(node))
            continue;
        if (node->name == next)
            return true;
        if (node_set(node, LDNS_RR_TYPE_NSEC) != NULL)
            return false;
    }
    return next == zone->apex;
}

/* The name that ought to be next. */
static uint32_t next_due(const struct chain *chain, size_t index)
{
    for (size_t i = index + 1; i < chain->zone->node_count; i++)
        if (node_links(&chain->zone->nodes[i]))
            return chain->zone->nodes[i].name;
    return chain->zone->apex;
}

static void next_report(struct chain *chain, size_t index, const struct record *record,
                        const uint8_t *wire)
{
    char said[NAME_TEXT_MAX], due[NAME_TEXT_MAX];
    if (tally_take(chain->check, &chain->next))
        report(chain->check, record, record_field(chain->zone->document, record, 0),
               "the next name is %s, and NSEC says %s",
               name_to_text(chain->zone->document->names, next_due(chain, index), due),
               wire_to_text(wire, said));
}

static size_t wire_length(const uint8_t *wire)
{
    size_t length = 1;
    for (; wire[length - 1] != 0;)
        length += wire[length - 1] + 1U;
    return length;
}

static void link_check(struct chain *chain, size_t index, const struct signed_set *set)
{
    const struct signed_zone *zone = chain->zone;
    const struct node *node = &zone->nodes[index];
    struct rdata rdata;
    for (size_t i = 0; i < set->count; i++) {
        const struct record *record = set->records[i];
        if (i > 0 && !records_agree(zone->document, set->records[0], record) &&
            tally_take(chain->check, &chain->extra))
            report(chain->check, record, record_type_text(record),
                   "a second NSEC record at one name");
        if (i > 0 || !signed_rdata(zone, record, false, &rdata))
            continue;
        size_t length = wire_length(rdata.wire);
        if (!next_is_right(chain, index, names_find_wire(zone->document->names, rdata.wire)))
            next_report(chain, index, record, rdata.wire);
        if (node->kind != NODE_SHADOWED)
            bitmap_check(chain->check, &chain->bits, record, 1, rdata.wire + length,
                         rdata.length - length, node);
    }
}

void nsec_check(struct check *check, const struct signed_zone *zone)
{
    struct chain chain = {.check = check, .zone = zone};
    for (size_t i = 0; i < zone->node_count; i++) {
        const struct node *node = &zone->nodes[i];
        const struct signed_set *set = node_set(node, LDNS_RR_TYPE_NSEC);
        if (node_links(node)) {
            if (set != NULL)
                link_check(&chain, i, set);
            else
                missing_report(&chain, node);
        } else if (set != NULL) {
            extra_report(&chain, node, set->records[0]);
        }
    }
    tally_close(check, &chain.missing);
    tally_close(check, &chain.extra);
    tally_close(check, &chain.next);
    tally_close(check, &chain.bits);
}

/*
 * A zone may have both kinds while it goes from one to the other, and is then half of one of them;
 * what the apex has counts: its NSEC, its NSEC3PARAM.
 */
void check_denial_chain(struct check *check, struct rrset set)
{
    (void)set;
    const struct signed_zone *zone = signed_zone_of(check);
    if (zone == NULL || !zone->is_signed)
        return;
    const struct node *apex = node_apex(zone);
    bool has_nsec = false, has_nsec3 = false;
    for (size_t i = 0; i < zone->node_count; i++) {
        has_nsec |= node_set(&zone->nodes[i], LDNS_RR_TYPE_NSEC) != NULL;
        has_nsec3 |= node_set(&zone->nodes[i], LDNS_RR_TYPE_NSEC3) != NULL;
    }
    if (node_set(apex, LDNS_RR_TYPE_NSEC) != NULL || (has_nsec && !has_nsec3))
        nsec_check(check, zone);
    if (has_nsec3 || (!has_nsec && node_set(apex, LDNS_RR_TYPE_NSEC3PARAM) != NULL))
        nsec3_check(check, zone);
    else if (!has_nsec)
        report(check, apex->sets[0].records[0], apex->sets[0].records[0]->entry,
               "the zone is signed and has no NSEC and no NSEC3: it cannot prove that a name is "
               "not there");
}
