#include <talloc.h>

#include "parser/master/types.h"
#include "rules/dnssec_signed.h"

/*
 * Does each signature verify? The file comes from strangers, and many keys of one tag, or many
 * signatures over one large set, make work that grows with the square of its size (the "KeyTrap"
 * attack, CVE-2023-50387). No real zone comes near these bounds.
 */
enum { SIGNATURES_MOST = 16, KEYS_MOST = 4 };

/* What a signature is found to be. */
enum verdict {
    VERDICT_GOOD,
    VERDICT_SIGNER,
    VERDICT_LABELS,
    VERDICT_BAD,
    VERDICT_NO_KEY,
    VERDICT_NO_ALGORITHM,
    VERDICT_NOT_OURS,
    VERDICT_ORPHAN,
    VERDICT_UNKNOWN,
    VERDICT_UNREAD,
    VERDICT_TOO_MANY,
    VERDICTS
};

static const struct {
    enum severity severity;
    enum signature_field field;
    const char *what;
} verdicts[VERDICTS] = {
    [VERDICT_SIGNER] = {ERROR, FIELD_SIGNER, "names a signer that is not the zone's apex"},
    [VERDICT_LABELS] = {ERROR, FIELD_LABELS, "counts other labels than its owner has"},
    [VERDICT_BAD] = {ERROR, FIELD_SIGNATURE,
                     "does not verify: the records changed after they were signed, or it did"},
    [VERDICT_NO_KEY] = {ERROR, FIELD_KEY_TAG, "is by a key that is not in the DNSKEY RRset"},
    /* An algorithm comes, and goes, with its signatures before (after) its key: RFC 6781 4.1.4. */
    [VERDICT_NO_ALGORITHM] = {NOTICE, FIELD_ALGORITHM,
                              "is by an algorithm that is not in the DNSKEY RRset"},
    [VERDICT_NOT_OURS] = {WARNING, FIELD_COVERED,
                          "signs what is not this zone's own: delegations and what is below them "
                          "are never signed here"},
    [VERDICT_ORPHAN] = {NOTICE, FIELD_COVERED, "covers records that are not there"},
    [VERDICT_UNKNOWN] = {NOTICE, FIELD_ALGORITHM,
                         "was not checked, nor were others by this algorithm: the cryptographic "
                         "library here does not do it"},
    [VERDICT_UNREAD] = {NOTICE, FIELD_COVERED,
                        "was not checked: mxmend cannot read the records that it covers"},
    [VERDICT_TOO_MANY] = {NOTICE, FIELD_COVERED,
                          "was not checked: too many others cover the same records"},
};

struct verifier {
    struct check *check;
    const struct signed_zone *zone;
    uint8_t known[256]; /* see crypto_verify() */
    bool told[256];     /* algorithms that were said to be unknown */
    struct tally tallies[ERROR + 1];
};

/* Labels of the owner without the root and without "*" (RFC 4034 section 3.1.3). */
static unsigned labels_count(const struct names *names, uint32_t name)
{
    size_t length;
    const uint8_t *label = name_label(names, name, &length);
    unsigned count = length == 1 && label[0] == '*' ? (unsigned)-1 : 0;
    for (; name > NAME_UNKNOWN; name = name_parent(names, name))
        count++;
    return count;
}

/* What was signed: the RRSIG without its signature, and the records (RFC 4034 section 3.1.8.1). */
static struct octets signed_data(const struct verifier *verifier, const struct octets *items,
                                 size_t count, const struct rdata *signature, size_t head,
                                 uint32_t ttl, void *mem)
{
    enum { RR_HEAD = NAME_WIRE_MAX + 10 };
    size_t room = head;
    for (size_t i = 0; i < count; i++)
        room += RR_HEAD + items[i].length;
    uint8_t *bytes = talloc_array_size(mem, 1, (unsigned)room), *at = bytes + head;
    for (size_t i = 0; i < head; i++)
        bytes[i] = signature->wire[i];
    for (size_t i = 0; i < count; i++)
        at = rr_put(verifier->zone, &items[i], ttl, at);
    return (struct octets){bytes, (size_t)(at - bytes), NULL};
}

static enum verdict signature_verify(struct verifier *verifier, const struct signature *signature,
                                     const struct octets *items, size_t count)
{
    const struct signed_zone *zone = verifier->zone;
    struct rdata rdata;
    if (!signed_rdata(zone, signature->record, true, &rdata))
        return VERDICT_UNREAD;
    size_t head = 18 + name_wire_length(zone->document->names, signature->signer);
    void *mem = talloc_new(NULL);
    struct octets data =
        signed_data(verifier, items, count, &rdata, head, signature->original_ttl, mem);
    enum verdict verdict = VERDICT_NO_KEY;
    unsigned tried = 0;
    for (size_t i = 0; i < zone->key_count && verdict != VERDICT_GOOD && tried < KEYS_MOST; i++) {
        const struct zone_key *key = &zone->keys[i];
        if (key->tag != signature->key_tag || key->algorithm != signature->algorithm)
            continue;
        struct octets tail = {rdata.wire + head, rdata.length - head, NULL};
        static const enum verdict of[] = {[CRYPTO_GOOD] = VERDICT_GOOD,
                                          [CRYPTO_BAD] = VERDICT_BAD,
                                          [CRYPTO_UNKNOWN] = VERDICT_UNKNOWN};
        verdict = of[crypto_verify(key, tail, data, verifier->known)];
        tried++;
    }
    talloc_free(mem);
    return verdict;
}

static enum verdict signature_judge(struct verifier *verifier, const struct signature *signature,
                                    const struct octets *items, size_t count)
{
    const struct signed_zone *zone = verifier->zone;
    if (signature->signer != zone->apex)
        return VERDICT_SIGNER;
    if (signature->labels != labels_count(zone->document->names, signature->node->name))
        return VERDICT_LABELS;
    if (!signature_has_key(zone, signature))
        return zone->algorithms[signature->algorithm] ? VERDICT_NO_KEY : VERDICT_NO_ALGORITHM;
    if (items == NULL)
        return VERDICT_UNREAD;
    return signature_verify(verifier, signature, items, count);
}

/* A good signature by the same algorithm makes up for a bad one (RFC 4035 section 5.3.3). */
static void verdict_report(struct verifier *verifier, const struct signature *signature,
                           enum verdict verdict, bool spare)
{
    char type[TYPE_TEXT_MAX], name[NAME_TEXT_MAX];
    const struct document *document = verifier->zone->document;
    enum severity severity = spare ? NOTICE : verdicts[verdict].severity;
    if (verdict == VERDICT_GOOD ||
        (verdict == VERDICT_UNKNOWN && verifier->told[signature->algorithm]))
        return;
    verifier->told[signature->algorithm] |= verdict == VERDICT_UNKNOWN;
    if (!tally_take(verifier->check, &verifier->tallies[severity]))
        return;
    report_as(verifier->check, severity, signature->record,
              record_field(document, signature->record, verdicts[verdict].field),
              "signature over %s of %s %s", type_to_text(signature->covered, type),
              name_to_text(document->names, signature->node->name, name), verdicts[verdict].what);
    if (spare)
        note(verifier->check, "another signature by this algorithm is good");
}

/*
 * The chain of trust comes in by a DS, which is made of a key with the SEP flag: one such key has to
 * sign the DNSKEY RRset (RFC 4035 section 2.2), or all else is signed for nobody. Where no key has the
 * flag any of them may be that key.
 */
static bool key_enters(const struct signed_zone *zone, const struct signature *signature)
{
    for (size_t i = 0; i < zone->key_count; i++)
        if (zone->keys[i].entry &&
            (signature == NULL || (zone->keys[i].tag == signature->key_tag &&
                                   zone->keys[i].algorithm == signature->algorithm)))
            return true;
    return false;
}

static void entry_check(struct verifier *verifier, const struct signed_set *set,
                        const enum verdict *found)
{
    const struct record *record = set->signatures[0].record;
    if (set->type != LDNS_RR_TYPE_DNSKEY || !key_enters(verifier->zone, NULL) ||
        set->signature_count > SIGNATURES_MOST)
        return;
    bool good = false; /* if none is, that was said already */
    for (size_t i = 0; i < set->signature_count; i++) {
        good = good || found[i] == VERDICT_GOOD;
        if ((found[i] == VERDICT_GOOD && key_enters(verifier->zone, &set->signatures[i])) ||
            found[i] == VERDICT_UNKNOWN || found[i] == VERDICT_UNREAD)
            return;
    }
    if (good)
        report(verifier->check, record,
               record_field(verifier->zone->document, record, FIELD_KEY_TAG),
               "no key with the SEP flag signs the DNSKEY RRset: no DS can lead to these keys");
}

static void set_verify(struct verifier *verifier, const struct signed_set *set)
{
    enum verdict found[SIGNATURES_MOST];
    bool good[256] = {false};
    void *mem = talloc_new(NULL);
    size_t count = 0;
    struct octets *items = set_canonical(verifier->zone, set, mem, &count);
    for (size_t i = 0; i < set->signature_count && i < SIGNATURES_MOST; i++) {
        found[i] = signature_judge(verifier, &set->signatures[i], items, count);
        good[set->signatures[i].algorithm] |= found[i] == VERDICT_GOOD;
    }
    for (size_t i = 0; i < set->signature_count; i++)
        verdict_report(verifier, &set->signatures[i],
                       i < SIGNATURES_MOST ? found[i] : VERDICT_TOO_MANY,
                       i < SIGNATURES_MOST && good[set->signatures[i].algorithm]);
    entry_check(verifier, set, found);
    talloc_free(mem);
}

/* What cannot be verified since it should not be there. */
static void odd_report(struct verifier *verifier, const struct signature *signature)
{
    const struct node *node = signature->node;
    if (signature->set == NULL || signature->covered == LDNS_RR_TYPE_RRSIG)
        verdict_report(verifier, signature, VERDICT_ORPHAN, false);
    else if (node->kind != NODE_SHADOWED && !node_signs(node, signature->covered))
        verdict_report(verifier, signature, VERDICT_NOT_OURS, false);
}

static void no_keys_report(struct check *check, const struct signed_zone *zone)
{
    const struct signature *signature = &zone->signatures[0];
    report(check, signature->record, record_type_text(signature->record),
           "the zone is signed and has no DNSKEY at its apex: no signature can be verified");
}

void check_signature_verify(struct check *check, struct rrset set)
{
    (void)set;
    const struct signed_zone *zone = signed_zone_of(check);
    if (zone == NULL || !zone->whole)
        return;
    if (zone->key_count == 0) {
        if (zone->is_signed)
            no_keys_report(check, zone);
        return;
    }
    struct verifier *verifier = talloc_zero(NULL, struct verifier);
    verifier->check = check;
    verifier->zone = zone;
    for (size_t i = 0; i < zone->signature_count; i++)
        odd_report(verifier, &zone->signatures[i]);
    for (size_t i = 0; i < zone->node_count; i++)
        for (size_t k = 0; k < zone->nodes[i].set_count; k++) {
            const struct signed_set *own = &zone->nodes[i].sets[k];
            if (own->signature_count > 0 && node_signs(&zone->nodes[i], own->type))
                set_verify(verifier, own);
        }
    for (size_t i = 0; i <= ERROR; i++)
        tally_close(check, &verifier->tallies[i]);
    talloc_free(verifier);
}
