#include <string.h>
#include <talloc.h>

#include "rules/dnssec_signed.h"

/* The digest of a whole zone (RFC 8976). What its scheme or hash is unknown of is passed over, as
 * section 4 has it. */
enum { SCHEME_SIMPLE = 1, HASH_SHA384 = 1, HASH_SHA512 = 2, ZONEMD_HEAD = 6 };
enum { FIELD_SERIAL, FIELD_SCHEME_NUMBER, FIELD_HASH, FIELD_ZONE_DIGEST };

struct digester {
    const struct signed_zone *zone;
    ldns_sha384_CTX sha384;
    ldns_sha512_CTX sha512;
};

static void digest_feed(struct digester *digester, const struct octets *rdata)
{
    uint8_t *bytes = talloc_array(NULL, uint8_t, (unsigned)(NAME_WIRE_MAX + 10 + rdata->length));
    uint8_t *end = rr_put(digester->zone, rdata, rdata->record->ttl, bytes);
    ldns_sha384_update(&digester->sha384, bytes, (size_t)(end - bytes));
    ldns_sha512_update(&digester->sha512, bytes, (size_t)(end - bytes));
    talloc_free(bytes);
}

/* The digest covers all but itself and its signatures (RFC 8976 section 3.3.1). */
static bool is_left_out(const struct digester *digester, const struct node *node,
                        const struct octets *rdata)
{
    uint16_t type = rdata->record->type;
    if (type == LDNS_RR_TYPE_RRSIG && rdata->length > 1)
        type = (uint16_t)(rdata->bytes[0] << 8 | rdata->bytes[1]);
    return type == LDNS_RR_TYPE_ZONEMD && node->name == digester->zone->apex;
}

static bool set_feed(struct digester *digester, const struct node *node,
                     const struct signed_set *set)
{
    void *mem = talloc_new(NULL);
    size_t count = 0;
    struct octets *items = set_canonical(digester->zone, set, mem, &count);
    for (size_t i = 0; items != NULL && i < count; i++)
        if (!is_left_out(digester, node, &items[i]))
            digest_feed(digester, &items[i]);
    talloc_free(mem);
    return items != NULL;
}

static bool zone_feed(struct digester *digester)
{
    const struct signed_zone *zone = digester->zone;
    ldns_sha384_init(&digester->sha384);
    ldns_sha512_init(&digester->sha512);
    for (size_t i = 0; i < zone->node_count; i++)
        for (size_t k = 0; k < zone->nodes[i].set_count; k++)
            if (!set_feed(digester, &zone->nodes[i], &zone->nodes[i].sets[k]))
                return false;
    return true;
}

static uint32_t read_32(const uint8_t *octets)
{
    return (uint32_t)octets[0] << 24 | (uint32_t)octets[1] << 16 | (uint32_t)octets[2] << 8 |
           octets[3];
}

/* The first of the five numbers at the end of a SOA (RFC 1035 section 3.3.13). */
static bool soa_serial(const struct signed_zone *zone, uint32_t *serial)
{
    struct rdata rdata;
    const struct signed_set *set = node_set(node_apex(zone), LDNS_RR_TYPE_SOA);
    if (set == NULL || !signed_rdata(zone, set->records[0], false, &rdata) || rdata.length < 22)
        return false;
    *serial = read_32(rdata.wire + rdata.length - 20);
    return true;
}

static void zonemd_judge(struct check *check, const struct record *record,
                         const struct rdata *rdata, uint32_t serial, const uint8_t *const *digests)
{
    const uint8_t *wire = rdata->wire;
    static const size_t lengths[] = {
        [HASH_SHA384] = LDNS_SHA384_DIGEST_LENGTH, [HASH_SHA512] = LDNS_SHA512_DIGEST_LENGTH};
    if (wire[4] != SCHEME_SIMPLE || (wire[5] != HASH_SHA384 && wire[5] != HASH_SHA512))
        return;
    if (read_32(wire) != serial)
        report(check, record, record_field(check->document, record, FIELD_SERIAL),
               "ZONEMD is for serial %u, and the zone has %u", read_32(wire), serial);
    else if (rdata->length != ZONEMD_HEAD + lengths[wire[5]] ||
             memcmp(wire + ZONEMD_HEAD, digests[wire[5]], lengths[wire[5]]) != 0)
        report(check, record, record_field(check->document, record, FIELD_ZONE_DIGEST),
               "ZONEMD is not the digest of this zone: something changed after it was made");
}

void check_zone_digest(struct check *check, struct rrset set)
{
    (void)set;
    const struct signed_zone *zone = signed_zone_of(check);
    const struct signed_set *own =
        zone != NULL && zone->whole ? node_set(node_apex(zone), LDNS_RR_TYPE_ZONEMD) : NULL;
    struct digester digester = {.zone = zone};
    uint32_t serial;
    if (own == NULL || !soa_serial(zone, &serial))
        return;
    if (!zone_feed(&digester)) {
        report_as(check, NOTICE, own->records[0], record_type_text(own->records[0]),
                  "ZONEMD was not checked: mxmend cannot read some record of the zone");
        return;
    }
    uint8_t sha384[LDNS_SHA384_DIGEST_LENGTH], sha512[LDNS_SHA512_DIGEST_LENGTH];
    ldns_sha384_final(sha384, &digester.sha384);
    ldns_sha512_final(sha512, &digester.sha512);
    const uint8_t *const digests[] = {[HASH_SHA384] = sha384, [HASH_SHA512] = sha512};
    struct rdata rdata;
    for (size_t i = 0; i < own->count; i++)
        if (signed_rdata(zone, own->records[i], false, &rdata) && rdata.length > ZONEMD_HEAD)
            zonemd_judge(check, own->records[i], &rdata, serial, digests);
}
