#include "rules/rule.h"

/* What is peculiar to the exports of providers. */
const struct rule export_rules[] = {
    {"export-alias", NOTICE, PER_PROBLEM, PROBLEM_PRIVATE_TYPE, NULL, .off = true,
     .summary = "a record of a type that only one provider has",
     .why = "ALIAS, ANAME and the like are no DNS: the provider answers with addresses of its own, "
            "and no other name server can load the record.",
     .fix = "Nothing, as long as the data stays with this provider; mxmend makes no edit.",
     .source = "the providers' documentation",
     .bad = "{\"type\": \"ALIAS\", \"name\": \"www\", \"content\": \"contoso.example.net\"}",
     .good = "{\"type\": \"CNAME\", \"name\": \"www\", \"content\": \"contoso.example.net\"}"},
    {"export-schema", ERROR, PER_PROBLEM, PROBLEM_SCHEMA, NULL,
     .summary = "a file of a known format in which something stands that the format does not have",
     .why =
         "The tool that the file is for refuses it or leaves the record out, and so does mxmend: "
         "the record was not checked.",
     .fix = "Correct the shape; mxmend makes no edit.", .source = "formats.md",
     .bad = "value: {exchange: mail.contoso.com.}",
     .good = "value: {exchange: mail.contoso.com., preference: 10}"},
    {.id = NULL},
};
