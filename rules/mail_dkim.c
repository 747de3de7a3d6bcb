#include <string.h>

#include <talloc.h>

#include "rules/dkim_key.h"
#include "rules/lookup.h"
#include "rules/mail.h"

/* The rule on DKIM key records. */

/*
 * Is this <selector>._domainkey.<domain>? A selector may have several labels. The policies of ADSP
 * (RFC 5617) and of reports (RFC 6651) stand there too and are no keys.
 */
static bool is_selector(const struct names *names, uint32_t name)
{
    return !name_label_is(names, name, "_adsp") && !name_label_is(names, name, "_report") &&
           name_has_label(names, name_parent(names, name), "_domainkey");
}

/* Several keys at one selector are legal DNS, and what verifiers do with them is not defined. */
static void second_report(struct check *check, const struct record *first,
                          const struct record *record)
{
    if (first != NULL && !records_agree(check->document, first, record))
        report(check, record, record->rdata, "a second DKIM key at one selector");
}

void check_dkim_syntax(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct record *first = NULL;
    if (!is_selector(document->names, set.records[0]->name) ||
        !is_mail_business(document, set.records[0]))
        return;
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        char *text = lookup_text(document, record, "", check->scratch);
        if (text != NULL && dkim_is_key(text)) {
            text_report(check, record, text, dkim_key_judge);
            second_report(check, first, record);
            first = first == NULL ? record : first;
        } else if (text != NULL && dkim_is_host(text))
            report(check, record, record->rdata,
                   "a host name as TXT at a DKIM selector: it takes a CNAME");
        talloc_free(text);
    }
}
