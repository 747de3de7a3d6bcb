#include "parser/master/types.h"
#include "rules/dnssec_signed.h"

/*
 * The type bitmap of NSEC and NSEC3 (RFC 4034 section 4.1.2): windows of 256 types, each with its
 * number, its length of 1 to 32 octets, and as many octets, the first bit being the lowest type.
 */

/* The first type at or above `from` whose bit is set; 65536 if there is none. */
static uint32_t bitmap_next(const uint8_t *octets, size_t length, uint32_t from)
{
    for (size_t at = 0; at + 2 <= length; at += 2U + octets[at + 1]) {
        uint32_t base = (uint32_t)octets[at] << 8;
        for (uint32_t i = from > base ? from - base : 0;
             i < octets[at + 1] * 8U && at + 2 + i / 8 < length; i++)
            if (octets[at + 2 + i / 8] & (0x80 >> i % 8))
                return base + i;
    }
    return UINT16_MAX + 1;
}

/*
 * Is this type's bit to be set? A delegation has NS, and DS if it is there (RFC 4035 section 2.3);
 * a name whose data is signed has RRSIG. Whether a signature is missing is another rule's question.
 */
static bool type_is_due(const struct node *node, uint16_t type, bool nsec3)
{
    if (type == LDNS_RR_TYPE_RRSIG)
        return !nsec3 || node->kind == NODE_DATA || node->kind == NODE_SECURE;
    if (type == LDNS_RR_TYPE_NSEC3 || node_set(node, type) == NULL)
        return false;
    return node_signs(node, type) ||
           (type == LDNS_RR_TYPE_NS && (node->kind == NODE_SECURE || node->kind == NODE_UNSIGNED));
}

/* Where the bitmap names a type; where it begins, if it does not or cannot be told. */
static struct span type_span(const struct check *check, const struct record *record, unsigned field,
                             uint32_t type)
{
    uint16_t read;
    const char *bytes = record_file(check->document, record)->bytes;
    struct span first = record_field(check->document, record, field), at = first;
    for (unsigned i = field; at.start != record->rdata.start; i++) {
        if (type_read(bytes + at.start, span_length(at), &read) && read == type)
            return at;
        at = record_field(check->document, record, i + 1);
    }
    return first;
}

static void bit_report(struct check *check, struct tally *tally, const struct record *record,
                       unsigned field, const struct node *node, uint32_t type, bool due)
{
    char text[TYPE_TEXT_MAX], own[TYPE_TEXT_MAX], name[NAME_TEXT_MAX];
    if (!tally_take(check, tally))
        return;
    name_to_text(check->document->names, node->name, name);
    type_to_text(record->type, own);
    type_to_text((uint16_t)type, text);
    struct span at = type_span(check, record, field, type);
    if (due)
        report(check, record, at, "%s says that there is no %s at %s, and there is", own, text,
               name);
    else
        report(check, record, at, "%s says that there is %s at %s, and there is not", own, text,
               name);
}

/* While a zone goes from one kind to the other both are there; signers differ about NSEC's bit in
 * NSEC3. */
static bool type_is_moot(const struct node *node, uint32_t type, bool nsec3)
{
    return nsec3 && type == LDNS_RR_TYPE_NSEC && node_set(node, LDNS_RR_TYPE_NSEC) != NULL;
}

void bitmap_check(struct check *check, struct tally *tally, const struct record *record,
                  unsigned field, const uint8_t *octets, size_t length, const struct node *node)
{
    bool nsec3 = record->type == LDNS_RR_TYPE_NSEC3;
    for (uint32_t type = 0;; type++) {
        type = bitmap_next(octets, length, type);
        if (type > UINT16_MAX)
            break;
        if (!type_is_moot(node, type, nsec3) && !type_is_due(node, (uint16_t)type, nsec3))
            bit_report(check, tally, record, field, node, type, false);
    }
    for (size_t i = 0; i < node->set_count; i++) {
        uint16_t type = node->sets[i].type;
        if (!type_is_moot(node, type, nsec3) && type_is_due(node, type, nsec3) &&
            bitmap_next(octets, length, type) != type)
            bit_report(check, tally, record, field, node, type, true);
    }
}
