#include <string.h>

#include "parser/ldns.h"
#include "rules/lookup.h"
#include "rules/zone.h"

/* A DNAME stands for all names below its owner, so there is nothing but it (RFC 6672). */

static void dname_judge(struct check *check, uint32_t name)
{
    const struct document *document = check->document;
    char text[NAME_TEXT_MAX];
    size_t at = 0;
    const struct record *first = lookup_record(document, name, LDNS_RR_TYPE_DNAME, &at), *other;
    if (first == NULL)
        return;
    name_to_text(document->names, name, text);
    while ((other = lookup_record(document, name, LDNS_RR_TYPE_DNAME, &at)) != NULL)
        if (!records_agree(document, first, other)) /* section 2.4 */
            report(check, other, record_type_text(other), "a second DNAME at %s", text);
    if (name != document->apex && lookup_has(document, name, LDNS_RR_TYPE_NS)) /* section 2.3 */
        report(check, first, record_type_text(first), "DNAME beside the NS of the delegation %s",
               text);
}

/* The nearest DNAME above a name of the zone; NAME_NONE if there is none. */
static uint32_t dname_above(const struct document *document, uint32_t name)
{
    while (name != document->apex && name > NAME_UNKNOWN) {
        name = name_parent(document->names, name);
        if (lookup_has(document, name, LDNS_RR_TYPE_DNAME))
            return name;
    }
    return NAME_NONE;
}

/* What a signer adds stands at hashed names, which nobody asks for. */
static bool is_hashed(uint64_t types)
{
    return (types & ~(TYPE_BIT(LDNS_RR_TYPE_NSEC3) | TYPE_BIT(LDNS_RR_TYPE_RRSIG))) == 0;
}

static void below_judge(struct check *check, uint32_t name)
{
    const struct document *document = check->document;
    char owner[NAME_TEXT_MAX], text[NAME_TEXT_MAX];
    uint32_t above = dname_above(document, name);
    size_t at = 0;
    if (above == NAME_NONE || !name_is_within(document->names, name, document->apex))
        return;
    const struct record *record = lookup_record(document, name, 0, &at);
    report(check, record, record_place(record),
           "%s is below the DNAME of %s, which answers in its place",
           name_to_text(document->names, name, owner), name_to_text(document->names, above, text));
}

void check_dname(struct check *check, struct rrset set)
{
    (void)set;
    const struct document *document = check->document;
    if ((document->types & TYPE_BIT(LDNS_RR_TYPE_DNAME)) == 0)
        return;
    for (uint32_t name = 0; name < document->name_count; name++) {
        dname_judge(check, name);
        if (!is_hashed(document_types(document, name)))
            below_judge(check, name);
    }
}
