#include "rules/rule.h"

/* Values that some program works out, and code that does. */
const struct rule code_rules[] = {
    {"code-indirect", NOTICE, PER_PROBLEM, PROBLEM_COMPUTED, NULL,
     .summary = "the MX host comes from a variable, a parameter or a template",
     .why = "What stands here is not what DNS will say, so nobody can tell from this file whether "
            "the host is hard-coded elsewhere.",
     .fix = "Look at what fills it in; mxmend makes no edit.", .source = "formats.md section 3.5",
     .bad = "content = var.mx_host", .good = "content = \"contoso-com.o-v1.mx.microsoft\""},
    {"code-builder", WARNING, PER_PROBLEM, PROBLEM_BUILDER, NULL,
     .summary = "a builder of DNSControl makes a legacy Exchange MX by itself",
     .why =
         "M365_BUILDER derives a host below mail.protection.outlook.com from the domain. That host "
         "has no DNSSEC, and new domains get one below mx.microsoft that only Graph knows.",
     .fix =
         "Add \"mx: false,\" to the options of M365_BUILDER, and behind it MX(\"@\", 0, \"host.\") "
         "with the host from the domain's serviceConfigurationRecords and a final dot; mxmend "
         "makes no edit.",
     .source = "formats.md section 13, MC1048624",
     .bad = "M365_BUILDER(\"contoso.com\", {initialDomain: \"contoso.onmicrosoft.com\"})",
     .good = "M365_BUILDER(\"contoso.com\", {mx: false})"},
    {"code-derives-mx", WARNING, PER_PROBLEM, PROBLEM_DERIVED, NULL,
     .summary = "an expression builds a legacy Exchange host out of the domain",
     .why = "The host is not derived from the domain: Microsoft assigns it, new domains get one "
            "below mx.microsoft, and a derived name may be nobody's or another tenant's.",
     .fix = "Ask Graph for the domain's serviceConfigurationRecords and write down what it says; "
            "mxmend makes no edit.",
     .source = "MC1048624",
     .bad = "content = \"${replace(var.zone, \".\", \"-\")}.mail.protection.outlook.com\"",
     .good = "content = \"contoso-com.o-v1.mx.microsoft\""},
    {"code-literal-mx", WARNING, PER_PROBLEM, PROBLEM_LITERAL, NULL,
     .summary = "a legacy Exchange host in code, of which no record can be made out",
     .why =
         "It may well end up in an MX record, and the host below mail.protection.outlook.com has "
         "no DNSSEC and is not what new domains get.",
     .fix = "Look at what it is used for; mxmend makes no edit.", .source = "MC1048624",
     .bad = "mail_host = \"contoso-com.mail.protection.outlook.com\"",
     .good = "mail_host = \"contoso-com.o-v1.mx.microsoft\""},
    {"code-shared-record", WARNING, PER_PROBLEM, PROBLEM_SHARED, NULL,
     .summary = "one line makes the MX of several zones",
     .why = "Each domain has an Exchange host of its own. The same host for all of them is another "
            "domain's for all but one, and correcting the line would change them all.",
     .fix = "Give each zone its own value, then correct them one by one; mxmend makes no edit.",
     .source = "formats.md section 3.5",
     .bad = "for_each = var.zones  …  records = [\"0 contoso-com.mail.protection.outlook.com\"]",
     .good = "records = [\"0 ${each.value.mx}\"]"},
    {.id = NULL},
};
