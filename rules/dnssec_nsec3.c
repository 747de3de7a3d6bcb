#include "rules/dnssec.h"

/* Rules on the parameters of NSEC3 (RFC 5155), as the NSEC3PARAM at the apex tells them. */

enum { NSEC3_HASH, NSEC3_FLAGS, NSEC3_ITERATIONS, NSEC3_SALT }; /* fields, in text */
enum { NSEC3_HEAD = 5, NSEC3_OPT_OUT = 1 };                     /* octets; a flag */

/* RFC 9276 section 3.1 has opt-out for very large zones of unsigned delegations only; the number is
 * a judgement. */
enum { FEW_DELEGATIONS = 100 };

/* Octets of NSEC3PARAM and NSEC3 alike: hash, flags, iterations (two), length of the salt. */
static bool parameters_read(const struct check *check, const struct record *record,
                            struct rdata *rdata)
{
    return record_rdata(check->document, record, rdata) && rdata->length >= NSEC3_HEAD;
}

void check_nsec3_iterations(struct check *check, struct rrset set)
{
    struct rdata rdata;
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        if (!parameters_read(check, record, &rdata))
            continue;
        unsigned iterations = (unsigned)(rdata.wire[2] << 8 | rdata.wire[3]);
        if (iterations != 0)
            report(check, record, record_field(check->document, record, NSEC3_ITERATIONS),
                   "NSEC3 iterations are %u, and must be 0", iterations);
    }
}

void check_nsec3_salt(struct check *check, struct rrset set)
{
    struct rdata rdata;
    for (size_t i = 0; i < set.count; i++)
        if (parameters_read(check, set.records[i], &rdata) && rdata.wire[4] != 0)
            report(check, set.records[i], record_field(check->document, set.records[i], NSEC3_SALT),
                   "NSEC3 salt protects nothing");
}

/* One word on each record: the hash decides whether the rest means anything. */
void check_nsec3param(struct check *check, struct rrset set)
{
    struct rdata rdata;
    const struct document *document = check->document;
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        if (!parameters_read(check, record, &rdata))
            continue;
        if (is_below_apex(document, record->name))
            report(check, record, record_type_text(record), "NSEC3PARAM is not at the apex");
        else if (rdata.wire[0] != LDNS_SHA1)
            report(check, record, record_field(document, record, NSEC3_HASH),
                   "NSEC3PARAM hash is %u: only 1 (SHA-1) is defined", rdata.wire[0]);
        else if (rdata.wire[1] != 0)
            report(check, record, record_field(document, record, NSEC3_FLAGS),
                   "NSEC3PARAM flags are %u: with any but 0 it is ignored", rdata.wire[1]);
    }
}

/* Delegations that opt-out saves an NSEC3: those without DS. Stops at `most`. */
static size_t unsigned_delegations(const struct document *document, size_t most)
{
    size_t count = 0;
    for (uint32_t name = 0; name < names_count(document->names) && count < most; name++)
        count += name != document->apex && lookup_has(document, name, LDNS_RR_TYPE_NS) &&
                 !lookup_has(document, name, LDNS_RR_TYPE_DS);
    return count;
}

/* Signers set the flag on all NSEC3 or on none, so the first one tells. */
void check_opt_out(struct check *check, struct rrset set)
{
    struct rdata rdata;
    const struct document *document = check->document;
    if (!is_apex(document, set.records[0]->name) || !lookup_is_complete(document))
        return;
    const struct record *nsec3 = document_next(document, LDNS_RR_TYPE_NSEC3, NULL);
    if (nsec3 == NULL || !parameters_read(check, nsec3, &rdata) ||
        (rdata.wire[1] & NSEC3_OPT_OUT) == 0)
        return;
    size_t count = unsigned_delegations(document, FEW_DELEGATIONS);
    if (count < FEW_DELEGATIONS)
        report(check, nsec3, record_field(document, nsec3, NSEC3_FLAGS),
               "opt-out in a zone of %zu unsigned delegation%s", count, count == 1 ? "" : "s");
}
