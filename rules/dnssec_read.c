#include <string.h>

#include <talloc.h>

#include "parser/array.h"
#include "rules/dnssec.h"

enum { MOST_RECORDS = 2048 }; /* 12 octets stand before each one's RDATA */

struct dnssec_data *dnssec_read(const struct check *check, struct rrset set, uint16_t type,
                                void *mem, size_t *count)
{
    struct dnssec_data *items = NULL;
    struct rdata rdata;
    *count = 0;
    for (size_t i = 0; i < set.count && *count < MOST_RECORDS; i++) {
        if (set.records[i]->type != type ||
            !record_rdata(check->document, set.records[i], &rdata) || rdata.length < DNSSEC_HEAD)
            continue;
        struct dnssec_data item = {set.records[i], talloc_memdup(mem, rdata.wire, rdata.length),
                                   rdata.length};
        ARRAY_PUSH(mem, items, *count, item);
    }
    return items;
}

/* The number that is written in a field; -1 if that is no plain number below 1000. */
static int field_number(const struct check *check, const struct record *record, unsigned index)
{
    struct span at = record_field(check->document, record, index);
    const char *text = record_file(check->document, record)->bytes;
    int number = 0;
    if (span_is_empty(at) || span_length(at) > 3)
        return -1;
    for (uint32_t i = at.start; i < at.end; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool dnssec_may_be_bad(const struct check *check, struct rrset set, unsigned field,
                       const struct dnssec_algorithm *(*find)(uint8_t number))
{
    for (size_t i = 0; i < set.count; i++) {
        int number = field_number(check, set.records[i], field);
        if (number < 0 || number > UINT8_MAX)
            return true;
        const struct dnssec_algorithm *row = find((uint8_t)number);
        if (row != NULL && row->verdict != DNSSEC_FINE)
            return true;
    }
    return false;
}

static uint16_t number_at(const struct dnssec_data *data, size_t at)
{
    return (uint16_t)(data->octets[at] << 8 | data->octets[at + 1]);
}

uint16_t key_flags(const struct dnssec_data *key)
{
    return number_at(key, 0);
}

uint8_t key_algorithm(const struct dnssec_data *key)
{
    return key->octets[3];
}

uint16_t key_tag(const struct dnssec_data *key)
{
    return ldns_calc_keytag_raw(key->octets, key->length);
}

uint16_t ds_tag(const struct dnssec_data *ds)
{
    return number_at(ds, 0);
}

uint8_t ds_algorithm(const struct dnssec_data *ds)
{
    return ds->octets[2];
}

uint8_t ds_digest_type(const struct dnssec_data *ds)
{
    return ds->octets[3];
}

/* The digest of what `text` holds; its length, 0 for a kind that ldns does not compute. */
static size_t digest_make(uint8_t type, const uint8_t *text, size_t length,
                          uint8_t digest[LDNS_SHA384_DIGEST_LENGTH])
{
    switch (type) {
    case LDNS_SHA1:
        ldns_sha1(text, (unsigned)length, digest);
        return LDNS_SHA1_DIGEST_LENGTH;
    case LDNS_SHA256:
        ldns_sha256(text, (unsigned)length, digest);
        return LDNS_SHA256_DIGEST_LENGTH;
    case LDNS_SHA384:
        ldns_sha384(text, (unsigned)length, digest);
        return LDNS_SHA384_DIGEST_LENGTH;
    default:
        return 0;
    }
}

/* RFC 4034 section 5.1.4: the digest is that of the owner and the RDATA of the key. */
bool ds_fits_key(const struct names *names, uint32_t name, const struct dnssec_data *ds,
                 const struct dnssec_data *key)
{
    uint8_t digest[LDNS_SHA384_DIGEST_LENGTH];
    if (ds_tag(ds) != key_tag(key) || ds_algorithm(ds) != key_algorithm(key))
        return false;
    uint8_t *text = talloc_size(NULL, NAME_WIRE_MAX + key->length);
    unsigned owner = name_to_wire(names, name, text);
    memcpy(text + owner, key->octets, key->length);
    size_t length = digest_make(ds_digest_type(ds), text, owner + key->length, digest);
    talloc_free(text);
    return length == 0 || (ds->length - DNSSEC_HEAD == length &&
                           memcmp(ds->octets + DNSSEC_HEAD, digest, length) == 0);
}

/* A file that is only named as a zone, without an SOA, may hold a part of one. */
static bool is_zone(const struct document *document)
{
    return document->whole && document->apex != NAME_UNKNOWN &&
           lookup_has(document, document->apex, LDNS_RR_TYPE_SOA);
}

bool is_apex(const struct document *document, uint32_t name)
{
    return name == document->apex && is_zone(document);
}

bool is_below_apex(const struct document *document, uint32_t name)
{
    return name != document->apex && name_is_within(document->names, name, document->apex) &&
           is_zone(document);
}
