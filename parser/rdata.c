#include "parser/rdata.h"

#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/format.h"
#include "parser/ldns.h"
#include "parser/master/dialect.h"
#include "parser/master/master.h"
#include "parser/master/text.h"

bool record_rdata(const struct document *document, const struct record *record, struct rdata *rdata)
{
    return document->format->rdata(document, record, false, rdata);
}

bool record_canonical(const struct document *document, const struct record *record,
                      struct rdata *rdata)
{
    return document->format->rdata(document, record, true, rdata);
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

/* Letters, digits, "-", "_" and "." are PLAIN. */
enum { PLAIN = 1, BLANK };
static const uint8_t classes[256] = {
    [' '] = BLANK,         ['\t'] = BLANK,        ['-'] = PLAIN, ['.'] = PLAIN,
    ['0' ... '9'] = PLAIN, ['A' ... 'Z'] = PLAIN, ['_'] = PLAIN, ['a' ... 'z'] = PLAIN,
};

bool record_last_word(const struct document *document, const struct record *record,
                      struct span *word)
{
    const char *bytes = record_file(document, record)->bytes;
    *word = record->rdata;
    for (uint32_t at = word->start; at < word->end; at++) {
        uint8_t class = classes[(uint8_t)bytes[at]];
        if (class == BLANK)
            word->start = at + 1;
        else if (class != PLAIN)
            return false;
    }
    return document->format->rdata == master_rdata && !span_is_empty(*word);
}

/* The host of a record in the last word of its RDATA, as wire. False: it takes a closer look. */
static bool plain_host(const struct document *document, const struct record *record, uint8_t *wire)
{
    struct span word;
    struct name_text name;
    size_t where;
    uint32_t origin = record_origin(document, record);
    unsigned room = NAME_WIRE_MAX - name_wire_length(document->names, origin);
    if (!record_last_word(document, record, &word) ||
        name_read(record_file(document, record)->bytes + word.start, span_length(word), room, &name,
                  &where) != NAME_FINE ||
        (!name.absolute && dialect_is_absolute(document->format, record->type)))
        return false;
    memcpy(wire, name.labels, name.length);
    name_to_wire(document->names, name.absolute ? NAME_ROOT : origin, wire + name.length);
    return true;
}

bool record_host(const struct document *document, const struct record *record,
                 uint8_t wire[NAME_WIRE_MAX])
{
    const struct pointer *pointer = pointer_find(record->type);
    struct rdata rdata;
    if (pointer != NULL && plain_host(document, record, wire))
        return true;
    if (pointer == NULL || !record_rdata(document, record, &rdata))
        return false;
    memcpy(wire, rdata.wire + pointer->skip, rdata.length - pointer->skip);
    return true;
}

/* Of the first label of plain text. */
static size_t label_length(const char *text, size_t length)
{
    const char *dot = memchr(text, '.', length);
    return dot == NULL ? length : (size_t)(dot - text);
}

/* An address has one form only, and two names are two where their first labels are. */
bool records_differ(const struct document *document, const struct record *a, const struct record *b)
{
    bool address = a->type == LDNS_RR_TYPE_A;
    struct span left, right;
    if ((!address && pointer_find(a->type) == NULL) || !record_last_word(document, a, &left) ||
        !record_last_word(document, b, &right))
        return false;
    const char *one = record_file(document, a)->bytes + left.start;
    const char *two = record_file(document, b)->bytes + right.start;
    size_t length = span_length(left), other = span_length(right);
    if (!address) {
        length = label_length(one, length);
        other = label_length(two, other);
    }
    return length != other || strncasecmp(one, two, length) != 0;
}

bool records_agree(const struct document *document, const struct record *a, const struct record *b)
{
    struct rdata left, right;
    return !records_differ(document, a, b) && record_canonical(document, a, &left) &&
           record_canonical(document, b, &right) && left.length == right.length &&
           memcmp(left.wire, right.wire, left.length) == 0;
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

/* Is the RDATA one string in quotes, and holds nothing that means something else? */
static bool is_plain_string(const struct document *document, const char *bytes, size_t length)
{
    return document->format->rdata == master_rdata && length >= 2 && bytes[0] == '"' &&
           memchr(bytes + 1, '"', length - 1) == bytes + length - 1 &&
           memchr(bytes, '\\', length) == NULL && memchr(bytes, '\0', length) == NULL;
}

char *record_text(const struct document *document, const struct record *record, void *mem)
{
    struct rdata rdata;
    const char *bytes = record_file(document, record)->bytes + record->rdata.start;
    size_t length = span_length(record->rdata);
    if (record->type != LDNS_RR_TYPE_TXT && record->type != LDNS_RR_TYPE_SPF)
        return NULL;
    if (is_plain_string(document, bytes, length))
        return talloc_strndup(mem, bytes + 1, length - 2);
    if (!record_rdata(document, record, &rdata))
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
