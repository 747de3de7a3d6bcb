#include <string.h>
#include <time.h>

#include "parser/ldns.h"
#include "rules/zone.h"

static void first_soa_judge(struct check *check, const struct record *soa)
{
    const struct document *document = check->document;
    char name[NAME_TEXT_MAX], apex[NAME_TEXT_MAX];
    if (soa->name != document->apex && document->apex != NAME_UNKNOWN)
        report(check, soa, record_type_text(soa), "the SOA stands at %s, not at the apex %s",
               name_to_text(document->names, soa->name, name),
               name_to_text(document->names, document->apex, apex));
    else if (soa != document->records && document->entries == NULL) /* lists have no order */
        report_as(check, NOTICE, soa, record_type_text(soa), "the SOA is not the first record");
}

/* A list of all that an account has holds many zones. */
static bool is_of_another_zone(const struct document *document, const struct record *first,
                               const struct record *soa)
{
    return document->entries != NULL && first->name != soa->name;
}

/* A fragment, or a file of which a part could not be read, need not hold the SOA. A zone transfer
 * ends with the SOA that it began with; where else the same record stands twice, it is a matter of
 * zone-duplicate. */
void check_soa(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct record *first = document_next(document, LDNS_RR_TYPE_SOA, NULL), *record = first;
    (void)set;
    if (first != NULL)
        first_soa_judge(check, first);
    while (record != NULL && (record = document_next(document, LDNS_RR_TYPE_SOA, record)) != NULL)
        if (!is_of_another_zone(document, first, record) && !records_agree(document, first, record))
            report(check, record, record_type_text(record), "the zone has a second SOA");
    if (first == NULL && document->whole && !document->halted)
        report_document(check, ERROR,
                        document->record_count == 0 ? "the zone is empty: it has no SOA record"
                                                    : "the zone has no SOA record");
}

/* YYYYMMDDnn as seconds since 1970; -1: these ten digits start with no date. */
static int64_t date_of_serial(uint32_t serial)
{
    struct tm date = {.tm_year = (int)(serial / 1000000) - 1900,
                      .tm_mon = (int)(serial / 10000 % 100) - 1,
                      .tm_mday = (int)(serial / 100 % 100)};
    struct tm asked = date;
    if (serial < 1990000000 || serial > 2100000000)
        return -1;
    time_t time = timegm(&date);
    return date.tm_mon == asked.tm_mon && date.tm_mday == asked.tm_mday ? time : -1;
}

/* RFC 1912 section 2.2 recommends the date form; a date that is to come blocks it until then. */
void check_serial_odd(struct check *check, struct rrset set)
{
    const int64_t day = 86400;
    struct rdata rdata;
    for (size_t i = 0; i < set.count; i++) {
        if (!record_rdata(check->document, set.records[i], &rdata) || rdata.length < 22)
            continue;
        const uint8_t *octets = rdata.wire + rdata.length - 20; /* five numbers end the RDATA */
        uint32_t serial = (uint32_t)octets[0] << 24 | (uint32_t)octets[1] << 16 |
                          (uint32_t)octets[2] << 8 | octets[3];
        struct span at = record_field(check->document, set.records[i], 2);
        if (serial == 0)
            report(check, set.records[i], at,
                   "serial 0: some servers take it for no serial at all");
        else if (date_of_serial(serial) > check->facts->now + day)
            report(check, set.records[i], at, "serial %u is a date that is yet to come", serial);
    }
}
