#include "rules/rule.h"

/* Values that some program works out, and code that does. */
const struct rule code_rules[] = {
    {"code-indirect", NOTICE, PER_PROBLEM, PROBLEM_COMPUTED, NULL,
     .summary = "the MX host comes from a variable, a parameter or a template",
     .why = "What stands here is not what DNS will say, so nobody can tell from this file whether "
            "the host is hard-coded elsewhere.",
     .fix = "Look at what fills it in; mxmend makes no edit.", .source = "formats.md section 3.5",
     .bad = "content = var.mx_host", .good = "content = \"contoso-com.o-v1.mx.microsoft\""},
    {.id = NULL},
};
