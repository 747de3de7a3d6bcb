#include "cmd/print/sarif_rules.h"

#include <talloc.h>

#include "cmd/print/json_text.h"
#include "parser/array.h"

struct sarif_rules {
    const struct rule **items;
    size_t count;
};

struct sarif_rules *sarif_rules_new(void *mem)
{
    return talloc_zero(mem, struct sarif_rules);
}

size_t sarif_rule_index(struct sarif_rules *rules, const struct rule *rule)
{
    for (size_t i = 0; i < rules->count; i++)
        if (rules->items[i] == rule)
            return i;
    ARRAY_PUSH(rules, rules->items, rules->count, rule);
    return rules->count - 1;
}

const char *sarif_level(enum severity severity)
{
    static const char *const levels[] = {
        [NOTICE] = "note", [WARNING] = "warning", [ERROR] = "error"};
    return levels[severity];
}

/* GitHub sorts by this property of a rule. */
static const char *const problems[] = {
    [NOTICE] = "recommendation", [WARNING] = "warning", [ERROR] = "error"};

static char *add(char *text, const char *heading, const char *more, const char *end)
{
    if (more == NULL)
        return text;
    return talloc_asprintf_append_buffer(text, "%s%s%s", heading, more, end);
}

/* What `mxmend explain` says, for people who never see a terminal. */
static char *make_help(void *mem, const struct rule *rule, bool markdown)
{
    char *text = talloc_strdup(mem, "");
    text = add(text, "", rule->why, "\n");
    text = add(text, markdown ? "\n**Bad**\n\n```\n" : "\nBad:\n", rule->bad,
               markdown ? "\n```\n" : "\n");
    text = add(text, markdown ? "\n**Good**\n\n```\n" : "\nGood:\n", rule->good,
               markdown ? "\n```\n" : "\n");
    text = add(text, markdown ? "\n**Fix:** " : "\nFix: ", rule->fix, "\n");
    return add(text, markdown ? "\n**Source:** " : "\nSource: ", rule->source, "\n");
}

static void print_rule(FILE *out, const struct rule *rule)
{
    void *mem = talloc_new(NULL);
    fprintf(out, "\n{\"id\":\"%s\",\"shortDescription\":{\"text\":", rule->id);
    json_text(out, rule->summary);
    fputs("},\"fullDescription\":{\"text\":", out);
    json_text(out, rule->why == NULL ? rule->summary : rule->why);
    fputs("},\"help\":{\"text\":", out);
    json_text(out, make_help(mem, rule, false));
    fputs(",\"markdown\":", out);
    json_text(out, make_help(mem, rule, true));
    fprintf(out,
            "},\"defaultConfiguration\":{\"level\":\"%s\"},\"properties\":{"
            "\"precision\":\"very-high\",\"problem.severity\":\"%s\",\"tags\":[\"dns\",\"mail\"]}}",
            sarif_level(rule->severity), problems[rule->severity]);
    talloc_free(mem);
}

void sarif_rules_print(FILE *out, const struct sarif_rules *rules)
{
    for (size_t i = 0; i < rules->count; i++) {
        fputs(i == 0 ? "" : ",", out);
        print_rule(out, rules->items[i]);
    }
}
