#include <talloc.h>

#include "rules/dnssec.h"

/* Rules on DS records: where they stand, and which digest they have. */

/* A file of DS records for the parent, as signers write it (dsset-…), has no SOA. */
void check_ds_at_apex(struct check *check, struct rrset set)
{
    char name[NAME_TEXT_MAX];
    const struct document *document = check->document;
    const struct record *first = set.records[0];
    if (is_apex(document, first->name))
        report(check, first, record_type_text(first),
               "DS at the apex %s: it belongs in the parent zone",
               name_to_text(document->names, first->name, name));
}

void check_ds_without_ns(struct check *check, struct rrset set)
{
    char name[NAME_TEXT_MAX];
    const struct document *document = check->document;
    const struct record *first = set.records[0];
    if (!lookup_has(document, first->name, LDNS_RR_TYPE_NS) &&
        is_below_apex(document, first->name) && lookup_is_complete(document))
        report(check, first, record_type_text(first), "DS without NS: %s is not delegated",
               name_to_text(document->names, first->name, name));
}

/* Does the set have a better DS of the same key? */
static bool has_better(const struct dnssec_data *all, size_t count, const struct dnssec_data *ds)
{
    for (size_t i = 0; i < count; i++) {
        const struct dnssec_algorithm *digest = dnssec_digest_find(ds_digest_type(&all[i]));
        if (digest != NULL && digest->verdict == DNSSEC_FINE && ds_tag(&all[i]) == ds_tag(ds) &&
            ds_algorithm(&all[i]) == ds_algorithm(ds))
            return true;
    }
    return false;
}

/* Validators pass over SHA-1 beside a better digest (RFC 4509 section 3), so it costs nobody. */
void check_ds_digest(struct check *check, struct rrset set)
{
    size_t count;
    if (!dnssec_may_be_bad(check, set, DS_DIGEST_TYPE, dnssec_digest_find))
        return;
    void *mem = talloc_new(NULL);
    struct dnssec_data *all = dnssec_read(check, set, set.records[0]->type, mem, &count);
    for (size_t i = 0; i < count; i++) {
        const struct dnssec_algorithm *digest = dnssec_digest_find(ds_digest_type(&all[i]));
        if (digest == NULL || digest->verdict != DNSSEC_MUST_NOT)
            continue;
        bool better = has_better(all, count, &all[i]);
        struct span at = record_field(check->document, all[i].record, DS_DIGEST_TYPE);
        report_as(check, better ? NOTICE : WARNING, all[i].record, at,
                  "digest %s of key %u must not be used%s", digest->mnemonic, ds_tag(&all[i]),
                  better ? "; a better one stands beside it" : "");
        note(check, "%s, %s", digest->source, digest->since);
    }
    talloc_free(mem);
}
