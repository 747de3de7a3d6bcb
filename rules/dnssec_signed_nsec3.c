#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "rules/dnssec_signed.h"

/*
 * NSEC3 chains: for each NSEC3PARAM, each name of the zone has an NSEC3 at the hash of its name,
 * which names the hash that follows in order (RFC 5155 section 7.1). Empty non-terminals have one
 * too; unsigned delegations, and empty non-terminals above nothing else, may lack it where the
 * NSEC3 before them has opt-out set (section 7.1 and erratum 3441).
 */
enum {
    HASH_SHA1 = 1,
    HASH_LENGTH = LDNS_SHA1_DIGEST_LENGTH,
    FLAG_OPT_OUT = 1,
    SALT_AT = 5, /* octets of both types before the salt */
    FIELD_ITERATIONS = 2,
    FIELD_NEXT = 4,
    FIELD_TYPES = 5,
    HASHES_MOST = 32000000, /* some ten seconds: 65535 iterations are easily asked for */
    CHAINS_MOST = 4,        /* a zone has two while it goes from one to the other */
};

/* A name of the zone by its hash. */
struct hashed {
    uint8_t hash[HASH_LENGTH];
    const struct node *node;
    bool linked; /* its NSEC3 is there */
};

/* An NSEC3 record. */
struct link {
    uint8_t owner[HASH_LENGTH], next[HASH_LENGTH];
    bool opt_out;
    const struct record *record;
};

struct links {
    struct link *items;
    size_t count;
};

struct hashes {
    struct check *check;
    const struct signed_zone *zone;
    void *mem;
    struct hashed *names; /* by hash, those of the chain that is checked */
    size_t name_count;
    uint64_t spent;  /* hashes that were computed */
    unsigned chains; /* that were followed */
    struct tally missing, extra, next, bits;
};

/* Both kinds of items begin with the hash that they are sorted by. */
static int hash_compare(const void *a, const void *b)
{
    return memcmp(a, b, HASH_LENGTH);
}

/* Algorithm, iterations and salt; the flags tell no chains apart (RFC 5155 section 7.1). */
static bool parameters_agree(const struct rdata *a, const struct rdata *b)
{
    return a->length >= SALT_AT && b->length >= SALT_AT && a->wire[0] == b->wire[0] &&
           memcmp(a->wire + 2, b->wire + 2, 3) == 0 && a->length >= SALT_AT + (size_t)a->wire[4] &&
           b->length >= SALT_AT + (size_t)b->wire[4] &&
           memcmp(a->wire + SALT_AT, b->wire + SALT_AT, a->wire[4]) == 0;
}

/* RFC 5155 section 5. */
static void name_hash(struct hashes *hashes, uint32_t name, const struct rdata *param,
                      uint8_t hash[HASH_LENGTH])
{
    uint8_t data[NAME_WIRE_MAX + UINT8_MAX];
    size_t salt = param->wire[4];
    unsigned length = name_to_wire(hashes->zone->document->names, name, data);
    unsigned rounds = 1U + ((unsigned)param->wire[2] << 8 | param->wire[3]);
    for (unsigned i = 0; i < rounds; i++) {
        memcpy(data + length, param->wire + SALT_AT, salt);
        ldns_sha1(data, (unsigned)(length + salt), hash);
        memcpy(data, hash, HASH_LENGTH);
        length = HASH_LENGTH;
    }
    hashes->spent += rounds;
}

/* Computes the hashes of all names. False: that would take too long. */
static bool names_hash(struct hashes *hashes, const struct rdata *param)
{
    const struct signed_zone *zone = hashes->zone;
    uint64_t rounds = 1U + ((uint64_t)param->wire[2] << 8 | param->wire[3]);
    if (rounds * zone->node_count > HASHES_MOST - hashes->spent)
        return false;
    hashes->names = talloc_array(hashes->mem, struct hashed, (unsigned)zone->node_count);
    hashes->name_count = 0;
    for (size_t i = 0; i < zone->node_count; i++) {
        const struct node *node = &zone->nodes[i];
        if (node->kind < NODE_SHADOWED)
            continue;
        struct hashed *item = &hashes->names[hashes->name_count++];
        *item = (struct hashed){.node = node};
        name_hash(hashes, node->name, param, item->hash);
    }
    qsort(hashes->names, hashes->name_count, sizeof *hashes->names, hash_compare);
    return true;
}

static const char *hash_text(const uint8_t *hash, char text[HASH_LENGTH * 2])
{
    ldns_b32_ntop_extended_hex(hash, HASH_LENGTH, text, HASH_LENGTH * 2);
    return text;
}

/* An owner is a hash in base32, one label below the apex (RFC 5155 section 3). */
static bool owner_read(const struct signed_zone *zone, uint32_t name, uint8_t hash[HASH_LENGTH])
{
    enum { DIGITS = 32 };
    size_t length;
    char text[DIGITS + 1] = "";
    uint8_t octets[HASH_LENGTH + 1];
    const uint8_t *label = name_label(zone->document->names, name, &length);
    if (length != DIGITS || name == zone->apex ||
        name_parent(zone->document->names, name) != zone->apex)
        return false;
    memcpy(text, label, length);
    if (ldns_b32_pton_extended_hex(text, length, octets, sizeof octets) != HASH_LENGTH)
        return false;
    memcpy(hash, octets, HASH_LENGTH);
    return true;
}

static bool link_read(const struct signed_zone *zone, const struct record *record,
                      struct rdata *rdata, struct link *link)
{
    if (!signed_rdata(zone, record, false, rdata) || rdata->length < SALT_AT ||
        rdata->length < SALT_AT + 1U + rdata->wire[4] + HASH_LENGTH)
        return false;
    const uint8_t *hash = rdata->wire + SALT_AT + rdata->wire[4];
    if (hash[0] != HASH_LENGTH || !owner_read(zone, record->name, link->owner))
        return false;
    memcpy(link->next, hash + 1, HASH_LENGTH);
    link->opt_out = (rdata->wire[1] & FLAG_OPT_OUT) != 0;
    link->record = record;
    return true;
}

/* The bitmap is what is behind the next hash. */
static void types_check(struct hashes *hashes, const struct link *link, const struct node *node)
{
    struct rdata rdata;
    struct link again;
    if (node->kind == NODE_SHADOWED || !link_read(hashes->zone, link->record, &rdata, &again))
        return;
    size_t at = SALT_AT + 1U + rdata.wire[4] + HASH_LENGTH;
    bitmap_check(hashes->check, &hashes->bits, link->record, FIELD_TYPES, rdata.wire + at,
                 rdata.length - at, node);
}

static const struct link *link_find(const struct links *links, const uint8_t *hash)
{
    if (links->count == 0)
        return NULL;
    return bsearch(hash, links->items, links->count, sizeof *links->items, hash_compare);
}

static struct hashed *hashed_find(const struct hashes *hashes, const uint8_t *hash)
{
    return bsearch(hash, hashes->names, hashes->name_count, sizeof *hashes->names, hash_compare);
}

/* The NSEC3 whose gap a hash lies in: the last one before it, the very last for the lowest. */
static const struct link *link_before(const struct links *links, const uint8_t *hash)
{
    size_t low = 0, high = links->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hash_compare(links->items[middle].owner, hash) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return &links->items[low > 0 ? low - 1 : links->count - 1];
}

static bool may_lack(const struct links *links, const struct hashed *name)
{
    enum node_kind kind = name->node->kind;
    return kind == NODE_SHADOWED || ((kind == NODE_UNSIGNED || kind == NODE_EMPTY_LOOSE) &&
                                     link_before(links, name->hash)->opt_out);
}

/* An empty non-terminal has no record to point at: what it is above of comes next. */
static const struct record *record_at(const struct node *node)
{
    while (node->set_count == 0)
        node++;
    return node->sets[0].records[0];
}

static void missing_report(struct hashes *hashes, const struct hashed *name,
                           const struct links *others)
{
    char text[NAME_TEXT_MAX], hash[HASH_LENGTH * 2];
    struct check *check = hashes->check;
    const struct link *other = link_find(others, name->hash);
    if (!tally_take(check, &hashes->missing))
        return;
    name_to_text(check->document->names, name->node->name, text);
    if (other != NULL)
        report(check, other->record, record_field(check->document, other->record, FIELD_ITERATIONS),
               "the NSEC3 of %s has other parameters than the zone's NSEC3PARAM", text);
    else
        report(check, record_at(name->node), record_at(name->node)->entry,
               "%s has no NSEC3 record: there is none at its hash, %s", text,
               hash_text(name->hash, hash));
}

/* Is the next hash right? One that has no NSEC3 is told of already, and may be named. */
static bool next_is_right(const struct hashes *hashes, const struct links *links, size_t index)
{
    const uint8_t *next = links->items[index].next;
    const struct hashed *name = hashed_find(hashes, next);
    return hash_compare(next, links->items[(index + 1) % links->count].owner) == 0 ||
           (name != NULL && !name->linked);
}

static void link_check(struct hashes *hashes, const struct links *links, size_t index)
{
    char said[HASH_LENGTH * 2], due[HASH_LENGTH * 2];
    struct check *check = hashes->check;
    const struct link *link = &links->items[index];
    const struct hashed *name = hashed_find(hashes, link->owner);
    if (name == NULL && tally_take(check, &hashes->extra))
        report(check, link->record, record_type_text(link->record),
               "an NSEC3 record at a hash that no name of the zone has");
    if (!next_is_right(hashes, links, index) && tally_take(check, &hashes->next))
        report(check, link->record, record_field(check->document, link->record, FIELD_NEXT),
               "the next hash is %s, and NSEC3 says %s",
               hash_text(links->items[(index + 1) % links->count].owner, due),
               hash_text(link->next, said));
    if (name != NULL)
        types_check(hashes, link, name->node);
}

/* Two records at one place in a chain: only the first one is followed. */
static void doubles_drop(struct hashes *hashes, struct links *links)
{
    struct check *check = hashes->check;
    size_t kept = 0;
    for (size_t i = 0; i < links->count; i++) {
        const struct link *link = &links->items[i];
        if (kept == 0 || hash_compare(&links->items[kept - 1], link) != 0)
            links->items[kept++] = *link;
        else if (!records_agree(check->document, links->items[kept - 1].record, link->record) &&
                 tally_take(check, &hashes->extra))
            report(check, link->record, record_type_text(link->record),
                   "a second NSEC3 record at one name, with the same parameters");
    }
    links->count = kept;
}

/* The NSEC3 records with the parameters of `param` (`others`: with different ones), in order. */
static struct links links_of(struct hashes *hashes, const struct rdata *param, bool others)
{
    struct links links = {NULL, 0};
    struct rdata rdata;
    struct link link;
    const struct signed_zone *zone = hashes->zone;
    for (size_t i = 0; i < zone->node_count; i++) {
        const struct signed_set *set = node_set(&zone->nodes[i], LDNS_RR_TYPE_NSEC3);
        for (size_t k = 0; set != NULL && k < set->count; k++)
            if (link_read(zone, set->records[k], &rdata, &link) &&
                parameters_agree(&rdata, param) != others)
                ARRAY_PUSH(hashes->mem, links.items, links.count, link);
    }
    if (links.count > 1)
        qsort(links.items, links.count, sizeof *links.items, hash_compare);
    return links;
}

/* Why a chain is not followed; NULL: its names are hashed. The file may come from a stranger. */
static const char *chain_obstacle(struct hashes *hashes, const struct rdata *param)
{
    if (param->wire[0] != HASH_SHA1)
        return "its hash is unknown";
    if (hashes->chains++ >= CHAINS_MOST)
        return "the zone has too many";
    return names_hash(hashes, param) ? NULL : "its iterations would take too long";
}

static void chain_check(struct hashes *hashes, const struct record *record,
                        const struct rdata *param)
{
    struct check *check = hashes->check;
    const char *obstacle = chain_obstacle(hashes, param);
    if (obstacle != NULL) {
        report_as(check, NOTICE, record, record->rdata, "the NSEC3 chain was not checked: %s",
                  obstacle);
        return;
    }
    struct links links = links_of(hashes, param, false), others = links_of(hashes, param, true);
    if (links.count == 0) {
        report(check, record, record->rdata, "no NSEC3 record has the parameters of NSEC3PARAM");
        return;
    }
    doubles_drop(hashes, &links);
    for (size_t i = 0; i < hashes->name_count; i++) {
        struct hashed *name = &hashes->names[i];
        name->linked = link_find(&links, name->hash) != NULL;
        if (!name->linked && !may_lack(&links, name))
            missing_report(hashes, name, &others);
    }
    for (size_t i = 0; i < links.count; i++)
        link_check(hashes, &links, i);
}

/* What can be in no chain: an owner that is no hash. */
static const struct record *owners_check(struct hashes *hashes)
{
    const struct signed_zone *zone = hashes->zone;
    const struct record *first = NULL;
    uint8_t hash[HASH_LENGTH];
    for (size_t i = 0; i < zone->node_count; i++) {
        const struct signed_set *set = node_set(&zone->nodes[i], LDNS_RR_TYPE_NSEC3);
        if (set == NULL)
            continue;
        first = first == NULL ? set->records[0] : first;
        if (!owner_read(zone, zone->nodes[i].name, hash) &&
            tally_take(hashes->check, &hashes->extra))
            report(hashes->check, set->records[0], record_type_text(set->records[0]),
                   "an NSEC3 record whose owner is no hash below the apex");
    }
    return first;
}

/* One with flags is to be ignored (RFC 5155 section 4.1.2). */
void nsec3_check(struct check *check, const struct signed_zone *zone)
{
    struct hashes hashes = {.check = check, .zone = zone, .mem = talloc_new(NULL)};
    const struct signed_set *set = node_set(node_apex(zone), LDNS_RR_TYPE_NSEC3PARAM);
    const struct record *first = owners_check(&hashes);
    bool any = false;
    struct rdata param;
    for (size_t i = 0; set != NULL && i < set->count; i++)
        if (signed_rdata(zone, set->records[i], false, &param) && param.length >= SALT_AT &&
            param.wire[1] == 0) {
            chain_check(&hashes, set->records[i], &param);
            any = true;
        }
    if (!any && first != NULL)
        report(check, first, record_type_text(first),
               "NSEC3 records without NSEC3PARAM at the apex");
    tally_close(check, &hashes.missing);
    tally_close(check, &hashes.extra);
    tally_close(check, &hashes.next);
    tally_close(check, &hashes.bits);
    talloc_free(hashes.mem);
}
