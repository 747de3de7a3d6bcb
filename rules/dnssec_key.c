#include <stdlib.h>

#include <talloc.h>

#include "rules/dnssec.h"

/* Rules on DNSKEY records, and on the algorithm that a DS names. */

enum { RSA_LEAST = 2048, RSA_MOST = 4096 }; /* bits, RFC 6781 section 3.4 and RFC 5702 section 2 */

static uint8_t algorithm_of(const struct dnssec_data *data)
{
    return data->record->type == LDNS_RR_TYPE_DS ? ds_algorithm(data) : key_algorithm(data);
}

/* Does the set have a record of an algorithm with a better verdict? */
static bool has_better(const struct dnssec_data *all, size_t count, enum dnssec_verdict verdict)
{
    for (size_t i = 0; i < count; i++) {
        const struct dnssec_algorithm *algorithm = dnssec_algorithm_find(algorithm_of(&all[i]));
        if (algorithm != NULL && algorithm->verdict < verdict)
            return true;
    }
    return false;
}

/*
 * Beside a better algorithm a bad one costs nobody: validators pass over what they do not take (RFC
 * 6840 section 5.11), and a change of algorithm looks like this. Of a DS with an algorithm that is
 * only discouraged the parent can do nothing.
 */
static enum severity algorithm_severity(const struct dnssec_data *data, enum dnssec_verdict verdict,
                                        bool better)
{
    bool is_ds = data->record->type == LDNS_RR_TYPE_DS;
    if (better || (is_ds && verdict == DNSSEC_NOT_RECOMMENDED))
        return NOTICE;
    return verdict == DNSSEC_MUST_NOT ? ERROR : WARNING;
}

static unsigned algorithm_field(const struct record *record)
{
    return record->type == LDNS_RR_TYPE_DS ? DS_ALGORITHM : KEY_ALGORITHM;
}

static void algorithm_report(struct check *check, const struct dnssec_data *data,
                             const struct dnssec_algorithm *algorithm, bool better)
{
    report_as(check, algorithm_severity(data, algorithm->verdict, better), data->record,
              record_field(check->document, data->record, algorithm_field(data->record)),
              "algorithm %u (%s) %s be used to sign%s", algorithm->number, algorithm->mnemonic,
              algorithm->verdict == DNSSEC_MUST_NOT ? "must not" : "should not",
              better ? "; a better one stands beside it" : "");
    note(check, "%s, %s", algorithm->source, algorithm->since);
}

void check_algorithm(struct check *check, struct rrset set)
{
    size_t count;
    if (!dnssec_may_be_bad(check, set, algorithm_field(set.records[0]), dnssec_algorithm_find))
        return;
    void *mem = talloc_new(NULL);
    struct dnssec_data *all = dnssec_read(check, set, set.records[0]->type, mem, &count);
    for (size_t i = 0; i < count; i++) {
        const struct dnssec_algorithm *algorithm = dnssec_algorithm_find(algorithm_of(&all[i]));
        if (algorithm != NULL && algorithm->verdict != DNSSEC_FINE)
            algorithm_report(check, &all[i], algorithm, has_better(all, count, algorithm->verdict));
    }
    talloc_free(mem);
}

static bool is_rsa(const struct dnssec_data *key)
{
    switch (key_algorithm(key)) {
    case LDNS_RSAMD5:
    case LDNS_RSASHA1:
    case LDNS_RSASHA1_NSEC3:
    case LDNS_RSASHA256:
    case LDNS_RSASHA512:
        return true;
    default:
        return false;
    }
}

/*
 * Bits of the modulus, which stands behind the exponent and its length (RFC 3110 section 2); 0 if it
 * is cut off. ldns_rr_dnskey_key_size_raw() believes any length, and rounds to octets.
 */
static size_t rsa_bits(const struct dnssec_data *key)
{
    const uint8_t *at = key->octets + DNSSEC_HEAD;
    size_t left = key->length - DNSSEC_HEAD, skip = left > 0 ? 1U + at[0] : 1;
    if (left > 2 && at[0] == 0)
        skip = 3 + (size_t)(at[1] << 8 | at[2]);
    while (skip < left && at[skip] == 0)
        skip++;
    if (skip >= left)
        return 0;
    size_t bits = (left - skip) * 8;
    for (unsigned first = at[skip]; first < 0x80; first <<= 1)
        bits--;
    return bits;
}

void check_rsa_size(struct check *check, struct rrset set)
{
    size_t count;
    void *mem = talloc_new(NULL);
    struct dnssec_data *keys = dnssec_read(check, set, LDNS_RR_TYPE_DNSKEY, mem, &count);
    for (size_t i = 0; i < count; i++) {
        if (!is_rsa(&keys[i]) || (key_flags(&keys[i]) & KEY_REVOKED) != 0)
            continue;
        size_t bits = rsa_bits(&keys[i]);
        struct span at = record_field(check->document, keys[i].record, KEY_KEY);
        if (bits == 0)
            report(check, keys[i].record, at, "RSA key is cut off: it has no modulus");
        else if (bits < RSA_LEAST || bits > RSA_MOST)
            report(check, keys[i].record, at, "RSA key has %zu bits, %s %d", bits,
                   bits < RSA_LEAST ? "less than" : "more than",
                   bits < RSA_LEAST ? RSA_LEAST : RSA_MOST);
    }
    talloc_free(mem);
}

static void flags_check(struct check *check, const struct dnssec_data *key)
{
    unsigned flags = key_flags(key), spare = flags & ~(unsigned)(KEY_ZONE | KEY_REVOKED | KEY_SEP);
    struct span at = record_field(check->document, key->record, KEY_FLAGS);
    if ((flags & KEY_ZONE) == 0)
        report(check, key->record, at,
               "DNSKEY flags %u lack the zone bit (256): nothing can be verified with the key",
               flags);
    else if (spare != 0)
        report_as(check, WARNING, key->record, at, "DNSKEY flags %u have reserved bits (%u)", flags,
                  spare);
}

void check_dnskey_fields(struct check *check, struct rrset set)
{
    size_t count;
    void *mem = talloc_new(NULL);
    struct dnssec_data *keys = dnssec_read(check, set, LDNS_RR_TYPE_DNSKEY, mem, &count);
    for (size_t i = 0; i < count; i++) {
        unsigned protocol = keys[i].octets[2];
        flags_check(check, &keys[i]);
        if (protocol != 3)
            report(check, keys[i].record,
                   record_field(check->document, keys[i].record, KEY_PROTOCOL),
                   "DNSKEY protocol is %u, and must be 3", protocol);
    }
    talloc_free(mem);
}

/* Only of a whole zone: a key that stands in a file of its own is one of several. */
void check_no_sep(struct check *check, struct rrset set)
{
    size_t count;
    bool found = false;
    const struct record *first = set.records[0];
    if (!is_apex(check->document, first->name) || !lookup_is_complete(check->document))
        return;
    void *mem = talloc_new(NULL);
    struct dnssec_data *keys = dnssec_read(check, set, LDNS_RR_TYPE_DNSKEY, mem, &count);
    for (size_t i = 0; i < count; i++)
        found = found || (key_flags(&keys[i]) & (KEY_SEP | KEY_REVOKED)) == KEY_SEP;
    if (!found && count > 0)
        report(check, first, record_field(check->document, first, KEY_FLAGS),
               "no DNSKEY has the SEP flag (1)");
    talloc_free(mem);
}

static int tag_compare(const void *a, const void *b)
{
    const struct dnssec_data *left = a, *right = b;
    int order = (int)key_algorithm(left) - key_algorithm(right);
    if (order == 0)
        order = (int)key_tag(left) - key_tag(right);
    if (order == 0)
        order = left->record < right->record ? -1 : left->record > right->record;
    return order;
}

/* A key that stands there twice is one key (zone-duplicate tells). */
void check_key_tag(struct check *check, struct rrset set)
{
    size_t count;
    void *mem = talloc_new(NULL);
    struct dnssec_data *keys = dnssec_read(check, set, LDNS_RR_TYPE_DNSKEY, mem, &count);
    if (count > 1)
        qsort(keys, count, sizeof *keys, tag_compare);
    for (size_t i = 1; i < count; i++) {
        const struct dnssec_data *key = &keys[i], *before = &keys[i - 1];
        if (key_algorithm(key) == key_algorithm(before) && key_tag(key) == key_tag(before) &&
            !records_agree(check->document, key->record, before->record))
            report(check, key->record, record_field(check->document, key->record, KEY_KEY),
                   "key tag %u is that of another DNSKEY, too", key_tag(key));
    }
    talloc_free(mem);
}
