#include "rules/meta.h"

#include "parser/ldns.h"

void meta_report(struct check *check, const char *id, uint32_t file, struct span at,
                 const char *format, ...)
{
    check->rule = rule_find(id);
    if (!rule_is_selected(check->selection, check->rule))
        return;
    va_list arguments;
    va_start(arguments, format);
    report_at(check, check->rule->severity, file, at, NULL, format, arguments);
    va_end(arguments);
}

const struct rule meta_rules[] = {
    {"meta-unused-suppression", WARNING, PER_RUN, 0, NULL,
     .summary = "a suppression that suppresses nothing",
     .why = "The fault is gone, or the comment stands at the wrong record; it would hide the next "
            "fault there.",
     .fix = "Delete the comment; mxmend makes no edit.", .source = "practice of linters",
     .bad = "www IN A 192.0.2.1 ; mxmend: ignore exchange-legacy-mx", .good = "www IN A 192.0.2.1"},
    {"meta-unknown-rule", WARNING, PER_RUN, 0, NULL,
     .summary = "a suppression, or an entry of a baseline, that names no rule of mxmend",
     .why = "It suppresses nothing, probably for a typing mistake.",
     .fix = "Write the name as mxmend explain lists it; mxmend makes no edit.",
     .source = "practice of linters", .bad = "; mxmend: ignore-next exchange-legacy",
     .good = "; mxmend: ignore-next exchange-legacy-mx"},
    {"meta-suppression-form", WARNING, PER_RUN, 0, NULL,
     .summary = "a suppression without a rule's name, or in the wrong place",
     .why = "It has no effect. There is no blanket form, because it would hide what comes later.",
     .fix = "Name the rules: ignore on the record's line, ignore-next above it, ignore-file before "
            "the first record.",
     .source = "practice of linters", .bad = "; mxmend: ignore-next",
     .good = "; mxmend: ignore-next zone-duplicate -- two generators meet here"},
    {"meta-stale-baseline", NOTICE, PER_RUN, 0, NULL,
     .summary = "an entry of the baseline that covers nothing any more",
     .why = "The fault is gone, or the record changed; if the fault comes back, the entry hides "
            "it. Told only of files that this run looked at, or that are gone.",
     .fix = "Delete the entry, or run mxmend check --write-baseline FILE again.",
     .source = "practice of linters", .bad = "(an entry for an MX that has been corrected)",
     .good = "(no entry)"},
    {"meta-stale-authority", WARNING, PER_DOCUMENT, 0, check_stale_authority,
     .summary = "what Graph said of a domain of this file is older than 30 days",
     .why = "Microsoft may have assigned another host since, and mail to the old one is lost. Told "
            "once a file, of the domain that was asked longest ago.",
     .fix = "Run mxmend fetch again, or export the answer anew.",
     .source = "MC1048624; the limit is mxmend's",
     .bad = "(an authority with \"fetchedAt\": \"2026-09-01T08:00:00Z\" on 23 November)",
     .good = "(the same, fetched on 20 November)"},
    {"meta-authority-gap", NOTICE, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_authority_gap,
     .summary = "the authority says nothing of a domain whose MX is Exchange Online's",
     .why = "So its MX is not compared with Graph: the domain is new, or of another tenant, or was "
            "not fetched. Where the MX is a legacy one, exchange-legacy-mx says so.",
     .fix = "Fetch the domain too.", .source = "Graph, List serviceConfigurationRecords",
     .bad = "fabrikam.com. IN MX 0 fabrikam-com.o-v1.mx.microsoft.",
     .good = "(the same, and the authority has fabrikam.com)"},
    {.id = NULL},
};
