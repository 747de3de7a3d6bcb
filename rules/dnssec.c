#include "rules/rule.h"

const struct rule dnssec_rules[] = {
    {.id = NULL},
};
