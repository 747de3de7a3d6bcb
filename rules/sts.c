#include "rules/rule.h"

const struct rule sts_rules[] = {
    {.id = NULL},
};
