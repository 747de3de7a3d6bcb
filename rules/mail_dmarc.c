#include <string.h>

#include <talloc.h>

#include "rules/dmarc.h"
#include "rules/lookup.h"
#include "rules/mail.h"

/* Rules on DMARC records. */

static const char label[] = "_dmarc";

/* Are these the records of _dmarc.<domain>? Reports have other names below it. */
static bool is_dmarc_name(const struct document *document, uint32_t name)
{
    return name_label_is(document->names, name, label);
}

/* A DMARC record, or an alias or delegation that leads to one. */
static bool has_dmarc(struct check *check, uint32_t domain)
{
    const struct document *document = check->document;
    uint32_t name = lookup_child(document, domain, label, strlen(label));
    const struct record *record;
    bool found = false;
    for (size_t at = 0; !found && (record = lookup_record(document, name, 0, &at)) != NULL;) {
        found = record->type == LDNS_RR_TYPE_CNAME || record->type == LDNS_RR_TYPE_NS;
        char *text = found ? NULL : record_text(document, record, check->scratch);
        found = found || (text != NULL && dmarc_is_meant(text));
        talloc_free(text);
    }
    return found;
}

/* Could a name that is not there be answered for by a wildcard? */
static bool has_wildcard_dmarc(const struct document *document, const char *domain)
{
    char *name = talloc_asprintf(NULL, "%s.%s", label, domain);
    bool found = lookup_wildcard(document, name, LDNS_RR_TYPE_TXT);
    talloc_free(name);
    return found;
}

/*
 * Receivers walk up from the domain to the first record that they find (RFC 9989 section 4.10). A
 * name below another one with MX is not told of, since one record is enough for both.
 */
static bool is_covered(struct check *check, uint32_t name)
{
    const struct document *document = check->document;
    for (uint32_t above = name;; above = name_parent(document->names, above)) {
        if (has_dmarc(check, above) ||
            (above != name && lookup_has(document, above, LDNS_RR_TYPE_MX)))
            return true;
        if (above == document->apex || above <= NAME_UNKNOWN)
            return false;
    }
}

void check_no_dmarc(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct record *record = set.records[0];
    char owner[NAME_TEXT_MAX];
    if (is_covered(check, record->name) || !lookup_is_complete(document) ||
        !is_mail_business(document, record) || !has_mail_mx(document, set))
        return;
    name_to_text(document->names, record->name, owner);
    if (lookup_delegated(document, owner) || has_wildcard_dmarc(document, owner))
        return;
    report(check, record, record_place(record), "%s has MX and no DMARC record", owner);
}

void check_multiple_dmarc(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct record *first = NULL;
    if (set.count < 2 || !is_dmarc_name(document, set.records[0]->name) ||
        !is_mail_business(document, set.records[0]))
        return;
    for (size_t i = 0; i < set.count; i++) {
        char *text = record_text(document, set.records[i], check->scratch);
        if (text != NULL && dmarc_is_record(text)) {
            if (first == NULL)
                first = set.records[i];
            else if (!records_agree(document, first, set.records[i]))
                report(check, set.records[i], set.records[i]->rdata,
                       "a second DMARC record: receivers then use neither");
        }
        talloc_free(text);
    }
}

void check_dmarc_syntax(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    if (!is_dmarc_name(document, set.records[0]->name) ||
        !is_mail_business(document, set.records[0]))
        return;
    for (size_t i = 0; i < set.count; i++) {
        char *text = lookup_text(document, set.records[i], "", check->scratch);
        if (text != NULL && dmarc_is_meant(text))
            text_report(check, set.records[i], text, dmarc_judge);
        talloc_free(text);
    }
}
