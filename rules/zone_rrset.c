#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/ldns.h"
#include "parser/master/types.h"
#include "rules/zone.h"

/* Structured data may leave a TTL to the provider's default, which nobody knows here. */
static bool is_ttl_known(const struct check *check, const struct record *record)
{
    enum { AUTOMATIC = 1 }; /* Cloudflare's, in whatever form its records are kept */
    return check->document->entries == NULL || (record_has_ttl(record) && record->ttl != AUTOMATIC);
}

/* BIND serves a set with the TTL of its first record, so that is what the others are given. */
void check_ttl_mismatch(struct check *check, struct rrset set)
{
    char type[TYPE_TEXT_MAX];
    const struct record *first = set.records[0];
    for (size_t i = 1; i < set.count && first->type != LDNS_RR_TYPE_RRSIG; i++) {
        const struct record *record = set.records[i];
        if (record->ttl == first->ttl || !is_ttl_known(check, record) ||
            !is_ttl_known(check, first))
            continue;
        bool written = record_has_ttl(record);
        report(check, record, written ? record_ttl_text(record) : record_type_text(record),
               "TTL %u differs from the %u of the first %s record here", record->ttl, first->ttl,
               type_to_text(record->type, type));
        replace_ttl(check, record, first->ttl, UNSAFE); /* other servers serve each its own */
    }
}

/* A record with a hash of its data: equal data has equal hashes, so that only those are compared. */
struct hashed {
    uint64_t hash;
    const struct record *record;
};

static uint64_t data_hash(const struct rdata *rdata)
{
    uint64_t hash = 0xcbf29ce484222325U; /* FNV-1a */
    for (size_t i = 0; i < rdata->length; i++)
        hash = (hash ^ rdata->wire[i]) * 0x100000001b3U;
    return hash;
}

static int hashed_compare(const void *a, const void *b)
{
    const struct hashed *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return left->record < right->record ? -1 : left->record > right->record;
}

/* A zone transfer ends with the SOA that it began with (RFC 5936 section 2.2). */
static bool ends_transfer(const struct document *document, const struct record *record)
{
    return record->type == LDNS_RR_TYPE_SOA &&
           record == &document->records[document->record_count - 1];
}

/* In code the two may be for two cases, of which one is made at a time. */
static void duplicate_report(struct check *check, const struct record *record)
{
    char type[TYPE_TEXT_MAX];
    if (ends_transfer(check->document, record))
        return;
    report(check, record, record->entry, "the same %s record stands here already",
           type_to_text(record->type, type));
    if (record->type != LDNS_RR_TYPE_SOA)
        erase_record(check, record, check->document->entries == NULL ? SAFE : UNSAFE);
}

void check_duplicate(struct check *check, struct rrset set)
{
    if (set.count == 2) { /* as most sets are */
        if (records_agree(check->document, set.records[0], set.records[1]))
            duplicate_report(check, set.records[1]);
        return;
    }
    struct hashed *all = talloc_array_size(check->scratch, sizeof *all, (unsigned)set.count);
    struct rdata rdata;
    size_t count = 0;
    for (size_t i = 0; i < set.count; i++)
        if (record_canonical(check->document, set.records[i], &rdata) && rdata.length > 0)
            all[count++] = (struct hashed){data_hash(&rdata), set.records[i]};
    qsort(all, count, sizeof *all, hashed_compare);
    for (size_t i = 1; i < count; i++)
        if (all[i].hash == all[i - 1].hash &&
            records_agree(check->document, all[i - 1].record, all[i].record))
            duplicate_report(check, all[i].record);
    talloc_free(all);
}
