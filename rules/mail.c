#include "rules/rule.h"

const struct rule mail_rules[] = {
    {.id = NULL},
};
