#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/format.h"
#include "rules/code.h"
#include "rules/code_advice.h"
#include "rules/code_scan.h"
#include "rules/exchange.h"
#include "rules/legacy_label.h"

/*
 * What is said of the mentions in a text. Records in structured data have rules of their own: what
 * stands inside of one's RDATA is left to those. Master files and policies have no text besides.
 */

static bool is_text(const struct document *document)
{
    return document->entries != NULL || document->format == &code_format;
}

static int compare_starts(const void *a, const void *b)
{
    const struct span *left = a, *right = b;
    return left->start < right->start ? -1 : left->start > right->start;
}

/* Takes out what is a record's. */
static void drop_records(const struct document *document, struct code_mentions *mentions)
{
    size_t count = 0, kept = 0;
    struct span *taken = talloc_array(NULL, struct span, (unsigned)document->record_count + 1);
    for (size_t i = 0; i < document->record_count; i++)
        if (record_file(document, &document->records[i]) == &document->files[0])
            taken[count++] = document->records[i].rdata;
    if (count > 1)
        qsort(taken, count, sizeof *taken, compare_starts);
    for (size_t i = 0, at = 0; i < mentions->count; i++) {
        struct span here = mentions->items[i].at;
        while (at < count && taken[at].end <= here.start)
            at++;
        if (at == count || taken[at].start >= here.end)
            mentions->items[kept++] = mentions->items[i];
    }
    mentions->count = kept;
    talloc_free(taken);
}

/* The first thing of this kind that the reader noted at a place; NULL: nothing. */
static const struct problem *problem_at(const struct document *document, enum problem_kind kind,
                                        struct span at)
{
    for (size_t i = 0; i < document->problem_count; i++) {
        const struct problem *problem = &document->problems[i];
        if (problem->kind == kind && problem->file == 0 && problem->at.start < at.end &&
            at.start < problem->at.end)
            return problem;
    }
    return NULL;
}

/*
 * A reader of structured data knows which values are records and which are not: a change that takes an
 * old host away holds one too. So it is the reader who says what is written out; and what is built, but
 * where the text tells how. Nothing tells it of a label that is only taken from elsewhere: what is
 * declared is not built there, but programs (DNSControl) do build it. Where the data has no schema the
 * reader cannot know all, and the text is looked at as code is.
 */
static enum code_verdict verdict_in_data(const struct document *document, unsigned language,
                                         const struct code_mention *mention)
{
    bool derived = (mention->traits & TRAIT_DERIVED) != 0 || language == LANGUAGE_JAVASCRIPT;
    if ((mention->traits & TRAIT_PLACEHOLDER) != 0)
        return CODE_NOTHING;
    if (problem_at(document, PROBLEM_LITERAL, mention->at) != NULL)
        return CODE_LITERAL;
    if (problem_at(document, PROBLEM_DERIVED, mention->at) != NULL)
        return derived ? CODE_DERIVES : CODE_INDIRECT;
    if (document->format->loose)
        return mention->verdict;
    return mention->verdict == CODE_LITERAL || mention->verdict == CODE_NAMED ||
                   (mention->verdict == CODE_DERIVES && !derived) ||
                   mention->verdict == CODE_INDIRECT
               ? CODE_NOTHING
               : mention->verdict;
}

/* All that the text mentions; found when it is first asked for. */
static const struct code_mentions *mentions_of(struct check *check)
{
    static const struct code_mentions none = {.items = NULL};
    const char *why;
    if (!is_text(check->document))
        return &none;
    if (check->code != NULL)
        return check->code;
    struct code_scanner *own = NULL, *scanner = check->facts->code;
    if (scanner == NULL)
        scanner = own = code_scanner_new(check->findings, NULL, &why);
    check->code = code_scan(check->findings, scanner, &check->document->files[0]);
    drop_records(check->document, check->code);
    for (size_t i = 0; check->document->entries != NULL && i < check->code->count; i++)
        check->code->items[i].verdict = verdict_in_data(
            check->document, (unsigned)check->code->language->bit, &check->code->items[i]);
    talloc_free(own);
    return check->code;
}

__attribute__((format(printf, 4, 5))) static void say(struct check *check, enum severity severity,
                                                      struct span at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_at(check, severity, 0, at, NULL, format, arguments);
    va_end(arguments);
}

typedef void mention_function(struct check *check, const struct code_mentions *mentions,
                              const struct code_mention *mention);

static void each_mention(struct check *check, enum code_verdict verdict, mention_function *function)
{
    const struct code_mentions *mentions = mentions_of(check);
    for (size_t i = 0; i < mentions->count; i++)
        if (mentions->items[i].verdict == verdict)
            function(check, mentions, &mentions->items[i]);
}

static char *text_of(const struct check *check, struct span at, void *mem)
{
    return talloc_strndup(mem, check->document->files[0].bytes + at.start, span_length(at));
}

/* ---- what is built ----------------------------------------------------------------------------- */

static const char *fault_of(enum derivation_fault fault)
{
    switch (fault) {
    case DERIVATION_DOTS:
        return "; even for an old host it is wrong: the dots of the domain stay";
    case DERIVATION_FIRST_DOT:
        return "; even for an old host it is wrong: only the first dot is replaced, and "
               "contoso.co.uk gives contoso-co.uk";
    case DERIVATION_ANY_BYTE:
        return "; even for an old host it is wrong: the dot is a pattern that fits any character";
    case DERIVATION_FIRST_LABEL:
        return "; even for an old host it is wrong: a part of the domain is left out, or has to "
               "have "
               "two labels";
    case DERIVATION_HYPHENS:
        return "; even for an old host it is wrong for a domain with a hyphen (contoso-web.com has "
               "contosoweb-com01i) and for an IDN";
    case DERIVATION_NONE:
        break;
    }
    return "";
}

static void derives(struct check *check, const struct code_mentions *mentions,
                    const struct code_mention *mention)
{
    say(check, check->rule->severity, mention->at,
        "MX host is built from the domain, and only Graph knows it%s", fault_of(mention->fault));
    note(check, "MC1048624; %s", code_advice((unsigned)mentions->language->bit));
}

void check_code_derives(struct check *check, struct rrset set)
{
    (void)set;
    each_mention(check, CODE_DERIVES, derives);
    if (mentions_of(check)->halted)
        report_document(check, NOTICE, "more hosts are mentioned than mxmend looks at (%zu)",
                        mentions_of(check)->count);
}

bool code_tells(struct check *check, uint32_t file, struct span at)
{
    const struct code_mentions *mentions = mentions_of(check);
    if (file != 0 || !rule_is_selected(check->selection, rule_find("code-derives-mx")))
        return false;
    for (size_t i = 0; i < mentions->count; i++)
        if (mentions->items[i].verdict == CODE_DERIVES && mentions->items[i].at.start < at.end &&
            at.start < mentions->items[i].at.end)
            return true;
    return false;
}

static void indirect(struct check *check, const struct code_mentions *mentions,
                     const struct code_mention *mention)
{
    (void)mentions;
    if (problem_at(check->document, PROBLEM_COMPUTED, mention->at) == NULL)
        say(check, check->rule->severity, mention->at,
            "the label of an MX host comes from elsewhere");
}

void code_report_indirect(struct check *check)
{
    const struct rule *rule = check->rule;
    check->rule = rule_find("code-indirect");
    each_mention(check, CODE_INDIRECT, indirect);
    check->rule = rule;
}

/* ---- what is written out ----------------------------------------------------------------------- */

/* What Graph says of the domain that a label belongs to, as far as both are known. */
static struct exchange_said said_of(const struct check *check, const struct code_mention *mention)
{
    char domain[LEGACY_DOMAIN_SIZE];
    struct exchange_said said = {.domain = NULL};
    char *label = text_of(check, mention->label, NULL);
    if ((mention->traits & TRAIT_EARLY) == 0 && legacy_label_decode(label, domain))
        said = exchange_said(check->facts->authority, domain);
    talloc_free(label);
    return said;
}

static void note_graph(struct check *check, const struct code_mentions *mentions,
                       const struct code_mention *mention, const struct exchange_said *said)
{
    const char *shared = (mention->traits & TRAIT_SHARED) == 0
                             ? ""
                             : "; used in several places, of which each has to want the new host";
    if (said->domain == NULL)
        note(check, "MC1048624; %s%s", code_advice((unsigned)mentions->language->bit), shared);
    else if (said->domain->fetched_at == NULL)
        note(check, "MC1048624; authority %s%s", said->domain->path, shared);
    else
        note(check, "MC1048624; authority fetched %.10s%s%s", said->domain->fetched_at,
             said->domain->stale ? ", not renewed since" : "", shared);
}

/* Does the text say that it is an MX? A reader may have found a host that some use may be made of. */
static bool is_certain(const struct code_mention *mention)
{
    return mention->row != NULL &&
           (mention->row->verdict == CODE_LITERAL || mention->row->verdict == CODE_NAMED);
}

/*
 * A manual's sentences and tables are left to people (formats.md section 18), and so is a constant that
 * only its uses tell of: others may use it for another domain, or to send mail.
 */
static bool is_correctable(const struct code_mentions *mentions, const struct code_mention *mention,
                           const struct exchange_said *said)
{
    enum host_family family = said->host == NULL ? HOST_OTHER : host_classify(said->host).family;
    return !said->refused && is_certain(mention) && mention->use == UINT32_MAX &&
           (family == HOST_NEW || family == HOST_NEW_ODD) && (mention->traits & TRAIT_WHOLE) != 0 &&
           (mentions->language->bit & LANGUAGE_PROSE) == 0;
}

/* A sentence of which nobody knows whether it speaks of the own domain is no reason to fail a run. */
static void literal(struct check *check, const struct code_mentions *mentions,
                    const struct code_mention *mention)
{
    struct exchange_said said = said_of(check, mention);
    char *host = text_of(check, mention->at, NULL);
    const char *what = is_certain(mention) ? "MX host" : "host";
    bool confirmed = said.host != NULL && host_equal(said.host, host);
    bool mild = confirmed || (mention->verdict == CODE_NAMED && said.host == NULL);
    enum severity severity = mild ? NOTICE : check->rule->severity;
    if (said.host != NULL && !confirmed)
        say(check, severity, mention->at, "%s %s is written out; Graph says %s", what, host,
            said.host);
    else
        say(check, severity, mention->at, "%s %s is written out%s", what, host,
            confirmed ? ", as Graph says" : "");
    note_graph(check, mentions, mention, &said);
    if (!confirmed && is_correctable(mentions, mention, &said))
        replace(check, mention->at, said.host, SAFE);
    talloc_free(host);
}

void check_code_literal(struct check *check, struct rrset set)
{
    (void)set;
    each_mention(check, CODE_LITERAL, literal);
    each_mention(check, CODE_NAMED, literal);
}

static void relay(struct check *check, const struct code_mentions *mentions,
                  const struct code_mention *mention)
{
    char *host = text_of(check, mention->at, NULL);
    (void)mentions;
    say(check, check->rule->severity, mention->at, "mail is sent to %s", host);
    talloc_free(host);
}

void check_code_relay(struct check *check, struct rrset set)
{
    (void)set;
    each_mention(check, CODE_RELAY, relay);
}

/* ---- what is compared -------------------------------------------------------------------------- */

static void guard(struct check *check, const struct code_mentions *mentions,
                  const struct code_mention *mention)
{
    (void)mentions;
    say(check, check->rule->severity, mention->at,
        "only MX hosts below mail.protection.outlook.com pass here; the new ones are below "
        "mx.microsoft");
}

void check_code_guard(struct check *check, struct rrset set)
{
    (void)set;
    each_mention(check, CODE_GUARD, guard);
}

static void detector(struct check *check, const struct code_mentions *mentions,
                     const struct code_mention *mention)
{
    (void)mentions;
    say(check, check->rule->severity, mention->at,
        "MX hosts below mx.microsoft are not known here");
}

void check_code_detector(struct check *check, struct rrset set)
{
    (void)set;
    each_mention(check, CODE_DETECTOR, detector);
}
