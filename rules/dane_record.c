#include "rules/dane.h"

/* What a TLSA record says (RFC 6698 section 2.1): three octets, then the data to match. */

enum { USAGE, SELECTOR, MATCHING, DATA, PRIVATE_USE = 255, MAIL_PORT = 25 };

/* Where the data stands; hexadecimal digits may be written in several parts. */
static struct span data_span(const struct document *document, const struct record *record)
{
    struct span data = record_field(document, record, DATA);
    data.end = record->rdata.end;
    return data;
}

static bool tlsa_read(const struct check *check, const struct record *record, struct rdata *rdata)
{
    return record_rdata(check->document, record, rdata) && rdata->length >= DATA;
}

void check_dane_usage(struct check *check, struct rrset set)
{
    struct tlsa_owner owner;
    struct rdata rdata;
    if (!tlsa_owner_read(check->document, set.records[0]->name, &owner) || !owner.tcp ||
        owner.port != MAIL_PORT)
        return;
    for (size_t i = 0; i < set.count; i++)
        if (tlsa_read(check, set.records[i], &rdata) && rdata.wire[USAGE] < 2)
            report(check, set.records[i], record_field(check->document, set.records[i], USAGE),
                   "TLSA usage %u at port 25: mail servers cannot use it", rdata.wire[USAGE]);
}

void check_dane_digest_length(struct check *check, struct rrset set)
{
    static const size_t lengths[] = {[1] = 32, [2] = 64}; /* octets: SHA2-256, SHA2-512 */
    struct rdata rdata;
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        if (!tlsa_read(check, record, &rdata) || rdata.wire[MATCHING] < 1 ||
            rdata.wire[MATCHING] > 2)
            continue;
        size_t wanted = lengths[rdata.wire[MATCHING]], length = rdata.length - DATA;
        if (length != wanted)
            report(check, record, data_span(check->document, record),
                   "TLSA digest has %zu octets; matching type %u has %zu", length,
                   rdata.wire[MATCHING], wanted);
    }
}

/* A certificate and a SubjectPublicKeyInfo both are a DER SEQUENCE (RFC 5280 section 4.1). */
void check_dane_full_match(struct check *check, struct rrset set)
{
    enum { DER_SEQUENCE = 0x30 };
    struct rdata rdata;
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        if (!tlsa_read(check, record, &rdata) || rdata.wire[MATCHING] != 0)
            continue;
        const char *what = rdata.wire[SELECTOR] == 1 ? "public key" : "certificate";
        if (rdata.length > DATA && rdata.wire[DATA] == DER_SEQUENCE)
            report(check, record, record_field(check->document, record, MATCHING),
                   "TLSA matching type 0 holds the whole %s: answers get large", what);
        else
            report_as(check, ERROR, record, data_span(check->document, record),
                      "TLSA data is no %s, which matching type 0 says; %zu octets are here", what,
                      rdata.length - DATA);
    }
}

void check_dane_field_range(struct check *check, struct rrset set)
{
    static const struct {
        const char *name;
        unsigned most;
    } fields[] = {{"usage", 3}, {"selector", 1}, {"matching type", 2}};
    struct rdata rdata;
    for (size_t i = 0; i < set.count; i++)
        for (unsigned field = USAGE; field < DATA; field++)
            if (tlsa_read(check, set.records[i], &rdata) &&
                rdata.wire[field] > fields[field].most && rdata.wire[field] != PRIVATE_USE)
                report(check, set.records[i], record_field(check->document, set.records[i], field),
                       "TLSA %s %u means nothing: there are 0 to %u", fields[field].name,
                       rdata.wire[field], fields[field].most);
}

void check_dane_single_key(struct check *check, struct rrset set)
{
    struct rdata rdata;
    if (set.count == 1 && tlsa_read(check, set.records[0], &rdata) && rdata.wire[USAGE] == 3 &&
        rdata.wire[SELECTOR] == 1)
        report(check, set.records[0], set.records[0]->rdata,
               "lone TLSA: a change of the key needs the next one's beside it first");
}

void check_dane_ta_only(struct check *check, struct rrset set)
{
    const struct record *authority = NULL;
    struct rdata rdata;
    for (size_t i = 0; i < set.count; i++) {
        if (!tlsa_read(check, set.records[i], &rdata))
            continue;
        if (rdata.wire[USAGE] == 3)
            return;
        if (rdata.wire[USAGE] == 2 && authority == NULL)
            authority = set.records[i];
    }
    if (authority != NULL)
        report(check, authority, record_field(check->document, authority, USAGE),
               "TLSA names an authority (usage 2) and none the server's own key (usage 3)");
}
