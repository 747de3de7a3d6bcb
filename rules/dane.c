#include "rules/rule.h"

const struct rule dane_rules[] = {
    {.id = NULL},
};
