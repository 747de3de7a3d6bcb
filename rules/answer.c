#include "rules/answer.h"

#include "rules/lookup.h"

/* What stands between the name and the apex that sends the question elsewhere. */
static enum answer_kind cut_find(const struct document *document, uint32_t name, bool exact)
{
    for (; name != document->apex; name = name_parent(document->names, name)) {
        if (lookup_has(document, name, LDNS_RR_TYPE_NS))
            return ANSWER_REFERRAL;
        if (!exact && lookup_has(document, name, LDNS_RR_TYPE_DNAME))
            return ANSWER_DNAME;
        exact = false;
    }
    return !exact && lookup_has(document, name, LDNS_RR_TYPE_DNAME) ? ANSWER_DNAME : ANSWER_NAME;
}

struct answer answer_find(const struct document *document, const uint8_t *wire)
{
    const uint8_t *encloser = wire;
    uint32_t name;
    while ((name = names_find_wire(document->names, encloser)) == NAME_NONE)
        encloser += 1U + encloser[0];
    if (document->apex == NAME_UNKNOWN || !name_is_within(document->names, name, document->apex))
        return (struct answer){ANSWER_OUTSIDE, encloser == wire ? name : NAME_NONE};
    enum answer_kind kind = cut_find(document, name, encloser == wire);
    if (kind != ANSWER_NAME)
        return (struct answer){kind, NAME_NONE};
    if (encloser == wire)
        return (struct answer){ANSWER_NAME, name};
    name = names_find(document->names, name, (const uint8_t *)"\1*", 2);
    return (struct answer){name == NAME_NONE ? ANSWER_NONE : ANSWER_WILDCARD, name};
}
