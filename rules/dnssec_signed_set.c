#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/master/types.h"
#include "rules/dnssec_signed.h"
#include "rules/lookup.h"

struct signed_set *node_set(const struct node *node, uint16_t type)
{
    size_t low = 0, high = node->set_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (node->sets[middle].type == type)
            return &node->sets[middle];
        if (node->sets[middle].type < type)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool node_signs(const struct node *node, uint16_t type)
{
    switch (node->kind) {
    case NODE_DATA:
        return type != LDNS_RR_TYPE_RRSIG;
    case NODE_SECURE:
    case NODE_UNSIGNED:
        return type == LDNS_RR_TYPE_DS || type == LDNS_RR_TYPE_NSEC || type == LDNS_RR_TYPE_NSEC3;
    case NODE_EMPTY:
    case NODE_EMPTY_LOOSE:
    case NODE_NONE:
        return type == LDNS_RR_TYPE_NSEC || type == LDNS_RR_TYPE_NSEC3;
    default:
        return false;
    }
}

/* The sets of a node are a row of all sets, and their records a row of all records. */
static size_t sets_split(struct signed_set *sets, const struct record **records, size_t count)
{
    size_t made = 0;
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && records[end]->type == records[start]->type;)
            end++;
        sets[made++] = (struct signed_set){
            .records = records + start, .count = end - start, .type = records[start]->type};
    }
    return made;
}

static void sets_make(struct signed_zone *zone)
{
    const struct document *document = zone->document;
    unsigned total = (unsigned)document->record_count;
    const struct record **records = talloc_array(zone, const struct record *, total);
    struct signed_set *sets = talloc_array(zone, struct signed_set, total);
    for (size_t i = 0; i < zone->node_count; i++) {
        struct node *node = &zone->nodes[i];
        size_t count;
        const uint32_t *indices = document_of_name(document, node->name, &count);
        for (size_t k = 0; k < count; k++)
            records[k] = &document->records[indices[k]];
        records_sort((struct rrset){records, count});
        node->sets = sets;
        node->set_count = sets_split(sets, records, count);
        sets += node->set_count;
        records += count;
    }
}

static uint32_t read_32(const uint8_t *octets)
{
    return (uint32_t)octets[0] << 24 | (uint32_t)octets[1] << 16 | (uint32_t)octets[2] << 8 |
           octets[3];
}

static bool signature_read(const struct signed_zone *zone, const struct node *node,
                           const struct record *record, struct signature *signature)
{
    struct rdata rdata;
    const uint8_t *wire = rdata.wire;
    if (!signed_rdata(zone, record, false, &rdata) || rdata.length < 19)
        return false;
    *signature = (struct signature){
        .record = record,
        .node = node,
        .covered = (uint16_t)(wire[0] << 8 | wire[1]),
        .algorithm = wire[2],
        .labels = wire[3],
        .original_ttl = read_32(wire + 4),
        .expiration = read_32(wire + 8),
        .inception = read_32(wire + 12),
        .key_tag = (uint16_t)(wire[16] << 8 | wire[17]),
        .signer = names_find_wire(zone->document->names, wire + 18),
    };
    return true;
}

static int signature_compare(const void *a, const void *b)
{
    const struct signature *left = a, *right = b;
    if (left->covered != right->covered)
        return left->covered < right->covered ? -1 : 1;
    return left->record < right->record ? -1 : left->record > right->record;
}

/* Signatures stand in the order of the types that they cover, so each set has a row of them. */
static void signatures_hand_out(struct signature *signatures, size_t count, struct node *node)
{
    for (size_t start = 0, end; start < count; start = end) {
        uint16_t covered = signatures[start].covered;
        struct signed_set *set = node_set(node, covered);
        for (end = start; end < count && signatures[end].covered == covered; end++)
            signatures[end].set = set;
        if (set != NULL) {
            set->signatures = signatures + start;
            set->signature_count = end - start;
        }
    }
}

void signatures_read(struct signed_zone *zone)
{
    size_t total = 0;
    sets_make(zone);
    for (const struct record *record = NULL;
         (record = document_next(zone->document, LDNS_RR_TYPE_RRSIG, record)) != NULL;)
        total++;
    zone->signatures = talloc_array(zone, struct signature, (unsigned)total + 1);
    for (size_t i = 0; i < zone->node_count; i++) {
        struct node *node = &zone->nodes[i];
        const struct signed_set *set = node_set(node, LDNS_RR_TYPE_RRSIG);
        struct signature *first = zone->signatures + zone->signature_count;
        size_t count = 0;
        for (size_t k = 0; set != NULL && k < set->count; k++)
            count += signature_read(zone, node, set->records[k], &first[count]);
        if (count > 1)
            qsort(first, count, sizeof *first, signature_compare);
        signatures_hand_out(first, count, node);
        zone->signature_count += count;
    }
}

bool signed_rdata(const struct signed_zone *zone, const struct record *record, bool canonical,
                  struct rdata *rdata)
{
    const char *text = record_file(zone->document, record)->bytes + record->rdata.start;
    bool generic = span_length(record->rdata) > 1 && memcmp(text, "\\#", 2) == 0;
    if (type_fields(record->type) == NULL && !generic && !span_is_empty(record->rdata))
        return false;
    return canonical ? record_canonical(zone->document, record, rdata)
                     : record_rdata(zone->document, record, rdata);
}

static int octets_compare(const void *a, const void *b)
{
    const struct octets *left = a, *right = b;
    size_t least = left->length < right->length ? left->length : right->length;
    int order = memcmp(left->bytes, right->bytes, least);
    return order != 0 ? order : left->length < right->length ? -1 : left->length > right->length;
}

struct octets *set_canonical(const struct signed_zone *zone, const struct signed_set *set,
                             void *mem, size_t *count)
{
    struct octets *items = talloc_array(mem, struct octets, (unsigned)set->count);
    struct rdata rdata;
    for (size_t i = 0; i < set->count; i++) {
        if (!signed_rdata(zone, set->records[i], true, &rdata))
            return NULL;
        items[i] = (struct octets){talloc_memdup(items, rdata.wire, rdata.length), rdata.length,
                                   set->records[i]};
    }
    qsort(items, set->count, sizeof *items, octets_compare);
    *count = 0;
    for (size_t i = 0; i < set->count; i++)
        if (*count == 0 || octets_compare(&items[*count - 1], &items[i]) != 0)
            items[(*count)++] = items[i];
    return items;
}

static uint8_t *put_16(uint8_t *at, unsigned number)
{
    at[0] = (uint8_t)(number >> 8);
    at[1] = (uint8_t)number;
    return at + 2;
}

uint8_t *rr_put(const struct signed_zone *zone, const struct octets *rdata, uint32_t ttl,
                uint8_t *at)
{
    at += name_to_wire(zone->document->names, rdata->record->name, at);
    at = put_16(at, rdata->record->type);
    at = put_16(at, rdata->record->class);
    at = put_16(at, ttl >> 16);
    at = put_16(at, ttl & 0xffff);
    at = put_16(at, (unsigned)rdata->length);
    memcpy(at, rdata->bytes, rdata->length);
    return at + rdata->length;
}

bool tally_take(const struct check *check, struct tally *tally)
{
    tally->more += tally->told == TALLY_MOST;
    if (tally->told == TALLY_MOST)
        return false;
    tally->told++;
    tally->last = check->findings->count;
    return true;
}

void tally_close(struct check *check, const struct tally *tally)
{
    if (tally->more > 0)
        check->findings->items[tally->last].note =
            talloc_asprintf(check->findings, "and %zu more of the kind", tally->more);
}
