#include <stdlib.h>
#include <string.h>

#include <talloc.h>

#include "parser/format.h"
#include "parser/ldns.h"
#include "rules/serial.h"
#include "rules/zone.h"

/*
 * Did the zone change against its earlier version, and its serial not rise? What counts is what
 * servers answer: comments, order and layout may change as they please.
 */

static uint64_t mix(uint64_t number, const void *bytes, size_t length)
{
    const uint8_t *at = bytes;
    for (size_t i = 0; i < length; i++)
        number = (number ^ at[i]) * 0x100000001b3U; /* FNV-1a of 64 bits, RFC 9923 */
    return number;
}

/* A record as a number: owner, type, class, TTL and RDATA, of an SOA but for its serial. */
static uint64_t record_image(const struct document *document, const struct record *record,
                             struct rdata *rdata)
{
    enum { NUMBERS = 20 };
    uint8_t owner[NAME_WIRE_MAX];
    uint64_t number =
        mix(0xcbf29ce484222325U, owner, name_to_wire(document->names, record->name, owner));
    number = mix(number, &record->type, sizeof record->type);
    number = mix(number, &record->class, sizeof record->class);
    number = mix(number, &record->ttl, sizeof record->ttl);
    if (!record_canonical(document, record, rdata)) /* then its text has to do */
        return mix(number, record_file(document, record)->bytes + record->rdata.start,
                   span_length(record->rdata));
    if (record->type == LDNS_RR_TYPE_SOA && rdata->length > NUMBERS)
        memset(rdata->wire + rdata->length - NUMBERS, 0, sizeof(uint32_t));
    return mix(number, rdata->wire, rdata->length);
}

static int image_compare(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* All records, sorted, each once: a server answers with the same one twice but once. */
static uint64_t *document_image(void *mem, const struct document *document, size_t *count)
{
    struct rdata *rdata = talloc(mem, struct rdata);
    uint64_t *image = talloc_size(mem, (document->record_count + 1) * sizeof *image);
    for (size_t i = 0; i < document->record_count; i++)
        image[i] = record_image(document, &document->records[i], rdata);
    qsort(image, document->record_count, sizeof *image, image_compare);
    *count = 0;
    for (size_t i = 0; i < document->record_count; i++)
        if (i == 0 || image[i] != image[*count - 1])
            image[(*count)++] = image[i];
    return image;
}

static bool documents_agree(const struct document *a, const struct document *b)
{
    void *mem = talloc_new(NULL);
    size_t left_count, right_count;
    const uint64_t *left = document_image(mem, a, &left_count);
    const uint64_t *right = document_image(mem, b, &right_count);
    bool agree = left_count == right_count && memcmp(left, right, left_count * sizeof *left) == 0;
    talloc_free(mem);
    return agree;
}

/* Some providers number their zones themselves, or not at all: what an export says means nothing. As
 * of September 2026. */
static bool is_numbered_elsewhere(const struct document *document, const struct record *soa)
{
    static const char *const servers[] = {
        ".awsdns-",          ".azure-dns.", ".googledomains.com", ".ns.cloudflare.com",
        ".digitalocean.com", ".nsone.net",  ".dnsimple.com",
    };
    char name[NAME_TEXT_MAX];
    struct rdata rdata;
    if (!record_rdata(document, soa, &rdata))
        return true;
    wire_to_text(rdata.wire, name);
    for (size_t i = 0; i < sizeof servers / sizeof *servers; i++)
        if (strstr(name, servers[i]) != NULL)
            return true;
    return host_is_placeholder(name);
}

static bool same_zone(const struct document *a, const struct document *b)
{
    char left[NAME_TEXT_MAX], right[NAME_TEXT_MAX];
    return strcmp(name_to_text(a->names, a->apex, left), name_to_text(b->names, b->apex, right)) ==
           0;
}

static void raise_serial(struct check *check, struct span at)
{
    const struct facts *facts = check->facts;
    struct serial_raise raise = serial_raise(check->findings, check->document, facts->earlier,
                                             (enum serial_policy)facts->serial, facts->now);
    for (size_t i = 0; i < raise.count; i++)
        if (raise.edits[i].old.start == at.start && raise.edits[i].file == check->file)
            replace(check, at, raise.edits[i].text, SAFE);
}

void check_serial_not_raised(struct check *check, struct rrset set)
{
    const struct document *document = check->document, *earlier = check->facts->earlier;
    const struct record *soa = set.records[0];
    uint32_t now, before;
    if (earlier == NULL || soa->name != document->apex || document->halted || earlier->halted ||
        document->format != &master_format || !same_zone(document, earlier) ||
        !serial_of(document, &now) || !serial_of(earlier, &before) ||
        serial_is_greater(now, before) || is_numbered_elsewhere(document, soa) ||
        documents_agree(document, earlier))
        return;
    struct span at = record_field(document, soa, 2);
    if (now == before)
        report(check, soa, at, "the zone changed since %s, and its serial is still %u",
               check->facts->earlier_name, now);
    else
        report(check, soa, at, "the zone changed since %s, and its serial went from %u to %u",
               check->facts->earlier_name, before, now);
    raise_serial(check, at);
}
