#include <string.h>

#include <talloc.h>

#include "parser/array.h"
#include "rules/exchange.h"
#include "rules/lookup.h"
#include "rules/mail.h"

/* Rules on SPF records. */

void check_multiple_spf(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct record *first = NULL;
    for (size_t i = 0; i < set.count && set.count > 1; i++) {
        const struct record *record = set.records[i];
        char *text = lookup_spf_text(document, record, check->scratch);
        bool is_spf = text != NULL && is_mail_business(document, record);
        talloc_free(text);
        if (is_spf && first != NULL && !records_agree(document, first, record))
            report(check, record, record->rdata, "a second SPF record: receivers then use neither");
        first = is_spf && first == NULL ? record : first;
    }
}

void check_spf_syntax(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    for (size_t i = 0; i < set.count; i++) {
        char *text = lookup_text(document, set.records[i], "v=spf1", check->scratch);
        if (text != NULL && is_mail_business(document, set.records[i]))
            text_report(check, set.records[i], text, spf_judge);
        talloc_free(text);
    }
}

enum { COUNT_MAX = 100 }; /* where counting ends, since a loop has none */

/*
 * DNS queries that the terms of a record cost, with those of the records that it includes and that
 * this zone has. `*excess`: the first term with which there are too many.
 */
static unsigned queries_count(struct check *check, const char *text, unsigned count,
                              struct span *excess)
{
    struct spf_term term;
    for (uint32_t at = 0; count < COUNT_MAX && spf_next_used(text, &at, &term);) {
        unsigned before = count;
        bool outside;
        count += spf_costs_query(term.kind);
        char *next = term.kind == SPF_INCLUDE || term.kind == SPF_REDIRECT
                         ? lookup_spf_of(check->document, text, &term, check->scratch, &outside)
                         : NULL;
        if (next != NULL)
            count = queries_count(check, next, count, NULL);
        talloc_free(next);
        if (excess != NULL && before <= SPF_QUERIES && count > SPF_QUERIES)
            *excess = term.at;
    }
    return count;
}

void check_spf_lookups(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    struct span excess = {0, 0};
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        char *text = lookup_spf_text(document, record, check->scratch);
        unsigned count = text == NULL ? 0 : queries_count(check, text, 0, &excess);
        if (count > SPF_QUERIES && is_mail_business(document, record))
            report(
                check, record, record_text_span(document, record, excess),
                "SPF record takes %s %u DNS queries, by this file alone; receivers stop after %d",
                count >= COUNT_MAX ? "more than" : "at least", count, SPF_QUERIES);
        talloc_free(text);
    }
}

/* Text that was meant as SPF counts: mail-spf-syntax tells what is wrong with it. */
static bool has_spf(struct check *check, struct rrset set)
{
    bool found = false;
    for (size_t i = 0; !found && i < set.count; i++) {
        char *text = lookup_text(check->document, set.records[i], "v=spf1", check->scratch);
        found = text != NULL;
        talloc_free(text);
    }
    return found;
}

void check_no_spf(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    struct rrset mx = lookup_mx_of(set);
    const struct record *record = mx.records[0];
    char owner[NAME_TEXT_MAX];
    if (has_spf(check, set) || !lookup_is_complete(document) ||
        !is_mail_business(document, record) || !has_mail_mx(document, mx))
        return;
    name_to_text(document->names, record->name, owner);
    if (!lookup_delegated(document, owner))
        report(check, record, record_place(record), "%s has MX and no SPF record", owner);
}

/* Will the MX of this name be changed, by what Graph says? */
static bool is_moving(struct check *check, uint32_t name)
{
    size_t at = 0, count = 0;
    bool moving = false;
    const struct record **records = NULL, *record;
    while ((record = lookup_record(check->document, name, LDNS_RR_TYPE_MX, &at)) != NULL)
        ARRAY_PUSH(NULL, records, count, record);
    const struct exchange *exchange =
        count == 0 ? NULL : exchange_read(check, (struct rrset){records, count});
    for (size_t i = 0; exchange != NULL && !exchange->refused && i < exchange->count; i++) {
        const struct exchange_mx *mx = &exchange->mx[i];
        moving = moving || (is_exchange(mx) && host_contradicted(exchange, mx) &&
                            !is_downgrade(exchange, mx));
    }
    talloc_free(records);
    return moving;
}

/* The name whose MX an "mx" term means: its own domain, or that of the record. */
static uint32_t term_name(const struct document *document, const char *text,
                          const struct spf_term *term, uint32_t owner)
{
    if (span_is_empty(term->value))
        return owner;
    char *domain = talloc_strndup(NULL, text + term->value.start, span_length(term->value));
    uint32_t name = lookup_name(document, domain);
    talloc_free(domain);
    return name;
}

void check_spf_mx_mechanism(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    for (size_t i = 0; check->facts->authority != NULL && i < set.count; i++) {
        const struct record *record = set.records[i];
        char *text = lookup_spf_text(document, record, check->scratch);
        struct spf_term term;
        for (uint32_t at = 0; text != NULL && spf_next_used(text, &at, &term);)
            if (term.kind == SPF_MX &&
                is_moving(check, term_name(document, text, &term, record->name)))
                report(check, record, record_text_span(document, record, term.at),
                       "SPF mx will mean other addresses when the MX moves");
        talloc_free(text);
    }
}
