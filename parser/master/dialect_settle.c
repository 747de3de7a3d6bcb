#include <string.h>
#include <talloc.h>

#include "parser/ldns.h"
#include "parser/master/dialect.h"
#include "parser/master/lexer.h"
#include "parser/rdata.h"

/* What a dialect says of the document as a whole, once all records are there. */

/* Does the comment behind a record say that it goes through the proxy? */
static bool is_proxied(const struct document *document, const struct record *record)
{
    static const char tags[] = "cf_tags=", tag[] = "cf-proxied:true";
    const struct file *file = record_file(document, record);
    uint32_t at = record->entry.end, end = line_after(file->bytes, at, file->size);
    const char *found = memmem(file->bytes + at, end - at, tags, strlen(tags));
    return found != NULL &&
           memmem(found, end - (size_t)(found - file->bytes), tag, strlen(tag)) != NULL;
}

/* Which names are proxied: a flag for each. */
static bool *proxied_names(void *mem, const struct document *document, uint32_t *count)
{
    *count = 0;
    for (size_t i = 0; i < document->record_count; i++)
        if (document->records[i].name >= *count)
            *count = document->records[i].name + 1;
    bool *flags = talloc_zero_size(mem, *count + 1U);
    for (size_t i = 0; i < document->record_count; i++)
        if (is_proxied(document, &document->records[i]))
            flags[document->records[i].name] = true;
    return flags;
}

/* An MX itself cannot go through the proxy; where its host does, Cloudflare puts a name of its own
 * (_dc-mx…) in the host's place, which gives away the address that the proxy hides. */
static void proxied_report(struct document *document)
{
    void *mem = talloc_new(NULL);
    uint32_t count;
    struct rdata *rdata = talloc(mem, struct rdata);
    const bool *flags = proxied_names(mem, document, &count);
    for (size_t i = 0; i < document->record_count; i++) {
        const struct record *record = &document->records[i];
        if (record->type != LDNS_RR_TYPE_MX || !record_rdata(document, record, rdata))
            continue;
        bool itself = is_proxied(document, record);
        uint32_t host = names_find_wire(document->names, rdata->wire + 2);
        if (itself || (host < count && flags[host]))
            document_problem(document, PROBLEM_PROXIED, document->scopes[record->scope].file,
                             record_field(document, record, 1),
                             itself ? "this MX is tagged as proxied: Cloudflare proxies no mail"
                                    : "the host of this MX is proxied: Cloudflare proxies no mail");
    }
    talloc_free(mem);
}

/* Beside other data Cloudflare serves what a CNAME leads to: nobody sees it (scope.variant). */
static void flattened_settle(struct document *document)
{
    for (size_t i = 0; i < document->record_count; i++) {
        struct record *record = &document->records[i];
        if (record->type != LDNS_RR_TYPE_CNAME)
            continue;
        struct scope scope = document->scopes[record->scope];
        scope.variant = (uint32_t)i + 1;
        record->scope = document_add_scope(document, scope);
    }
}

/* The SOA's owner as Cloudflare writes it is below the origin to any name server. */
static void owner_report(struct document *document)
{
    for (size_t i = 0; i < document->record_count; i++) {
        const struct record *record = &document->records[i];
        struct span at = record->owner;
        const char *text = record_file(document, record)->bytes + at.start;
        if (record->type != LDNS_RR_TYPE_SOA || span_is_empty(at) ||
            text[span_length(at) - 1] == '.' || memchr(text, '.', span_length(at)) == NULL)
            continue;
        document_problem(document, PROBLEM_NOT_LOADABLE, document->scopes[record->scope].file, at,
                         "the SOA's owner lacks its final dot: a name server does not load the "
                         "file as it was exported");
        return;
    }
}

static bool is_same(const struct document *document, const struct record *a, const struct record *b)
{
    struct rdata one, other;
    return a->type == b->type && a->name == b->name && record_rdata(document, a, &one) &&
           record_rdata(document, b, &other) && one.length == other.length &&
           memcmp(one.wire, other.wire, one.length) == 0;
}

static size_t soa_count(const struct document *document)
{
    size_t count = 0;
    for (size_t i = 0; i < document->record_count; i++)
        count += document->records[i].type == LDNS_RR_TYPE_SOA;
    return count;
}

/* Takes back what an earlier step brought. The file may be anybody's, so the search has an end. */
static size_t take_back(const struct document *document, size_t kept, const struct record *gone)
{
    enum { FAR = 1000 };
    struct record *records = document->records;
    for (size_t i = kept; i > 0 && kept - i < FAR; i--)
        if (is_same(document, &records[i - 1], gone)) {
            memmove(records + i - 1, records + i, (kept - i) * sizeof *records);
            return kept - 1;
        }
    return kept;
}

/*
 * An incremental transfer is the new SOA, then for each step the old SOA, what goes, the SOA after
 * it, what comes (RFC 1995 section 4). What came and stays is kept: it is a part of a zone.
 */
static bool increments_settle(struct document *document)
{
    struct record *records = document->records;
    bool comes = true;
    size_t kept = 0;
    if (document->record_count < 4 || records[0].type != LDNS_RR_TYPE_SOA ||
        records[1].type != LDNS_RR_TYPE_SOA || is_same(document, &records[0], &records[1]))
        return false;
    for (size_t i = 1; i < document->record_count; i++)
        if (records[i].type == LDNS_RR_TYPE_SOA)
            comes = !comes;
        else if (comes)
            records[kept++] = records[i];
        else
            kept = take_back(document, kept, &records[i]);
    document->record_count = kept;
    return true;
}

static bool has_placeholder(const struct document *document)
{
    for (size_t i = 0; i < document->problem_count; i++)
        if (document->problems[i].kind == PROBLEM_PLACEHOLDER)
            return true;
    return false;
}

/* Later ones leave the name servers out, and write the zone itself for the first one in the SOA. */
static void missing_ns_report(struct document *document)
{
    const struct record *soa = NULL;
    for (size_t i = 0; i < document->record_count; i++) {
        const struct record *record = &document->records[i];
        if (record->type == LDNS_RR_TYPE_NS && record->name == document->apex)
            return;
        if (record->type == LDNS_RR_TYPE_SOA && soa == NULL)
            soa = record;
    }
    if (soa != NULL)
        document_problem(document, PROBLEM_PLACEHOLDER, document->scopes[soa->scope].file,
                         record_type_text(soa), "the export leaves the zone's name servers out");
}

void dialect_settle(struct document *document)
{
    unsigned switches = document->format->switches;
    if ((switches & PROXIED) != 0) {
        proxied_report(document);
        flattened_settle(document);
    }
    if ((switches & OWNERS_ABSOLUTE) != 0)
        owner_report(document);
    if ((switches & PLACEHOLDERS) != 0 && !has_placeholder(document))
        missing_ns_report(document);
    if ((switches & PLACEHOLDERS) != 0 && has_placeholder(document))
        document->whole = false;
    if ((switches & ANSWERS) != 0) /* in an answer the SOA may be that of the zone above */
        document->whole = !increments_settle(document) && soa_count(document) > 1;
}
