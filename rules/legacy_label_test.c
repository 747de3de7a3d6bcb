#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/legacy_label.h"

struct pair {
    const char *domain, *label;
};

/* Reference, microsoft.md sections 8.1 and 8.2: seen in public, and made with the rule. */
static const struct pair pairs[] = {
    {"mu-sigma.com", "musigma-com0e"},
    {"sen-ai.fr", "senai-fr0i"},
    {"maxx-express.com", "maxxexpress-com01b"},
    {"nextvia-ks.com", "nextviaks-com01i"},
    {"exclusive.jason-shadow.com", "exclusive-jasonshadow-com03i"},
    {"find-child-arrangement-option.service.gov.uk",
     "findchildarrangementoption-service-gov-uk01be2e"},
    {"contoso.com", "contoso-com"},
    {"contoso.co.uk", "contoso-co-uk"},
    {"con-toso.com", "contoso-com0i"},
    {"contoso-web.com", "contosoweb-com01i"},
    {"fabrikam-inc.com", "fabrikaminc-com02b"},
    {"mail.contoso-web.co.uk", "mail-contosoweb-co-uk03b"},
    {"contoso-north-east.com", "contosonortheast-com01i1c"},
    {"a-b-c-d.example", "abcd-example0kc"},
    {"xn--mnchen-3ya.de", "xnmnchen3ya-de0m1e"},
};

static void pairs_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char label[LEGACY_LABEL_SIZE], domain[LEGACY_DOMAIN_SIZE];
        assert_true(legacy_label_encode(pairs[i].domain, label));
        assert_string_equal(label, pairs[i].label);
        assert_true(legacy_label_decode(pairs[i].label, domain));
        assert_string_equal(domain, pairs[i].domain);
        assert_int_equal(legacy_label_judge(label, pairs[i].domain, domain), LABEL_RIGHT);
    }
}

/* A tenant keeps the case that was typed (section 8.3). */
static void case_does_not_matter(void **state)
{
    (void)state;
    char domain[LEGACY_DOMAIN_SIZE];
    assert_true(legacy_label_decode("ContosoWeb-COM01I", domain));
    assert_string_equal(domain, "contoso-web.com");
    assert_int_equal(legacy_label_judge("Contoso-Com", "contoso.com", domain), LABEL_RIGHT);
}

static void no_domain_in_these(void **state)
{
    (void)state;
    static const char *const labels[] = {
        "",
        "contoso",
        "MS12345678",
        "0",
        "-",
        "-0",
        "contoso-com0",
        "contoso-com0a",
        "contoso-com0z",
        "contoso-com0999999999999999999999b",
        "contoso-com0b",
        "contoso-com00",
        "contoso-com01",
        "a..b",
        "contoso-co.uk",
        "contoso--com",
        "contoso-com09b",
        "-com0b",
        "0123456789012345678901234567890123456789012345678901234567890-com",
    };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        char domain[LEGACY_DOMAIN_SIZE];
        assert_false(legacy_label_decode(labels[i], domain));
    }
}

static void too_long_for_a_label(void **state)
{
    (void)state;
    char label[LEGACY_LABEL_SIZE], domain[300];
    memset(domain, 'a', sizeof domain);
    memcpy(domain + 59, ".com", 5);
    assert_true(legacy_label_encode(domain, label)); /* 63 bytes */
    memcpy(domain + 60, ".com", 5);
    domain[59] = 'a';
    assert_false(legacy_label_encode(domain, label));
    memset(domain, '-', sizeof domain - 1);
    domain[sizeof domain - 1] = '\0';
    assert_false(legacy_label_encode(domain, label));
    assert_false(legacy_label_encode("", label));
}

/* A domain of two or three labels with digits and hyphens, the same for the same seed. */
static void domain_make(unsigned seed, char domain[LEGACY_DOMAIN_SIZE])
{
    static const char bytes[] = "abcdefghijklmnopqrstuvwxyz0123456789---";
    size_t length = 0;
    for (unsigned label = 0; label < 1 + seed % 2; label++) {
        size_t size = 1 + (seed >> 3) % 18;
        for (size_t i = 0; i < size; i++) {
            seed = seed * 1103515245 + 12345;
            size_t most = i == 0 || i + 1 == size ? 36 : sizeof bytes - 1;
            domain[length++] = bytes[(seed >> 16) % most];
        }
        domain[length++] = '.';
    }
    memcpy(domain + length, seed % 3 == 0 ? "xn--p1ai" : "com", seed % 3 == 0 ? 9 : 4);
}

static void round_trips(void **state)
{
    (void)state;
    unsigned made = 0;
    for (unsigned seed = 0; seed < 100000; seed++) {
        char domain[LEGACY_DOMAIN_SIZE], label[LEGACY_LABEL_SIZE], back[LEGACY_DOMAIN_SIZE];
        domain_make(seed, domain);
        if (!legacy_label_encode(domain, label))
            continue;
        made++;
        assert_true(legacy_label_decode(label, back));
        assert_string_equal(back, domain);
    }
    assert_true(made > 90000);
}

static void verdicts(void **state)
{
    (void)state;
    static const struct {
        const char *label, *domain;
        enum label_verdict verdict;
        const char *other;
    } cases[] = {
        {"contoso-web-com", "contoso-web.com", LABEL_GUESSED, "hyphen kept"},
        {"contoso-co.uk", "contoso.co.uk", LABEL_GUESSED, "only the first dot replaced"},
        {"contoso-web-co.uk", "contoso-web.co.uk", LABEL_GUESSED, "only the first dot replaced"},
        {"contoso.com", "contoso.com", LABEL_GUESSED, "dots kept"},
        {"xn--mnchen-example-gsb", "xn--mnchen-3ya.example", LABEL_GUESSED,
         "IDN joined before it was encoded"},
        {"xn---com-5cd", "xn--80ak6aa92e.com", LABEL_GUESSED, "IDN joined before it was encoded"},
        {"xn--mnchen-3ya-example", "xn--mnchen-3ya.example", LABEL_GUESSED, "hyphen kept"},
        {"fabrikam-com", "contoso.com", LABEL_FOREIGN, "fabrikam.com"},
        {"FABRIKAMINC-com02b", "contoso.com", LABEL_FOREIGN, "fabrikam-inc.com"},
        {"contoso-com", "mail.contoso.com", LABEL_FOREIGN, "contoso.com"},
        {"contoso", "contoso.com", LABEL_NO_DOMAIN, NULL},
        {"MS12345678", "contoso.com", LABEL_NO_DOMAIN, NULL},
        {"xn--mnchen-example-", "xn--mnchen-3ya.example", LABEL_UNKNOWN, NULL},
        {"xn--contoso-com-gsb", "contoso.com", LABEL_UNKNOWN, NULL},
        {"contoso-com0zz", "contoso.com", LABEL_UNKNOWN, NULL},
        {"a.b", "contoso.com", LABEL_UNKNOWN, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char other[LEGACY_DOMAIN_SIZE];
        assert_int_equal(legacy_label_judge(cases[i].label, cases[i].domain, other),
                         cases[i].verdict);
        if (cases[i].other != NULL)
            assert_string_equal(other, cases[i].other);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_hold),         cmocka_unit_test(case_does_not_matter),
        cmocka_unit_test(no_domain_in_these), cmocka_unit_test(too_long_for_a_label),
        cmocka_unit_test(round_trips),        cmocka_unit_test(verdicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
