#include <string.h>

#include "rules/rule.h"

const struct rule *const rule_families[] = {
    parse_rules, zone_rules, mail_rules,   exchange_rules, dnssec_rules, dnssec_signed_rules,
    dane_rules,  sts_rules,  export_rules, code_rules,     meta_rules,   NULL,
};

const char *rule_id(size_t index)
{
    for (size_t i = 0; rule_families[i] != NULL; i++)
        for (const struct rule *rule = rule_families[i]; rule->id != NULL; rule++)
            if (index-- == 0)
                return rule->id;
    return NULL;
}

const struct rule *rule_find(const char *id)
{
    for (size_t i = 0; rule_families[i] != NULL; i++)
        for (const struct rule *rule = rule_families[i]; rule->id != NULL; rule++)
            if (strcmp(rule->id, id) == 0)
                return rule;
    return NULL;
}

static bool list_holds(const char *const *ids, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

bool rule_is_selected(const struct selection *selection, const struct rule *rule)
{
    bool selected = selection->select == NULL
                        ? !rule->off
                        : list_holds(selection->select, selection->select_count, rule->id);
    return selected && !list_holds(selection->ignore, selection->ignore_count, rule->id);
}
