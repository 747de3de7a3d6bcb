#ifndef MXMEND_PRINT_SARIF_RULES_H
#define MXMEND_PRINT_SARIF_RULES_H

#include <stdio.h>

#include "rules/rule.h"

/* The rules that a SARIF log speaks of: its results name them by their index. */
struct sarif_rules;

/* None yet; owned by `mem`. */
struct sarif_rules *sarif_rules_new(void *mem);

/* The index of a rule, which becomes one of them. */
size_t sarif_rule_index(struct sarif_rules *rules, const struct rule *rule);

/* Prints them: reportingDescriptor objects (3.49) with commas between them. */
void sarif_rules_print(FILE *out, const struct sarif_rules *rules);

/* What SARIF calls a severity (3.27.10). */
const char *sarif_level(enum severity severity);

#endif
