#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/code_text.h"

/* Labels that are a tenant's, and such as stand for others. */
static const struct {
    const char *label;
    unsigned traits;
} labels[] = {
    {"adatum-com", 0},
    {"adatum-co-uk", 0},
    {"yourways-com", 0},
    {"hostelbrand-de", 0},
    {"organic-farm-org", 0},
    {"exemplary-com", 0},
    {"minsk-by", 0},
    {"a-com", 0},
    {"adatum-com01b", 0},
    {"contoso-com", TRAIT_SAMPLE},
    {"shop-fabrikam-com", TRAIT_SAMPLE},
    {"example", TRAIT_SAMPLE | TRAIT_PLACEHOLDER},
    {"yourdomain-com", TRAIT_SAMPLE | TRAIT_PLACEHOLDER},
    {"your-adatum-com", TRAIT_PLACEHOLDER},
    {"domain-tld", TRAIT_PLACEHOLDER},
    {"domain2-co-uk", TRAIT_PLACEHOLDER},
    {"Tenant", TRAIT_PLACEHOLDER},
    {"tuodominio-it", TRAIT_PLACEHOLDER},
    {"votre-entreprise-fr", TRAIT_PLACEHOLDER},
    {"ihre-domain-de", TRAIT_PLACEHOLDER},
    {"SENDING_DOMAIN-com", TRAIT_PLACEHOLDER},
    {"xxxxx-se", TRAIT_PLACEHOLDER},
    {"the.customer.name", TRAIT_PLACEHOLDER},
};

static void labels_are_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct code_text text = {.bytes = labels[i].label,
                                 .size = (uint32_t)strlen(labels[i].label)};
        unsigned traits = label_traits(&text, (struct span){0, text.size});
        if (traits != labels[i].traits)
            fail_msg("%s: %x", labels[i].label, traits);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(labels_are_told_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
