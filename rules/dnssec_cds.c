#include <string.h>

#include <talloc.h>

#include "parser/master/types.h"
#include "rules/dnssec.h"

/* Rules on what a zone asks its parent for: CDS and CDNSKEY (RFC 7344, RFC 8078). */

/* All that counts at one name. */
struct wish {
    struct dnssec_data *cds, *cdnskey, *dnskey;
    size_t cds_count, cdnskey_count, dnskey_count;
};

static struct wish wish_read(const struct check *check, struct rrset set, void *mem)
{
    struct wish wish;
    wish.cds = dnssec_read(check, set, LDNS_RR_TYPE_CDS, mem, &wish.cds_count);
    wish.cdnskey = dnssec_read(check, set, LDNS_RR_TYPE_CDNSKEY, mem, &wish.cdnskey_count);
    wish.dnskey = dnssec_read(check, set, LDNS_RR_TYPE_DNSKEY, mem, &wish.dnskey_count);
    return wish;
}

/* Means "delete the DS" (RFC 8078 section 4), or was meant to: nothing else has these zeros. */
static bool is_deletion(const struct dnssec_data *data)
{
    if (data->record->type == LDNS_RR_TYPE_CDS)
        return ds_algorithm(data) == 0 || ds_digest_type(data) == 0;
    return key_algorithm(data) == 0;
}

static size_t deletions(const struct dnssec_data *all, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += is_deletion(&all[i]);
    return found;
}

/*
 * The octets that RFC 8078 section 4 gives, as its erratum 5049 has them in text: the field at the
 * end is one zero octet.
 */
static bool deletion_is_sound(const struct dnssec_data *data)
{
    static const uint8_t cds[] = {0, 0, 0, 0, 0}, cdnskey[] = {0, 0, 3, 0, 0};
    return data->length == sizeof cds &&
           memcmp(data->octets, data->record->type == LDNS_RR_TYPE_CDS ? cds : cdnskey,
                  sizeof cds) == 0;
}

static void deletions_check(struct check *check, const struct dnssec_data *all, size_t count,
                            bool others)
{
    for (size_t i = 0; i < count; i++) {
        const struct record *record = all[i].record;
        const char *form = record->type == LDNS_RR_TYPE_CDS ? "CDS 0 0 0 00" : "CDNSKEY 0 3 0 AA==";
        if (!is_deletion(&all[i]))
            continue;
        if (!deletion_is_sound(&all[i]))
            report(check, record, record->rdata, "deletion has the wrong form: it is \"%s\"", form);
        else if (others)
            report(check, record, record->rdata,
                   "deletion \"%s\" stands beside records that are to be published", form);
    }
}

void check_cds_delete(struct check *check, struct rrset set)
{
    void *mem = talloc_new(NULL);
    struct wish wish = wish_read(check, set, mem);
    bool others = deletions(wish.cds, wish.cds_count) < wish.cds_count ||
                  deletions(wish.cdnskey, wish.cdnskey_count) < wish.cdnskey_count;
    deletions_check(check, wish.cds, wish.cds_count, others);
    deletions_check(check, wish.cdnskey, wish.cdnskey_count, others);
    talloc_free(mem);
}

/*
 * A name at which a DNS operator vouches for a zone of another one's: _dsboot.<zone>._signal.<server>
 * (RFC 9615 section 2). The CDS there are copies, and their owner is not that of the keys.
 */
static bool is_signal(const struct names *names, uint32_t name)
{
    return name_label_is(names, name, "_dsboot") && name_has_label(names, name, "_signal");
}

static bool keys_equal(const struct dnssec_data *a, const struct dnssec_data *b)
{
    return a->length == b->length && memcmp(a->octets, b->octets, a->length) == 0;
}

/* Is this CDS or CDNSKEY made of this key? */
static bool fits(const struct check *check, const struct dnssec_data *data,
                 const struct dnssec_data *key)
{
    if (data->record->type == LDNS_RR_TYPE_CDNSKEY)
        return keys_equal(data, key);
    return ds_fits_key(check->document->names, data->record->name, data, key);
}

static bool fits_any(const struct check *check, const struct dnssec_data *data,
                     const struct dnssec_data *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fits(check, data, &keys[i]))
            return true;
    return false;
}

/* RFC 7344 section 4: where both types are there, they tell of the same keys. */
static bool wish_is_split(struct check *check, const struct wish *wish)
{
    for (size_t i = 0; i < wish->cds_count; i++)
        if (!fits_any(check, &wish->cds[i], wish->cdnskey, wish->cdnskey_count)) {
            report(check, wish->cds[i].record,
                   record_field(check->document, wish->cds[i].record, DS_TAG),
                   "CDS of key %u has no CDNSKEY: the two disagree", ds_tag(&wish->cds[i]));
            return true;
        }
    for (size_t i = 0; i < wish->cdnskey_count; i++) {
        size_t at = 0;
        while (at < wish->cds_count && !fits(check, &wish->cds[at], &wish->cdnskey[i]))
            at++;
        if (at == wish->cds_count) {
            report(check, wish->cdnskey[i].record,
                   record_field(check->document, wish->cdnskey[i].record, KEY_KEY),
                   "CDNSKEY of key %u has no CDS: the two disagree", key_tag(&wish->cdnskey[i]));
            return true;
        }
    }
    return false;
}

static uint8_t algorithm_of(const struct dnssec_data *data)
{
    return data->record->type == LDNS_RR_TYPE_CDS ? ds_algorithm(data) : key_algorithm(data);
}

/*
 * The DS that the parent makes of it must lead to a key for each algorithm that it names (RFC 7344
 * section 4.1, RFC 6840 section 5.11). One key of several may still be to come. Told once.
 */
static bool wish_is_broken(struct check *check, const struct dnssec_data *all, size_t count,
                           const struct wish *wish)
{
    char type[TYPE_TEXT_MAX];
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t j = 0; j < count && !found; j++)
            found = algorithm_of(&all[j]) == algorithm_of(&all[i]) &&
                    fits_any(check, &all[j], wish->dnskey, wish->dnskey_count);
        if (found)
            continue;
        report(check, all[i].record, all[i].record->rdata,
               wish->dnskey_count == 0
                   ? "%s without DNSKEY"
                   : "%s matches no DNSKEY: the parent's DS would break the zone",
               type_to_text(all[i].record->type, type));
        return true;
    }
    return false;
}

static void wish_check(struct check *check, const struct wish *wish)
{
    if (deletions(wish->cds, wish->cds_count) + deletions(wish->cdnskey, wish->cdnskey_count) > 0)
        return; /* dnssec-cds-delete has all there is to say */
    if (wish->cds_count > 0 && wish->cdnskey_count > 0 && wish_is_split(check, wish))
        return;
    if (!wish_is_broken(check, wish->cds, wish->cds_count, wish))
        wish_is_broken(check, wish->cdnskey, wish->cdnskey_count, wish);
}

void check_cds(struct check *check, struct rrset set)
{
    char type[TYPE_TEXT_MAX];
    const struct document *document = check->document;
    if (is_signal(document->names, set.records[0]->name))
        return;
    void *mem = talloc_new(NULL);
    struct wish wish = wish_read(check, set, mem);
    const struct dnssec_data *first = wish.cds_count > 0 ? wish.cds : wish.cdnskey;
    if (first != NULL && is_below_apex(document, first->record->name))
        report(check, first->record, record_type_text(first->record), "%s is not at the apex",
               type_to_text(first->record->type, type));
    else if (first != NULL && is_apex(document, first->record->name) &&
             lookup_is_complete(document)) /* else the other half may stand elsewhere */
        wish_check(check, &wish);
    talloc_free(mem);
}
