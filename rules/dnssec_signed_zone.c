#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/array.h"
#include "rules/dnssec_signed.h"

/* What a name owns, noted in one pass over the records. */
enum {
    OWNS_RECORDS = 1,
    OWNS_DATA = 2, /* something but NSEC, NSEC3 and RRSIG */
    OWNS_NS = 4,
    OWNS_DS = 8,
    OWNS_DNAME = 16,
    OWNS_DENIAL = 32, /* NSEC or NSEC3 */
};

static uint8_t type_flags(uint16_t type)
{
    switch (type) {
    case LDNS_RR_TYPE_RRSIG:
        return OWNS_RECORDS;
    case LDNS_RR_TYPE_NSEC:
    case LDNS_RR_TYPE_NSEC3:
        return OWNS_RECORDS | OWNS_DENIAL;
    case LDNS_RR_TYPE_NS:
        return OWNS_RECORDS | OWNS_DATA | OWNS_NS;
    case LDNS_RR_TYPE_DS:
        return OWNS_RECORDS | OWNS_DATA | OWNS_DS;
    case LDNS_RR_TYPE_DNAME:
        return OWNS_RECORDS | OWNS_DATA | OWNS_DNAME;
    default:
        return OWNS_RECORDS | OWNS_DATA;
    }
}

/* The highest name that cuts off `name` decides: what is below a delegation is another zone's. */
static enum node_kind kind_of(const struct signed_zone *zone, const uint8_t *owns, uint32_t name)
{
    const struct names *names = zone->document->names;
    enum node_kind kind = (owns[name] & OWNS_DATA) == 0 ? NODE_NONE : NODE_DATA;
    if (name == zone->apex)
        return kind;
    if (owns[name] & OWNS_NS)
        kind = owns[name] & OWNS_DS ? NODE_SECURE : NODE_UNSIGNED;
    for (uint32_t up = name_parent(names, name);; up = name_parent(names, up)) {
        if (owns[up] & OWNS_NS && up != zone->apex)
            kind = NODE_GLUE;
        else if (owns[up] & OWNS_DNAME)
            kind = NODE_SHADOWED;
        if (up == zone->apex)
            return kind;
    }
}

/* Names between the apex and `name` that have nothing of their own (RFC 5155 section 7.1). */
static void empties_mark(const struct signed_zone *zone, uint8_t *kinds, const uint8_t *owns,
                         uint32_t name)
{
    const struct names *names = zone->document->names;
    uint8_t kind = kinds[name] == NODE_UNSIGNED ? NODE_EMPTY_LOOSE : NODE_EMPTY;
    if (kinds[name] < NODE_UNSIGNED || name == zone->apex)
        return;
    for (uint32_t up = name_parent(names, name);
         up != zone->apex && (owns[up] & OWNS_DATA) == 0 && kinds[up] < kind;
         up = name_parent(names, up))
        kinds[up] = kind;
}

static void node_add(struct signed_zone *zone, uint32_t name, enum node_kind kind)
{
    ARRAY_PUSH(zone, zone->nodes, zone->node_count, (struct node){.name = name, .kind = kind});
}

static unsigned name_depth(const struct names *names, uint32_t name)
{
    unsigned depth = 0;
    for (; name != name_parent(names, name); name = name_parent(names, name))
        depth++;
    return depth;
}

/* Canonical order (RFC 4034 section 6.1): below 0, 0, above 0. */
static int names_compare(const struct names *names, uint32_t a, uint32_t b)
{
    unsigned deep_a = name_depth(names, a), deep_b = name_depth(names, b);
    int longer = deep_a < deep_b ? -1 : deep_a > deep_b;
    for (; deep_a > deep_b; deep_a--)
        a = name_parent(names, a);
    for (; deep_b > deep_a; deep_b--)
        b = name_parent(names, b);
    if (a == b)
        return longer;
    while (name_parent(names, a) != name_parent(names, b)) {
        a = name_parent(names, a);
        b = name_parent(names, b);
    }
    size_t length_a, length_b;
    const uint8_t *label_a = name_label(names, a, &length_a);
    const uint8_t *label_b = name_label(names, b, &length_b);
    int order = memcmp(label_a, label_b, length_a < length_b ? length_a : length_b);
    return order != 0 ? order : length_a < length_b ? -1 : 1;
}

static int node_compare(const void *a, const void *b, void *names)
{
    return names_compare(names, ((const struct node *)a)->name, ((const struct node *)b)->name);
}

/* A name that was left with nothing but signatures exists, and is to be in the chain like any other;
 * one of which only the NSEC3 went never was a name of the zone. */
static void leftovers_mark(const struct signed_zone *zone, uint8_t *owns)
{
    const struct document *document = zone->document;
    const struct record *record = NULL;
    while ((record = document_next(document, LDNS_RR_TYPE_RRSIG, record)) != NULL) {
        if (owns[record->name] != OWNS_RECORDS)
            continue;
        struct span covered = record_field(document, record, FIELD_COVERED);
        const char *text = record_file(document, record)->bytes + covered.start;
        if (span_length(covered) != 5 || strncasecmp(text, "NSEC3", 5) != 0)
            owns[record->name] |= OWNS_DATA;
    }
}

static void nodes_settle(struct signed_zone *zone)
{
    const struct document *document = zone->document;
    uint32_t count = names_count(document->names);
    uint8_t *owns = talloc_zero_array(NULL, uint8_t, count);
    uint8_t *kinds = talloc_zero_array(owns, uint8_t, count);
    for (size_t i = 0; i < document->record_count; i++) {
        const struct record *record = &document->records[i];
        if (!zone->whole || name_is_within(document->names, record->name, zone->apex))
            owns[record->name] |= type_flags(record->type);
    }
    if (zone->whole)
        leftovers_mark(zone, owns);
    for (uint32_t name = 0; name < count && zone->whole; name++)
        if (owns[name] != 0)
            kinds[name] = (uint8_t)kind_of(zone, owns, name);
    for (uint32_t name = 0; name < count && zone->whole; name++)
        empties_mark(zone, kinds, owns, name);
    for (uint32_t name = 0; name < count; name++)
        if (owns[name] != 0 || kinds[name] != NODE_NONE)
            node_add(zone, name, kinds[name]);
    if (zone->whole)
        qsort_r(zone->nodes, zone->node_count, sizeof *zone->nodes, node_compare, document->names);
    talloc_free(owns);
}

const struct node *node_apex(const struct signed_zone *zone)
{
    return &zone->nodes[0];
}

/* Keys that do not sign zones are for something else (RFC 4034 section 2.1.1). A revoked key is
 * good for its own RRset only, so its algorithm is not called for (RFC 5011 section 2.1). */
static void keys_read(struct signed_zone *zone)
{
    enum { FLAG_ZONE = 0x0100, FLAG_REVOKED = 0x0080, FLAG_SEP = 0x0001, PROTOCOL = 3 };
    struct rdata rdata;
    const struct record *record;
    for (size_t at = 0;
         (record = lookup_record(zone->document, zone->apex, LDNS_RR_TYPE_DNSKEY, &at)) != NULL;) {
        if (!signed_rdata(zone, record, false, &rdata) || rdata.length < 4)
            continue;
        const uint8_t *wire = rdata.wire;
        unsigned flags = (unsigned)wire[0] << 8 | wire[1];
        if ((flags & FLAG_ZONE) == 0 || wire[2] != PROTOCOL)
            continue;
        struct zone_key key = {
            .tag = ldns_calc_keytag_raw(wire, rdata.length),
            .algorithm = wire[3],
            .entry = (flags & (FLAG_REVOKED | FLAG_SEP)) == FLAG_SEP,
            .length = rdata.length - 4,
            .octets = talloc_memdup(zone, wire + 4, rdata.length - 4),
        };
        ARRAY_PUSH(zone, zone->keys, zone->key_count, key);
        if ((flags & FLAG_REVOKED) == 0)
            zone->algorithms[wire[3]] = true;
    }
}

/*
 * A file that goes to a signer may hold its keys, and even their RRset signed already where the key
 * that signs keys is kept offline. It is signed when something else is.
 */
static bool zone_is_signed(const struct signed_zone *zone)
{
    if (!zone->whole)
        return false;
    if (lookup_has(zone->document, zone->apex, LDNS_RR_TYPE_NSEC) && zone->key_count > 0)
        return true;
    for (size_t i = 0; i < zone->signature_count; i++) {
        const struct signature *signature = &zone->signatures[i];
        bool of_keys = signature->covered == LDNS_RR_TYPE_DNSKEY ||
                       signature->covered == LDNS_RR_TYPE_CDS ||
                       signature->covered == LDNS_RR_TYPE_CDNSKEY;
        if (signature->signer == zone->apex && !of_keys &&
            (zone->key_count > 0 || signature->covered == LDNS_RR_TYPE_SOA))
            return true;
    }
    return false;
}

static bool holds_signatures(const struct document *document)
{
    return document_next(document, LDNS_RR_TYPE_RRSIG, NULL) != NULL ||
           document_next(document, LDNS_RR_TYPE_NSEC, NULL) != NULL ||
           document_next(document, LDNS_RR_TYPE_ZONEMD, NULL) != NULL;
}

static struct signed_zone *zone_make(struct check *check)
{
    struct signed_zone *zone = talloc_zero(check->findings, struct signed_zone);
    zone->document = check->document;
    zone->apex = check->document->apex;
    if (!holds_signatures(check->document))
        return zone;
    zone->whole = lookup_is_complete(check->document) &&
                  lookup_has(check->document, zone->apex, LDNS_RR_TYPE_SOA);
    nodes_settle(zone);
    if (zone->whole)
        keys_read(zone);
    signatures_read(zone);
    zone->is_signed = zone_is_signed(zone);
    return zone;
}

struct signed_zone *signed_zone_of(struct check *check)
{
    struct signed_zone *zone = talloc_get_type(check->memo, struct signed_zone);
    if (zone == NULL) {
        talloc_free(check->memo);
        check->memo = zone = zone_make(check);
        check->memo_of = NULL; /* it is about the document, and no set's */
    }
    return zone->node_count > 0 ? zone : NULL;
}
