#include "parser/ldns.h"
#include "parser/master/field.h"

/* Digests whose length is known: where their kind stands in the RDATA and where they begin. */
static const struct {
    uint16_t type;
    uint8_t kind_at, starts, kind, length; /* octets */
} digests[] = {
    {LDNS_RR_TYPE_DS, 3, 4, 1, 20},     {LDNS_RR_TYPE_DS, 3, 4, 2, 32},
    {LDNS_RR_TYPE_DS, 3, 4, 4, 48},     {LDNS_RR_TYPE_CDS, 3, 4, 1, 20},
    {LDNS_RR_TYPE_CDS, 3, 4, 2, 32},    {LDNS_RR_TYPE_CDS, 3, 4, 4, 48},
    {LDNS_RR_TYPE_DLV, 3, 4, 1, 20},    {LDNS_RR_TYPE_DLV, 3, 4, 2, 32},
    {LDNS_RR_TYPE_DLV, 3, 4, 4, 48},    {LDNS_RR_TYPE_TA, 3, 4, 1, 20},
    {LDNS_RR_TYPE_TA, 3, 4, 2, 32},     {LDNS_RR_TYPE_TA, 3, 4, 4, 48},
    {LDNS_RR_TYPE_SSHFP, 1, 2, 1, 20},  {LDNS_RR_TYPE_SSHFP, 1, 2, 2, 32},
    {LDNS_RR_TYPE_ZONEMD, 5, 6, 1, 48}, {LDNS_RR_TYPE_ZONEMD, 5, 6, 2, 64},
};

bool digest_check(struct rdata_reader *reader, uint16_t type, struct span at)
{
    enum { ZONEMD_LEAST = 6 + 12 }; /* octets, RFC 8976 section 2.2.4 */
    const struct rdata *rdata = reader->out;
    if (type < LDNS_RR_TYPE_DS) /* as most records are */
        return true;
    for (size_t i = 0; i < sizeof digests / sizeof digests[0]; i++)
        if (digests[i].type == type && rdata->wire[digests[i].kind_at] == digests[i].kind &&
            rdata->length != (size_t)digests[i].starts + digests[i].length)
            return field_fault(reader, PROBLEM_SYNTAX, at,
                               "a digest of kind %u has %u octets, here are %zu", digests[i].kind,
                               digests[i].length, rdata->length - digests[i].starts);
    return type != LDNS_RR_TYPE_ZONEMD || rdata->length >= ZONEMD_LEAST ||
           field_fault(reader, PROBLEM_SYNTAX, at, "a zone's digest has 12 octets at least");
}
