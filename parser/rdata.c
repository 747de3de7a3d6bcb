#include "parser/rdata.h"

#include <string.h>
#include <talloc.h>

#include "parser/format.h"
#include "parser/ldns.h"
#include "parser/master/dialect.h"

bool record_rdata(const struct document *document, const struct record *record, struct rdata *rdata)
{
    return document->format->rdata(document, record, false, rdata);
}

bool record_canonical(const struct document *document, const struct record *record,
                      struct rdata *rdata)
{
    return document->format->rdata(document, record, true, rdata);
}

bool records_agree(const struct document *document, const struct record *a, const struct record *b)
{
    struct rdata left, right;
    return record_canonical(document, a, &left) && record_canonical(document, b, &right) &&
           left.length == right.length && memcmp(left.wire, right.wire, left.length) == 0;
}

struct span record_field(const struct document *document, const struct record *record,
                         unsigned index)
{
    bool generic;
    return document->format->field(document, record, index, &generic);
}

/* Which field holds the name that a record points at, and how many octets stand before it. */
static const struct pointer {
    uint16_t type;
    uint8_t field, skip;
} pointers[] = {
    {LDNS_RR_TYPE_NS, 0, 0},    {LDNS_RR_TYPE_CNAME, 0, 0}, {LDNS_RR_TYPE_PTR, 0, 0},
    {LDNS_RR_TYPE_DNAME, 0, 0}, {LDNS_RR_TYPE_MX, 1, 2},    {LDNS_RR_TYPE_SRV, 3, 6},
};

static const struct pointer *pointer_find(uint16_t type)
{
    for (size_t i = 0; i < sizeof pointers / sizeof pointers[0]; i++)
        if (pointers[i].type == type)
            return &pointers[i];
    return NULL;
}

/* An escaped dot at the end is an octet of a label. */
static bool ends_in_dot(const char *text, size_t length)
{
    size_t backslashes = 0;
    if (length == 0 || text[length - 1] != '.')
        return false;
    while (backslashes + 1 < length && text[length - 2 - backslashes] == '\\')
        backslashes++;
    return backslashes % 2 == 0;
}

/* Does this text mean a name below the origin? */
static bool is_relative(const struct document *document, const struct record *record,
                        const char *text, size_t length)
{
    bool dialect = dialect_is_absolute(document->format, record->type);
    return record_origin(document, record) != NAME_ROOT && !ends_in_dot(text, length) &&
           !(dialect && memchr(text, '.', length) != NULL);
}

bool record_target(const struct document *document, const struct record *record,
                   struct target *target)
{
    const struct pointer *pointer = pointer_find(record->type);
    struct rdata rdata;
    if (pointer == NULL || !record_rdata(document, record, &rdata))
        return false;
    const char *bytes = record_file(document, record)->bytes;
    target->at = document->format->field(document, record, pointer->field, &target->generic);
    target->preference_at = record_field(document, record, 0);
    target->preference =
        pointer->skip == 2 ? (uint16_t)((unsigned)rdata.wire[0] << 8 | rdata.wire[1]) : (uint16_t)0;
    target->relative = !target->generic && is_relative(document, record, bytes + target->at.start,
                                                       span_length(target->at));
    wire_to_text(rdata.wire + pointer->skip, target->host);
    return true;
}

char *record_text(const struct document *document, const struct record *record, void *mem)
{
    struct rdata rdata;
    if ((record->type != LDNS_RR_TYPE_TXT && record->type != LDNS_RR_TYPE_SPF) ||
        !record_rdata(document, record, &rdata))
        return NULL;
    char *text = talloc_array(mem, char, (unsigned)rdata.length + 1), *end = text;
    for (size_t at = 0; at < rdata.length; at += 1U + rdata.wire[at]) {
        const char *string = (const char *)rdata.wire + at + 1;
        end += strnlen(memcpy(end, string, rdata.wire[at]), rdata.wire[at]);
    }
    *end = '\0';
    return text;
}

/* The place of one byte of the text, or of the end of one: in the string that holds it. */
static uint32_t text_place(const struct document *document, const struct record *record,
                           const struct rdata *rdata, uint32_t byte, bool end)
{
    unsigned field = 0;
    uint32_t before = 0; /* bytes of the text in front of this string */
    for (size_t at = 0; at < rdata->length; at += 1U + rdata->wire[at], field++) {
        uint32_t length = rdata->wire[at];
        if (byte < before + length || (end && byte == before + length)) {
            struct span string = record_field(document, record, field);
            bool plain = span_length(string) == length;
            return plain ? string.start + byte - before : end ? string.end : string.start;
        }
        before += length;
    }
    return end ? record->rdata.end : record->rdata.start;
}

struct span record_text_span(const struct document *document, const struct record *record,
                             struct span text)
{
    struct rdata rdata;
    if (!record_rdata(document, record, &rdata))
        return record->rdata;
    struct span at = {text_place(document, record, &rdata, text.start, false),
                      text_place(document, record, &rdata, text.end, true)};
    return span_is_empty(at) ? record->rdata : at;
}
